//! The names people and products give to columns. A new name is one word in one of these tables.
//!
//! Names are written here as the products write them; both sides are compared after [`normal`]. Within a
//! field the earlier name wins.

use std::collections::HashMap;
use std::sync::LazyLock;

use unicode_normalization::UnicodeNormalization;

use super::Field;

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

/// Columns that can be the key, the surest first.
pub(crate) const KEYS: &[(Key, &[&str])] = &[
    (
        Key::Mail,
        &[
            "Email",
            "E-mail",
            "Email Address",
            "E-Mail Address",
            "EmailAddress",
            "mail",
            "Work Email",
            "Email - Primary Work",
            "Work Contact: Work Email",
            "Email Address [Required]",
            "primaryEmail",
            "emails[0].value",
            "E-Mail-Adresse",
            "Adresse e-mail",
            "Correo electrónico",
            "E-mailadres",
            "メールアドレス",
        ],
    ),
    (Key::Owner, &["owner_email", "Owner Email"]),
    (Key::Proxy, &["Proxy addresses", "proxyAddresses"]),
    (Key::Principal, &["userPrincipalName", "User principal name", "User name [userPrincipalName] Required"]),
    (Key::Login, &["userName", "login", "username"]),
];

/// Columns that hold addresses which are never the key: private ones and those of other people.
pub(crate) const NEVER_KEYS: &[&str] = &[
    "Recovery Email",
    "Home Email",
    "Home Secondary Email",
    "Work Secondary Email",
    "Personal Email",
    "secondEmail",
    "alternateEmailAddress",
    "authenticationEmail",
    "Manager",
    "Manager Email",
    "New Primary Email",
    "New Primary Email [UPLOAD ONLY]",
    "Data transfer to Email",
    "Data transfer to Email (optional)",
];

/// What else a column can say.
pub(crate) const NAMES: &[(Field, Meaning, &[&str])] = &[
    (
        Field::Aliases,
        Meaning::Aliases,
        &[
            "Proxy addresses",
            "proxyAddresses",
            "aliases",
            "Work Secondary Email",
            "Alias",
            "User principal name",
            "userPrincipalName",
        ],
    ),
    (
        Field::FirstName,
        Meaning::Text,
        &[
            "First Name",
            "FirstName",
            "givenName",
            "name.givenName",
            "First Name [Required]",
            "Legal Name - First Name",
            "Vorname",
            "Prénom",
            "Nombre",
            "Voornaam",
            "名",
        ],
    ),
    (
        Field::LastName,
        Meaning::Text,
        &[
            "Last Name",
            "LastName",
            "surname",
            "sn",
            "name.familyName",
            "Last Name [Required]",
            "Legal Name - Last Name",
            "Nachname",
            "Nom",
            "Apellidos",
            "Achternaam",
            "姓",
        ],
    ),
    (
        Field::DisplayName,
        Meaning::Text,
        &[
            "Display Name",
            "displayName",
            "Name [displayName] Required",
            "name.fullName",
            "name",
            "User Name",
            "Worker",
            "cn",
        ],
    ),
    (
        Field::LicenseType,
        Meaning::License,
        &["User Type", "Licenses", "License Type", "type", "userType", "Package"],
    ),
    (
        Field::Status,
        Meaning::Status,
        &[
            "User Status",
            "Status",
            "Status [READ ONLY]",
            "accountEnabled",
            "Enabled",
            "active",
            "Worker Status",
            "Position Status",
            "zmUserStatus",
            "Statut",
            "Estado",
            "ステータス",
        ],
    ),
    (Field::Status, Meaning::Inverted, &["suspended", "Block credential"]),
    (Field::Status, Meaning::AccountControl, &["userAccountControl"]),
    (Field::Status, Meaning::Deleted, &["Soft deletion time stamp"]),
    (
        Field::Department,
        Meaning::Text,
        &[
            "Department",
            "dept",
            "Abteilung",
            "Service",
            "Departamento",
            "Afdeling",
            "部署",
            "Home Department Description",
            "Supervisory Organization",
        ],
    ),
    (
        Field::JobTitle,
        Meaning::Text,
        &[
            "Job Title",
            "jobTitle",
            "title",
            "Employee Title",
            "Business Title",
            "Job Title Description",
            "Position",
            "Poste",
            "Cargo",
            "Functie",
            "役職",
        ],
    ),
    (Field::Manager, Meaning::Text, &["Manager", "Manager Email"]),
    (
        Field::UserGroup,
        Meaning::Text,
        &["User Group", "Benutzergruppe", "IM Group", "Org Unit Path [Required]", "orgUnitPath"],
    ),
    (Field::Location, Meaning::Text, &["Location", "Office", "officeLocation", "Standort"]),
    (
        Field::EmployeeId,
        Meaning::Text,
        &[
            "Employee ID",
            "Employee #",
            "employeeNumber",
            "employeeIdentifier",
            "employee_unique_id",
            "Associate ID",
            "Matricule",
        ],
    ),
    (
        Field::LastLogin,
        Meaning::Day,
        &[
            "Last Login(UTC)",
            "Last Login",
            "last_login_time",
            "Last Sign In [READ ONLY]",
            "lastLoginTime",
            "LastLogonDate",
        ],
    ),
    (
        Field::Created,
        Meaning::Day,
        &["Creation Date", "user_created_at", "created_at", "createdDateTime", "When created", "Hire Date"],
    ),
    (Field::LoginType, Meaning::Login, &["Login Type", "login_types"]),
    (Field::Role, Meaning::Text, &["Role", "role_name"]),
    (Field::Role, Meaning::RoleId, &["role_id"]),
    (Field::AccountNumber, Meaning::Text, &["account_number"]),
    (Field::AccountName, Meaning::Text, &["account_name", "Account"]),
    (Field::AccountType, Meaning::Text, &["account_type", "Plan"]),
    (Field::UserCount, Meaning::Text, &["user_count", "Users", "seats"]),
    (Field::ZoomRooms, Meaning::Text, &["zoom_rooms", "Rooms"]),
    (Field::ZoomPhone, Meaning::Text, &["zoom_phone", "Extension Number"]),
    (Field::Owner, Meaning::Text, &["owner_email", "Owner"]),
    (Field::Cluster, Meaning::Text, &["cluster"]),
    (Field::VanityUrl, Meaning::Text, &["vanity_url"]),
    (Field::Pmi, Meaning::Text, &["PMI"]),
];

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

/// Returns where a name stands among others, in the order of the table.
pub(crate) fn rank(names: &[&str], name: &str) -> Option<usize> {
    names.iter().position(|known| normal(known) == name)
}

/// Every known name in its normal form, with the key it can be.
static KNOWN: LazyLock<HashMap<String, Option<(Key, usize)>>> = LazyLock::new(|| {
    let others = NAMES.iter().flat_map(|(_, _, names)| names.iter()).chain(NEVER_KEYS);
    let keys = KEYS.iter().flat_map(|(key, names)| {
        names.iter().enumerate().map(|(rank, name)| (normal(name), Some((*key, rank))))
    });
    others.map(|name| (normal(name), None)).chain(keys).collect()
});

/// Returns how a column with this normal name can hold the address, and how sure that is.
pub(crate) fn key(name: &str) -> Option<(Key, usize)> {
    KNOWN.get(name).copied().flatten()
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
    fn no_name_is_listed_under_two_keys() {
        let all: Vec<String> =
            KEYS.iter().flat_map(|(_, names)| names.iter().map(|name| normal(name))).collect();
        for name in &all {
            assert!(rank(NEVER_KEYS, name).is_none(), "{name}");
        }
        assert_eq!(key("e mail").map(|(key, _)| key), Some(Key::Mail));
        assert_eq!(key("recovery email"), None);
    }
}
