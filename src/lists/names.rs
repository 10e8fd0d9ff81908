//! How the names of columns are compared, and what a name can mean. The names themselves are in `headers.rs`.

use std::collections::HashMap;
use std::sync::LazyLock;

use unicode_normalization::UnicodeNormalization;

use super::Field;
use super::headers::{ADDRESSES, COUNTS, KEYS, NAMES, NEVER_KEYS, NEVER_WORDS};

/// How a column that can hold the address is to be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Key {
    /// The address itself.
    Mail,
    /// The owner's address in a list of accounts.
    Owner,
    /// Several addresses with `SMTP:` before the first among them.
    Proxy,
    /// A user principal name; that of a guest (`#EXT#`) is no address.
    Principal,
    /// A sign-in name: taken where it is an address and nothing else is there.
    Login,
}

/// How a cell is to be understood.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Meaning {
    /// As written.
    Text,
    /// A status word.
    Status,
    /// A word that says the opposite of the status.
    Inverted,
    /// Bits, of which the second says *disabled*.
    AccountControl,
    /// A time stamp that stands only at deleted accounts.
    Deleted,
    /// A Zoom licence.
    License,
    /// A day.
    Day,
    /// How the person signs in.
    Login,
    /// The number of a role.
    RoleId,
    /// More addresses of the person.
    Aliases,
}

/// Returns a column's name in the form in which names are compared: `E‑MAIL ` gives `e mail`.
pub(crate) fn normal(name: &str) -> String {
    let mut normal = String::with_capacity(name.len());
    for letter in name.nfkc().filter(|letter| !letter.is_control() && *letter != '\u{ad}') {
        if letter.is_alphanumeric() {
            normal.extend(letter.to_lowercase());
        } else if !normal.ends_with(' ') && !normal.is_empty() {
            normal.push(' ');
        }
    }
    normal.truncate(normal.trim_end().len());
    normal
}

/// Returns a column's name as [`normal`] does, apart from one word: a column *Employee* holds names, but
/// *Employee #* holds numbers.
pub(crate) fn compared(name: &str) -> String {
    let normal = normal(name);
    if normal == "employee" && !name.contains('#') { "worker".to_owned() } else { normal }
}

/// Returns the names of a line of the tables, as written.
pub(crate) fn spelled(line: &'static str) -> impl Iterator<Item = &'static str> {
    line.split(" · ")
}

/// What a name can say.
#[derive(Clone, Copy, Debug, Default)]
struct Known {
    key: Option<(Key, usize)>,
    field: Option<Field>,
    /// Which of a file of counts' columns it is.
    count: Option<usize>,
    is_never_key: bool,
}

/// Every known name in its normal form. A name that stands twice in a table keeps its first place there.
static KNOWN: LazyLock<HashMap<String, Known>> = LazyLock::new(|| {
    let mut all: HashMap<String, Known> = HashMap::new();
    let mut of = |name: &str, say: &dyn Fn(&mut Known)| say(all.entry(normal(name)).or_default());
    for (key, line) in KEYS {
        spelled(line).enumerate().for_each(|(rank, name)| {
            of(name, &|known| known.key = known.key.or(Some((*key, rank))));
        });
    }
    for (field, _, line) in NAMES {
        spelled(line).for_each(|name| of(name, &|known| known.field = known.field.or(Some(*field))));
    }
    for (place, line) in COUNTS.into_iter().enumerate() {
        spelled(line).for_each(|name| of(name, &|known| known.count = known.count.or(Some(place))));
    }
    spelled(NEVER_KEYS).for_each(|name| of(name, &|known| known.is_never_key = true));
    in_one_word(&mut all);
    all
});

/// Adds the names of keys, and of those that never are, as programs write them: `workEmail` for *Work Email*.
fn in_one_word(all: &mut HashMap<String, Known>) {
    let keys: Vec<(String, Known)> = all
        .iter()
        .filter(|(name, known)| name.contains(' ') && (known.key.is_some() || known.is_never_key))
        .map(|(name, known)| (name.replace(' ', ""), *known))
        .collect();
    for (name, Known { key, is_never_key, .. }) in keys {
        let known = all.entry(name).or_default();
        // Several names may become the same word.
        known.key = match (known.key, key) {
            (Some(one), Some(other)) => Some(one.min(other)),
            (one, other) => one.or(other),
        };
        known.is_never_key |= is_never_key;
    }
}

/// The names of the fields in their normal form, in the order of their right.
static SPELLED: LazyLock<Vec<(Field, Meaning, String)>> = LazyLock::new(|| {
    let lines = NAMES.iter();
    lines
        .flat_map(|(field, meaning, line)| spelled(line).map(move |name| (*field, *meaning, normal(name))))
        .collect()
});

fn known(name: &str) -> Known {
    KNOWN.get(name).copied().unwrap_or_default()
}

/// Returns how a column with this normal name can hold the address, and how sure that is.
pub(crate) fn key(name: &str) -> Option<(Key, usize)> {
    known(name).key
}

/// Returns the field a column with this normal name says, whatever the product.
pub(crate) fn field(name: &str) -> Option<Field> {
    known(name).field
}

/// Returns which column of a file of counts has this normal name: domain, inside, outside or date, from 0.
pub(crate) fn count(name: &str) -> Option<usize> {
    known(name).count
}

/// Returns the normal names that say this field and how their cells are read, the surest first.
pub(crate) fn of(field: Field) -> impl Iterator<Item = (Meaning, &'static str)> {
    SPELLED
        .iter()
        .filter(move |(known, ..)| *known == field)
        .map(|(_, meaning, name)| (*meaning, name.as_str()))
}

/// Says whether the addresses in a column with this normal name are never the person's: private ones, or other people's.
pub(crate) fn is_never_key(name: &str) -> bool {
    let whole = known(name);
    let words = || name.split(' ');
    whole.key.is_none()
        && (whole.is_never_key
            || words()
                .any(|word| NEVER_WORDS.contains(&word) || known(word).is_never_key || says_never(word))
            || says_never(&name.replace(' ', "")))
}

/// Says whether a word is one of those that are never the key, written together with what addresses are called.
fn says_never(word: &str) -> bool {
    NEVER_WORDS.iter().any(|never| {
        let beside = word.strip_prefix(never).or_else(|| word.strip_suffix(never));
        beside.is_some_and(|rest| ADDRESSES.contains(&rest))
    })
}

/// Says whether a column with this normal name says anything known.
pub(crate) fn is_known(name: &str) -> bool {
    KNOWN.contains_key(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_from_any_keyboard_compare_equal() {
        for (written, expected) in [
            ("E-Mail", "e mail"),
            ("e_mail", "e mail"),
            ("E\u{2011}MAIL ", "e mail"),
            ("Last Login(UTC)", "last login utc"),
            ("First Name [Required]", "first name required"),
            ("Ｅｍａｉｌ", "email"),
            ("Pre\u{301}nom", "prénom"),
            ("Em\u{ad}ail\u{0}", "email"),
            ("\u{feff}Email", "email"),
            ("---", ""),
        ] {
            assert_eq!(normal(written), expected);
        }
    }

    #[test]
    fn no_private_address_is_a_key() {
        for name in spelled(NEVER_KEYS).map(normal) {
            assert_eq!(key(&name), None, "{name}");
            assert!(is_never_key(&name), "{name}");
        }
        for name in [
            "E-Mail (privat)",
            "Personal Contact: Personal Email",
            "Email - Primary Home",
            "recoveryEmail",
            "RecoveryEmail",
            "personalEmail",
            "homeEmail",
            "managerEmail",
            "newPrimaryEmail",
            "workSecondaryEmail",
            "secondaryEmail",
            "alternateEmail",
            "privateEmail",
            "otherMails",
            "supervisorEmail",
            "Privatmail",
            "Persoonlijk e-mailadres",
            "個人メールアドレス",
            "Backup Email",
            "user.recoveryEmail",
            "emailHome",
        ] {
            assert!(is_never_key(&normal(name)), "{name}");
        }
        assert_eq!((key("workemail"), key("work email")), (key("work email"), Some((Key::Mail, 6))));
        assert_eq!(key("e mail"), Some((Key::Mail, 1)));
        assert!(!is_never_key("e mail") && !is_never_key("kontakt"));
    }

    #[test]
    fn no_name_means_two_fields() {
        for (field, _, name) in SPELLED.iter() {
            assert_eq!(super::field(name), Some(*field), "{name} means two things");
        }
    }
}
