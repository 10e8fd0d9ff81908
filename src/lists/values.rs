//! What is written in a cell becomes the canonical word for it, or stays as written.

use std::borrow::Cow;

use super::email;

/// Bytes of the longest cell that can be one of the words below.
const LONGEST: usize = 64;

/// A table of spellings: the canonical word and everything that means it in small letters, compared without case.
type Words = &'static [(&'static str, &'static [&'static str])];

const STATUS: Words = &[
    (
        "active",
        &[
            "active",
            "enabled",
            "true",
            "1",
            "yes",
            "512",
            "activo",
            "actif",
            "actief",
            "ativo",
            "aktiv",
            "actieve",
            "wahr",
            "vrai",
            "verdadero",
            "waar",
            "ja",
            "oui",
            "在籍",
            "有効",
            "recovery",
            "password_expired",
            "locked_out",
        ],
    ),
    (
        "inactive",
        &[
            "inactive",
            "deactivated",
            "disabled",
            "false",
            "0",
            "no",
            "514",
            "suspended",
            "archived",
            "deprovisioned",
            "terminated",
            "blocked",
            "inaktiv",
            "deaktiviert",
            "gesperrt",
            "inactif",
            "désactivé",
            "inactivo",
            "desactivado",
            "inactief",
            "inativo",
            "falsch",
            "faux",
            "falso",
            "onwaar",
            "nein",
            "non",
            "無効",
            "退職",
        ],
    ),
    (
        "pending",
        &[
            "pending",
            "invited",
            "staged",
            "provisioned",
            "pendingacceptance",
            "ausstehend",
            "eingeladen",
            "en attente",
            "invité",
            "pendiente",
            "in behandeling",
            "pendente",
            "保留中",
        ],
    ),
    ("deleted", &["deleted"]),
];

/// In the order in which they win when one cell names several products.
const LICENSES: Words = &[
    ("licensed", &["licensed", "2", "pro"]),
    ("on_prem", &["on_prem", "on-prem", "on-premise", "corp", "3"]),
    (
        "basic",
        &[
            "basic",
            "1",
            "free",
            "zoom meetings basic",
            "zoom workplace basic",
            "unassigned with zoom meetings basic",
        ],
    ),
    ("none", &["none", "99", "4", "unassigned", "no meetings license"]),
];

/// Product names that begin so are paid; `Zoom Workplace Basic` was looked at before.
const PAID: &[&str] = &["zoom workplace ", "zoom one ", "zoom united "];

const LOGINS: Words = &[
    ("SSO", &["sso", "101"]),
    ("Work email", &["work email", "100"]),
    ("Google", &["google", "1"]),
    ("Facebook", &["facebook", "0"]),
    ("Apple", &["apple", "24"]),
    ("Microsoft", &["microsoft", "27"]),
    ("API", &["api", "99"]),
];

const ROLES: Words = &[("Owner", &["0"]), ("Admin", &["1"]), ("Member", &["2"])];

fn word(words: Words, cell: &str) -> Option<&'static str> {
    // Only letters beyond ASCII need more than that.
    let small = if cell.is_ascii() || cell.len() > LONGEST {
        Cow::Borrowed(cell)
    } else {
        Cow::Owned(cell.to_lowercase())
    };
    words
        .iter()
        .find(|(_, spellings)| spellings.iter().any(|spelling| spelling.eq_ignore_ascii_case(&small)))
        .map(|(canonical, _)| *canonical)
}

/// Returns `active`, `inactive`, `pending` or `deleted`, or the cell as written.
pub(crate) fn status(cell: &str) -> &str {
    word(STATUS, email::trimmed(cell)).unwrap_or(cell)
}

/// Returns the status that is the opposite of what the cell says, as in *Block credential*.
pub(crate) fn inverted(cell: &str) -> &str {
    match status(cell) {
        "active" => "inactive",
        "inactive" => "active",
        other => other,
    }
}

/// Returns the status in a `userAccountControl`, whose second bit says that the account is disabled.
pub(crate) fn account_control(cell: &str) -> &str {
    match email::trimmed(cell).parse::<u32>() {
        Ok(bits) if bits & 2 != 0 => "inactive",
        Ok(_) => "active",
        Err(_) => cell,
    }
}

/// Returns `licensed`, `on_prem`, `basic` or `none`, or the cell as written. Where a cell names several
/// products, the first of them in that order counts.
pub(crate) fn license(cell: &str) -> &str {
    let trimmed = email::trimmed(cell);
    // An empty list of licences, as CloudLink writes it.
    if trimmed == "[]" {
        return "";
    }
    if let Some(whole) = one_license(trimmed) {
        return whole;
    }
    let found = |wanted: &str| {
        trimmed.split([',', ';', '+', '\n']).any(|piece| one_license(email::trimmed(piece)) == Some(wanted))
    };
    LICENSES.iter().map(|(canonical, _)| *canonical).find(|canonical| found(canonical)).unwrap_or(cell)
}

/// The cell of a column that was read last and what it came to: most rows repeat it.
#[derive(Debug)]
pub(crate) struct Last {
    read: fn(&str, &mut String),
    cell: String,
    value: String,
}

impl Last {
    /// Returns a memory for cells that are read like this.
    pub(crate) fn new(read: fn(&str, &mut String)) -> Last {
        Last { read, cell: String::new(), value: String::new() }
    }

    /// Returns what a cell comes to.
    pub(crate) fn of(&mut self, cell: &str) -> &str {
        if self.cell != cell {
            self.cell.clear();
            self.cell.push_str(cell);
            self.value.clear();
            (self.read)(cell, &mut self.value);
        }
        &self.value
    }
}

fn one_license(product: &str) -> Option<&'static str> {
    let begins =
        |start: &&str| product.get(..start.len()).is_some_and(|head| head.eq_ignore_ascii_case(start));
    let found = word(LICENSES, product);
    if found.is_some() || product.contains([',', ';', '+', '\n']) || !PAID.iter().any(begins) {
        return found;
    }
    // The free product of each of those names says so: *Zoom One Basic*.
    let is_free = product.split(' ').any(|word| word.eq_ignore_ascii_case("basic"));
    Some(if is_free { "basic" } else { "licensed" })
}

/// Says whether a licence cell marks the row as a Zoom Room.
pub(crate) fn is_room(cell: &str) -> bool {
    let cell = email::trimmed(cell);
    ["room", "rooms", "zoom room", "zoom rooms"].iter().any(|word| word.eq_ignore_ascii_case(cell))
}

/// Returns the role a `role_id` stands for, or the cell as written.
pub(crate) fn role_id(cell: &str) -> &str {
    word(ROLES, email::trimmed(cell)).unwrap_or(cell)
}

/// Appends how a person signs in, numbers as words. One cell may hold several, as `[100, 101]`.
pub(crate) fn append_login(cell: &str, out: &mut String) {
    let start = out.len();
    let inner = email::trimmed(cell).trim_matches(['[', ']']);
    for piece in inner.split([',', ';', '|']) {
        let Some(known) = word(LOGINS, email::trimmed(piece)) else {
            out.truncate(start);
            out.push_str(cell);
            return;
        };
        if out.len() > start {
            out.push(',');
        }
        out.push_str(known);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_status_is_one_of_four_words_or_stays() {
        for (cell, expected) in [
            ("Active", "active"),
            ("TRUE", "active"),
            (" 在籍 ", "active"),
            ("LOCKED_OUT", "active"),
            ("Suspended", "inactive"),
            ("DEPROVISIONED", "inactive"),
            ("PendingAcceptance", "pending"),
            ("On leave", "On leave"),
            ("DÉSACTIVÉ", "inactive"),
            ("Invité", "pending"),
        ] {
            assert_eq!(status(cell), expected);
        }
        assert_eq!((inverted("True"), inverted("False")), ("inactive", "active"));
        assert_eq!((account_control("66048"), account_control("66050")), ("active", "inactive"));
    }

    #[test]
    fn the_best_licence_of_a_cell_counts() {
        for (cell, expected) in [
            ("Basic", "basic"),
            ("1", "basic"),
            ("Pro", "licensed"),
            ("Zoom Workplace Business Plus", "licensed"),
            ("Zoom One Enterprise", "licensed"),
            ("Zoom Workplace Basic", "basic"),
            ("Zoom One Basic", "basic"),
            ("Zoom Workplace for Education School and Campus", "licensed"),
            ("Zoom Workplace Basic, Zoom Webinars 500", "basic"),
            ("Zoom Webinars 500, Zoom Workplace Pro", "licensed"),
            ("Zoom Workplace Basic,Zoom Workplace Business", "licensed"),
            ("Unassigned with Zoom Meetings Basic", "basic"),
            ("Unassigned", "none"),
            ("On-Premise", "on_prem"),
            ("on_prem", "on_prem"),
            ("Zoom Phone Pro", "Zoom Phone Pro"),
        ] {
            assert_eq!(license(cell), expected, "{cell}");
        }
        assert!(is_room("Zoom Rooms") && !is_room("Zoom Workplace Pro, Zoom Rooms"));
    }

    #[test]
    fn sign_in_numbers_become_words() {
        for (cell, expected) in
            [("[100, 101]", "Work email,SSO"), ("sso", "SSO"), ("98", "98"), ("SAML", "SAML")]
        {
            let mut out = String::new();
            append_login(cell, &mut out);
            assert_eq!(out, expected);
        }
        assert_eq!((role_id("0"), role_id("Scheduler")), ("Owner", "Scheduler"));
    }
}
