//! The canonical fields: what a column can mean, whatever the product calls it.

/// One thing a list can say about a person.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[repr(u8)]
pub enum Field {
    /// The address that names the person.
    Email,
    /// Further addresses of the same person, separated by a space.
    Aliases,
    /// Given name.
    FirstName,
    /// Family name.
    LastName,
    /// The name as shown.
    DisplayName,
    /// `basic`, `licensed`, `on_prem`, `none`, or as written.
    LicenseType,
    /// `active`, `inactive`, `pending`, `deleted`, or as written.
    Status,
    /// Member or guest of a directory.
    UserType,
    /// Department.
    Department,
    /// Job title.
    JobTitle,
    /// The manager's name or address.
    Manager,
    /// Zoom group, or organizational unit.
    UserGroup,
    /// Site or office.
    Location,
    /// Text: leading zeros count.
    EmployeeId,
    /// The last sign-in, as a date where it can be read as one.
    LastLogin,
    /// The day the account was made.
    Created,
    /// How the person signs in (`SSO`, `Work email`, …).
    LoginType,
    /// Owner, Admin, Member or a custom role.
    Role,
    /// The number of the Zoom account the person is in.
    AccountNumber,
    /// The name of that account.
    AccountName,
    /// The plan of that account.
    AccountType,
    /// Licences of that account, not people.
    UserCount,
    /// Zoom Rooms of that account.
    ZoomRooms,
    /// Zoom Phone: the extension or what the list says of it.
    ZoomPhone,
    /// The owner of that account.
    Owner,
    /// The server cluster.
    Cluster,
    /// The vanity URL.
    VanityUrl,
    /// The personal meeting id.
    Pmi,
}

/// Each field with its word, in the order of the enum.
const WORDS: [(Field, &str); 28] = [
    (Field::Email, "email"),
    (Field::Aliases, "aliases"),
    (Field::FirstName, "first_name"),
    (Field::LastName, "last_name"),
    (Field::DisplayName, "display_name"),
    (Field::LicenseType, "license_type"),
    (Field::Status, "status"),
    (Field::UserType, "user_type"),
    (Field::Department, "department"),
    (Field::JobTitle, "job_title"),
    (Field::Manager, "manager"),
    (Field::UserGroup, "user_group"),
    (Field::Location, "location"),
    (Field::EmployeeId, "employee_id"),
    (Field::LastLogin, "last_login"),
    (Field::Created, "created"),
    (Field::LoginType, "login_type"),
    (Field::Role, "role"),
    (Field::AccountNumber, "account_number"),
    (Field::AccountName, "account_name"),
    (Field::AccountType, "account_type"),
    (Field::UserCount, "user_count"),
    (Field::ZoomRooms, "zoom_rooms"),
    (Field::ZoomPhone, "zoom_phone"),
    (Field::Owner, "owner"),
    (Field::Cluster, "cluster"),
    (Field::VanityUrl, "vanity_url"),
    (Field::Pmi, "pmi"),
];

impl Field {
    /// Every field, in the order in which they are shown and written.
    pub const ALL: [Field; WORDS.len()] = {
        let mut all = [Field::Email; WORDS.len()];
        let mut at = 0;
        while at < all.len() {
            all[at] = WORDS[at].0;
            at += 1;
        }
        all
    };

    /// Returns the canonical name, such as `first_name`.
    #[must_use]
    pub fn word(self) -> &'static str {
        WORDS[self as usize].1
    }

    /// Returns what it is called on screens.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Field::Email => "address",
            Field::Aliases => "further addresses",
            Field::FirstName => "first name",
            Field::LastName => "last name",
            Field::DisplayName => "name",
            Field::LicenseType => "licence",
            Field::UserType => "member or guest",
            Field::JobTitle => "job title",
            Field::UserGroup => "group",
            Field::EmployeeId => "employee id",
            Field::LastLogin => "last sign-in",
            Field::LoginType => "way to sign in",
            Field::AccountNumber => "account number",
            Field::AccountName => "account name",
            Field::AccountType => "account plan",
            Field::UserCount => "users of the account",
            Field::ZoomRooms => "Zoom Rooms",
            Field::ZoomPhone => "Zoom Phone",
            Field::VanityUrl => "vanity URL",
            Field::Pmi => "personal meeting id",
            other => other.word(),
        }
    }

    /// Returns the field a canonical name stands for.
    #[must_use]
    pub fn from_word(word: &str) -> Option<Field> {
        WORDS.iter().find(|(_, known)| *known == word).map(|(field, _)| *field)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_field_stands_at_its_own_place() {
        for (at, field) in Field::ALL.into_iter().enumerate() {
            assert_eq!(field as usize, at);
            assert_eq!(Field::from_word(field.word()), Some(field));
        }
        assert_eq!(Field::from_word("First Name"), None);
    }
}
