//! The canonical fields: what a column can mean, whatever the product calls it.

use crate::wording::worded;

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

/// Each field with its canonical name and what it is called on screens, in the order of the enum.
const WORDS: [(Field, &str, &str); 28] = [
    (Field::Email, "email", "address"),
    (Field::Aliases, "aliases", "further addresses"),
    (Field::FirstName, "first_name", "first name"),
    (Field::LastName, "last_name", "last name"),
    (Field::DisplayName, "display_name", "name"),
    (Field::LicenseType, "license_type", "licence"),
    (Field::Status, "status", "status"),
    (Field::UserType, "user_type", "member or guest"),
    (Field::Department, "department", "department"),
    (Field::JobTitle, "job_title", "job title"),
    (Field::Manager, "manager", "manager"),
    (Field::UserGroup, "user_group", "group"),
    (Field::Location, "location", "location"),
    (Field::EmployeeId, "employee_id", "employee id"),
    (Field::LastLogin, "last_login", "last sign-in"),
    (Field::Created, "created", "created"),
    (Field::LoginType, "login_type", "way to sign in"),
    (Field::Role, "role", "role"),
    (Field::AccountNumber, "account_number", "account number"),
    (Field::AccountName, "account_name", "account name"),
    (Field::AccountType, "account_type", "account plan"),
    (Field::UserCount, "user_count", "users of the account"),
    (Field::ZoomRooms, "zoom_rooms", "Zoom Rooms"),
    (Field::ZoomPhone, "zoom_phone", "Zoom Phone"),
    (Field::Owner, "owner", "owner"),
    (Field::Cluster, "cluster", "cluster"),
    (Field::VanityUrl, "vanity_url", "vanity URL"),
    (Field::Pmi, "pmi", "personal meeting id"),
];

worded!(Field, WORDS);

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
