//! Letters of addresses and names, compared: tags, dots, one edit, names in any script. No lists here.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// Returns the part before the @.
pub(super) fn local(address: &str) -> &str {
    address.rsplit_once('@').map_or(address, |(local, _)| local)
}

/// Returns the part before a plus sign; the whole where nothing stands before one.
pub(super) fn base(local: &str) -> &str {
    match local.split_once('+') {
        Some((base, _)) if !base.is_empty() => base,
        _ => local,
    }
}

/// Says whether a letter only parts the words of an address.
pub(super) fn parts(letter: char) -> bool {
    matches!(letter, '.' | '-' | '_')
}

/// Returns the letters without those that only part words.
pub(super) fn squashed(base: &str) -> String {
    base.chars().filter(|letter| !parts(*letter)).collect()
}

/// Boxes that several people read: two of them are never one person.
const SHARED: [&str; 30] = [
    "abuse",
    "accounting",
    "admin",
    "administrator",
    "billing",
    "contact",
    "desk",
    "feedback",
    "finance",
    "hello",
    "help",
    "helpdesk",
    "hostmaster",
    "hr",
    "info",
    "it",
    "jobs",
    "mail",
    "marketing",
    "no-reply",
    "noreply",
    "office",
    "postmaster",
    "reception",
    "root",
    "sales",
    "service",
    "support",
    "team",
    "webmaster",
];

/// Says whether an address is that of a shared mailbox.
pub(super) fn is_shared(base: &str) -> bool {
    let first = base.split(parts).next().unwrap_or(base);
    SHARED.binary_search(&base).is_ok() || SHARED.binary_search(&first).is_ok()
}

/// Returns the words of a name without accents and titles, in order.
pub(super) fn words(name: &str) -> Vec<String> {
    let plain: String = if name.is_ascii() { name.to_ascii_lowercase() } else { spelled_out(name) };
    let words = plain.split(|letter: char| !letter.is_alphanumeric()).filter(|word| !word.is_empty());
    words
        .filter(|word| !["dr", "prof", "mr", "mrs", "ms", "jr", "sr"].contains(word))
        .map(str::to_owned)
        .collect()
}

fn spelled_out(name: &str) -> String {
    name.nfkd().filter(|letter| !is_combining_mark(*letter)).flat_map(plain).collect()
}

/// Lower case, and letters with a stroke as addresses write them.
fn plain(letter: char) -> impl Iterator<Item = char> {
    let (one, other) = match letter {
        'ß' => ('s', Some('s')),
        'æ' | 'Æ' => ('a', Some('e')),
        'œ' | 'Œ' => ('o', Some('e')),
        'ø' | 'Ø' => ('o', None),
        'ł' | 'Ł' => ('l', None),
        'đ' | 'Đ' => ('d', None),
        'ı' => ('i', None),
        letter => (letter, None),
    };
    one.to_lowercase().chain(other)
}

/// Returns a name with German vowels as addresses often write them; nothing where it has none.
pub(super) fn with_e(name: &str) -> Option<String> {
    let wide = |letter| match letter {
        'ä' | 'Ä' => Some("ae"),
        'ö' | 'Ö' => Some("oe"),
        'ü' | 'Ü' => Some("ue"),
        _ => None,
    };
    if name.is_ascii() {
        return None;
    }
    let name: String = name.nfc().collect();
    name.chars().any(|letter| wide(letter).is_some()).then(|| {
        name.chars().fold(String::new(), |mut out, letter| {
            match wide(letter) {
                Some(two) => out.push_str(two),
                None => out.push(letter),
            }
            out
        })
    })
}

/// Returns the ways in which an address writes a given and a family name, without dots.
pub(super) fn forms(first: &str, last: &str) -> [String; 5] {
    let initial = |word: &str| word.chars().next().map(String::from).unwrap_or_default();
    [
        format!("{first}{last}"),
        format!("{last}{first}"),
        format!("{}{last}", initial(first)),
        format!("{first}{}", initial(last)),
        format!("{last}{}", initial(first)),
    ]
}

/// How two names relate.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Names {
    /// Given and family name are the same.
    Agree,
    /// One is missing, shortened or misspelt: nothing can be said.
    Unclear,
    /// They are the names of two people.
    Differ,
}

/// Compares the words of two names, whatever their order.
pub(super) fn compare(one: &[String], other: &[String]) -> Names {
    let (few, many) = if one.len() <= other.len() { (one, other) } else { (other, one) };
    let in_ascii = |words: &[String]| words.iter().all(|word| word.is_ascii());
    if few.len() < 2 || in_ascii(few) != in_ascii(many) {
        return Names::Unclear;
    }
    let shared = few.iter().filter(|word| many.contains(word)).count();
    let short = |word: &String| many.iter().any(|other| one_edit(word, other) || is_initial(word, other));
    let left = few.iter().filter(|word| !many.contains(word));
    if shared == few.len() || shared >= 2 && few.len() >= 3 {
        Names::Agree
    } else if shared > 0 && left.into_iter().all(short) {
        Names::Unclear
    } else {
        Names::Differ
    }
}

fn is_initial(one: &str, other: &str) -> bool {
    one.chars().next() == other.chars().next()
        && (one.chars().nth(1).is_none() || other.chars().nth(1).is_none())
}

/// Says whether one letter inserted, deleted, replaced, or two neighbours swapped, make one of the other.
pub(super) fn one_edit(one: &str, other: &str) -> bool {
    edit(one, other).is_some()
}

/// What is left of two texts without their common start and end: from which letter on, and the two rests.
fn edit(one: &str, other: &str) -> Option<(usize, Vec<char>, Vec<char>)> {
    if one == other || one.len().abs_diff(other.len()) > 4 {
        return None;
    }
    let (one, other): (Vec<char>, Vec<char>) = (one.chars().collect(), other.chars().collect());
    let start = one.iter().zip(&other).take_while(|(a, b)| a == b).count();
    let (one, other) = (&one[start..], &other[start..]);
    let end = one.iter().rev().zip(other.iter().rev()).take_while(|(a, b)| a == b).count();
    let (one, other) = (&one[..one.len() - end], &other[..other.len() - end]);
    let is_one = match (one, other) {
        ([], [_]) | ([_], [] | [_]) => true,
        ([a, b], [c, d]) => a == d && b == c,
        _ => false,
    };
    is_one.then(|| (start, one.to_vec(), other.to_vec()))
}

/// Says whether two parts before the @ look like one misspelt: one edit, in letters, and not in the first letter of a
/// word, which people seldom get wrong and which in `abecker` is another person's initial.
pub(super) fn is_typo(one: &str, other: &str) -> bool {
    let Some((at, left, right)) = edit(one, other) else { return false };
    let starts_a_word = at == 0 || one.chars().nth(at - 1).is_some_and(parts);
    let letters = left.iter().chain(&right).all(|letter| letter.is_alphabetic());
    !starts_a_word && letters
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tag_is_what_follows_the_first_plus_sign() {
        assert_eq!((base("ann+zoom+x"), base("ann"), base("+ann")), ("ann", "ann", "+ann"));
        assert_eq!((local("a@b@c.example"), local("ann")), ("a@b", "ann"));
    }

    #[test]
    fn shared_mailboxes_are_told_from_people() {
        assert!(SHARED.is_sorted());
        assert!(is_shared("info") && is_shared("sales.emea") && is_shared("no-reply") && is_shared("hr"));
        assert!(!is_shared("ann.becker") && !is_shared("infantino") && !is_shared("salesia"));
    }

    #[test]
    fn names_are_compared_without_accents_titles_and_order() {
        assert_eq!(words("Dr. Zoë  O’Brien-Łuk"), ["zoe", "o", "brien", "luk"]);
        assert_eq!(words("Größe Ærø"), ["grosse", "aero"]);
        let agree = |one, other| compare(&words(one), &words(other));
        assert_eq!(agree("Ann Becker", "Becker, Ann"), Names::Agree);
        assert_eq!(agree("Ann Maria Becker", "Ann Becker"), Names::Agree);
        assert_eq!(agree("Ann Becker", "A Becker"), Names::Unclear);
        assert_eq!(agree("Ann Becker", "Anne Becker"), Names::Unclear);
        assert_eq!(agree("Ann", "Bo Costa"), Names::Unclear);
        assert_eq!(agree("山田 太郎", "Taro Yamada"), Names::Unclear, "one name in two scripts");
        assert_eq!(agree("John Smith", "Jane Smith"), Names::Differ);
        assert_eq!(agree("Ann Becker", "Bo Costa"), Names::Differ);
        assert_eq!(with_e("Jürgen Müller").as_deref(), Some("Juergen Mueller"));
        assert_eq!(with_e("Ann"), None);
    }

    #[test]
    fn one_edit_is_insert_delete_replace_or_swap() {
        for (one, other) in
            [("becker", "beker"), ("beker", "becker"), ("becker", "bekcer"), ("becker", "backer"), ("a", "")]
        {
            assert!(one_edit(one, other), "{one} {other}");
        }
        for (one, other) in
            [("becker", "becker"), ("becker", "bek"), ("becker", "rekceb"), ("ab", "ba1"), ("山田", "田山川")]
        {
            assert!(!one_edit(one, other), "{one} {other}");
        }
        assert!(one_edit("山田", "田山") && one_edit("äb", "b"));
    }

    #[test]
    fn numbers_and_first_letters_are_no_typos() {
        assert!(is_typo("ann.becker", "ann.beker") && is_typo("okafor", "okfaor"));
        for (one, other) in
            [("user1", "user2"), ("ann.becker", "ann.becker2"), ("abecker", "bbecker"), ("ann.b", "ann.c")]
        {
            assert!(!is_typo(one, other), "{one} {other}");
        }
        assert!(!is_typo("ann.becker", "annbecker"), "dots have a rule of their own");
    }
}
