//! Which product a header comes from. A new product is one entry in [`FORMATS`].
//!
//! The product decides little: what the list is called, the kind and label that are offered, and the few columns that
//! mean something else in it. Columns are found by name everywhere (`headers.rs`), apart from Zoom's update file.

use super::{Field, names, positions};
use crate::plan::{ListKind, ListRecord};

/// What a product's files have of their own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Habit {
    /// Nothing.
    None,
    /// Written by this program: every cell is canonical already.
    Own,
    /// A directory: licences are not Zoom's, *user type* is member or guest, objects that are no people may be in it.
    Directory,
    /// Microsoft Entra: a directory that writes the month first.
    Entra,
    /// Okta: *userType* is whatever the company makes of it.
    Okta,
    /// Zoom's Pending tab: everybody in it is invited.
    Pending,
    /// Zoom's update file: positions count, not the header.
    Positions,
    /// Zoom Phone: everybody in it has a number.
    Phone,
    /// A list of accounts: a row is an account, its address that of the owner.
    Accounts,
    /// Counts of people for each domain: a row is a domain.
    Counts,
    /// Nothing but addresses and names, as in a release list.
    Release,
}

/// One layout of one product.
#[derive(Debug)]
pub(crate) struct Format {
    /// What a person would call it.
    pub name: &'static str,
    /// Where such a list comes from, as a label; nothing where the plan's own words say more.
    pub label: Option<&'static str>,
    /// Normal names that must all be there.
    pub needs: &'static [&'static str],
    /// Normal names of which none may be there.
    pub without: &'static [&'static str],
    /// The kind offered for such a list.
    pub kind: Option<ListKind>,
    /// What is special in it.
    pub habit: Habit,
}

const fn zoom(name: &'static str, needs: &'static [&'static str], kind: Option<ListKind>) -> Format {
    Format { name, label: None, needs, without: &[], kind, habit: Habit::None }
}

const fn people(
    name: &'static str,
    label: &'static str,
    (needs, habit): (&'static [&'static str], Habit),
) -> Format {
    Format { name, label: Some(label), needs, without: &[], kind: Some(ListKind::Directory), habit }
}

const fn special(
    name: &'static str,
    label: &'static str,
    needs: &'static [&'static str],
    habit: Habit,
) -> Format {
    Format { name, label: Some(label), needs, without: &[], kind: Some(ListKind::Special), habit }
}

/// The name of a list nobody's header fits.
pub(crate) const UNKNOWN: &Format = &zoom("list with an address column", &[], None);
/// The name of a file without a header.
pub(crate) const BARE: &Format = &zoom("addresses without a header", &[], Some(ListKind::Outside));
/// What this program keeps in `NAME.lists/`.
pub(crate) const OWN: &Format = &Format { habit: Habit::Own, ..zoom("list kept by ingather", &[], None) };
/// A log of provisioning: the people in it for whom it failed are outside (guide Z-9).
pub(crate) const LOG: &Format =
    &Format { label: Some(ListRecord::LOG), ..zoom(ListRecord::LOG, &[], Some(ListKind::Outside)) };
/// The answer of `GET /users`.
pub(crate) const ZOOM_API: &str = "Zoom users from the API";
/// The members of a group, whose roles are those in the group.
pub(crate) const GROUP_MEMBERS: &str = "Google group members";
/// Addresses and names, and nothing else.
const RELEASE: &Format =
    &Format { habit: Habit::Release, ..zoom("release list", &[], Some(ListKind::Outside)) };
/// What a Pending tab is called when somebody in it is not pending.
pub(crate) const USERS: &Format =
    &zoom("Zoom users export", &["email", "user status"], Some(ListKind::Members));
/// Zoom's file for changing users, whose columns have their places.
pub(crate) const UPDATE: &Format =
    &Format { habit: Habit::Positions, ..zoom("Zoom update-users file", &[], Some(ListKind::Members)) };
/// Accounts found outside, however the columns are called.
const ACCOUNTS: &Format = &Format { habit: Habit::Accounts, ..zoom("list of Zoom accounts", &[], None) };
/// Counts of people for each domain.
const COUNTS: &Format = &Format { habit: Habit::Counts, ..zoom("user summary counts", &[], None) };

/// The first that fits is taken, so the particular ones stand before the general ones.
pub(crate) const FORMATS: &[Format] = &[
    zoom("Zoom users export (2019)", &["email", "last login utc", "im group"], Some(ListKind::Members)),
    zoom("Zoom users export", &["email", "last login utc"], Some(ListKind::Members)),
    special("Zoom Phone users export", "Zoom Phone", &["email", "package", "extension number"], Habit::Phone),
    Format {
        without: &["role", "creation date", "login type", "pmi", "employee id"],
        habit: Habit::Pending,
        ..zoom(
            "Zoom pending users export",
            &["email", "user group", "licenses", "user status"],
            Some(ListKind::Pending),
        )
    },
    zoom("Zoom users export", &["email", "user status"], Some(ListKind::Members)),
    zoom("Zoom users export", &["email", "last client version"], Some(ListKind::Members)),
    zoom("Zoom users export", &["e mail", "benutzerstatus"], Some(ListKind::Members)),
    zoom("Zoom users export", &["e mail adresse", "benutzerstatus"], Some(ListKind::Members)),
    zoom("Zoom users export", &["メールアドレス", "ユーザーステータス"], Some(ListKind::Members)),
    zoom("Zoom delete-users file", &["email", "data transfer to email optional"], None),
    zoom("Zoom delete-users file", &["email", "data transfer to email"], None),
    // With a column whose place nobody knows, it can only be read by its names.
    zoom(
        "Zoom update-users file",
        &["email", "first name", "last name", "phone number", "department", "user group"],
        Some(ListKind::Members),
    ),
    zoom("Zoom add-users file", &["email", "first name", "last name", "department", "user group"], None),
    zoom("Zoom add-users file", &["e mail", "vorname", "nachname", "benutzergruppe"], None),
    special("Zoom user comparison of CloudLink", "CloudLink", &["email", "zmuserid"], Habit::None),
    Format {
        habit: Habit::Accounts,
        ..zoom("Zoom accounts from the API", &["owner email", "account number", "id"], None)
    },
    // Many services write an address, a type and a status: what only Zoom writes has to stand beside them.
    zoom(ZOOM_API, &["email", "type", "role id"], Some(ListKind::Members)),
    zoom(ZOOM_API, &["email", "type", "pmi"], Some(ListKind::Members)),
    zoom(ZOOM_API, &["email", "type", "plan united type"], Some(ListKind::Members)),
    zoom(ZOOM_API, &["email", "type", "login types"], Some(ListKind::Members)),
    zoom(ZOOM_API, &["email", "type", "im group ids"], Some(ListKind::Members)),
    zoom(ZOOM_API, &["email", "type", "employee unique id"], Some(ListKind::Members)),
    zoom(ZOOM_API, &["email", "type", "user created at"], Some(ListKind::Members)),
    zoom(ZOOM_API, &["email", "type", "last login time"], Some(ListKind::Members)),
    zoom(ZOOM_API, &["email", "type", "status", "dept"], Some(ListKind::Members)),
    zoom(ZOOM_API, &["email", "type", "status", "group ids"], Some(ListKind::Members)),
    zoom(ZOOM_API, &["email", "type", "status", "verified"], Some(ListKind::Members)),
    people(GROUP_MEMBERS, "Google Workspace", (&["kind", "email", "role", "type"], Habit::Directory)),
    people(GROUP_MEMBERS, "Google Workspace", (&["group", "email", "role", "type"], Habit::Directory)),
    zoom("users by SCIM", &["username", "emails 0 value"], None),
    zoom("users by SCIM", &["username", "active", "name givenname"], None),
    people("Microsoft Entra users export", "Entra", (&["userprincipalname", "accountenabled"], Habit::Entra)),
    people(
        "Microsoft Entra bulk template",
        "Entra",
        (&["user name userprincipalname required"], Habit::Entra),
    ),
    people(
        "Microsoft Entra bulk template",
        "Entra",
        (&["email address to invite inviteeemail required"], Habit::Entra),
    ),
    people(
        "Microsoft 365 users export",
        "Microsoft 365",
        (&["user principal name", "proxy addresses"], Habit::Directory),
    ),
    people(
        "Microsoft 365 users export",
        "Microsoft 365",
        (&["user principal name", "block credential"], Habit::Directory),
    ),
    people(
        "Microsoft 365 import template",
        "Microsoft 365",
        (&["user name", "display name", "office number"], Habit::Directory),
    ),
    people("Active Directory users", "Active Directory", (&["distinguishedname"], Habit::Directory)),
    people("Active Directory users by csvde", "Active Directory", (&["dn"], Habit::Directory)),
    people("Active Directory users", "Active Directory", (&["samaccountname"], Habit::Directory)),
    people(
        "Active Directory Users and Computers list",
        "Active Directory",
        (&["name", "type", "description"], Habit::Directory),
    ),
    people(
        "Active Directory Users and Computers list",
        "Active Directory",
        (&["name", "type", "user logon name"], Habit::Directory),
    ),
    people(
        "Active Directory Users and Computers list",
        "Active Directory",
        (&["name", "typ", "beschreibung"], Habit::Directory),
    ),
    people(
        "Active Directory Users and Computers list",
        "Active Directory",
        (&["name", "type", "e mail address"], Habit::Directory),
    ),
    people(
        "Active Directory Users and Computers list",
        "Active Directory",
        (&["name", "typ", "e mail adresse"], Habit::Directory),
    ),
    people("Microsoft directory", "directory", (&["userprincipalname"], Habit::Directory)),
    people("Microsoft directory", "directory", (&["user principal name"], Habit::Directory)),
    people("Okta users", "Okta", (&["login", "email", "secondemail"], Habit::Okta)),
    people("Okta users", "Okta", (&["login", "email", "firstname", "lastname"], Habit::Okta)),
    people("Google Workspace users export", "Google Workspace", (&["email address required"], Habit::None)),
    people("Google Workspace users (API or GAM)", "Google Workspace", (&["primaryemail"], Habit::None)),
    people(
        "JumpCloud users",
        "JumpCloud",
        (&["username", "email", "firstname", "employeeidentifier"], Habit::None),
    ),
    people("JumpCloud users", "JumpCloud", (&["username", "email", "firstname", "jobtitle"], Habit::None)),
    people("OneLogin users", "OneLogin", (&["username", "email", "firstname", "lastname"], Habit::None)),
    people("BambooHR report", "BambooHR", (&["employee", "work email"], Habit::None)),
    people("Workday report", "Workday", (&["email primary work"], Habit::None)),
    people("ADP report", "ADP", (&["work contact work email"], Habit::None)),
    people("ADP report", "ADP", (&["associate id", "work email"], Habit::None)),
];

/// Says whether a format is the answer of Zoom's API about users.
pub(crate) fn is_zoom_api(format: &Format) -> bool {
    format.name == ZOOM_API
}

/// Says whether a format is one of a product, not just a table with addresses in it.
pub(crate) fn is_known(format: &Format) -> bool {
    format.name != UNKNOWN.name && format.name != BARE.name
}

/// Returns the format of a header, given as normal names.
pub(crate) fn recognise(header: &[String]) -> &'static Format {
    let has = |wanted: &&'static str| header.iter().any(|name| name == wanted);
    if is_own(header) {
        return OWN;
    }
    if is_counts(header) {
        return COUNTS;
    }
    if positions::of(header).is_some() {
        return UPDATE;
    }
    let known = FORMATS.iter().find(|format| format.needs.iter().all(has) && !format.without.iter().any(has));
    match known {
        Some(known) => known,
        None if is_accounts(header) => ACCOUNTS,
        None if is_release(header) => RELEASE,
        None => UNKNOWN,
    }
}

/// Says whether this program wrote the header.
fn is_own(header: &[String]) -> bool {
    let ["line", "email", rest @ ..] = &header.iter().map(String::as_str).collect::<Vec<_>>()[..] else {
        return false;
    };
    rest.iter().all(|name| Field::from_word(&name.replace(' ', "_")).is_some())
}

/// Says whether a row of such a file is a domain with its counts.
pub(crate) fn is_counts(header: &[String]) -> bool {
    let has = |place| header.iter().any(|name| names::count(name) == Some(place));
    has(0) && has(2) && (has(1) || header.len() <= 3)
}

/// Says whether a row of such a file is an account: it names one, and its owner or how many are in it, and nothing that
/// only a person has.
fn is_accounts(header: &[String]) -> bool {
    let has = |field| header.iter().any(|name| names::field(name) == Some(field));
    let named = has(Field::AccountNumber) || has(Field::AccountName);
    let of_somebody =
        header.iter().any(|name| names::key(name).is_some_and(|(key, _)| key == names::Key::Mail));
    let described = has(Field::AccountNumber) && (has(Field::AccountType) || has(Field::AccountName));
    let owned = has(Field::Owner) || has(Field::UserCount) || (described && !of_somebody);
    let of_a_person =
        [Field::FirstName, Field::LastName, Field::Status, Field::LicenseType, Field::Role, Field::LastLogin];
    named && owned && !of_a_person.into_iter().any(has)
}

/// Says whether a file holds nothing but addresses and names, as a release list does.
fn is_release(header: &[String]) -> bool {
    let is_name = |name: &String| {
        matches!(names::field(name), Some(Field::FirstName | Field::LastName | Field::DisplayName))
    };
    let is_address = |name: &String| names::key(name).is_some_and(|(key, _)| key == names::Key::Mail);
    header.iter().any(is_address) && header.iter().all(|name| is_address(name) || is_name(name))
}

#[cfg(test)]
mod tests {
    use super::super::names::normal;
    use super::*;

    fn name(header: &str) -> &'static str {
        recognise(&header.split(',').map(normal).collect::<Vec<_>>()).name
    }

    #[test]
    fn headers_name_their_product() {
        for (header, expected) in [
            (
                "Email,First Name,Last Name,Department,User Group,IM Group,Last Login(UTC)",
                "Zoom users export (2019)",
            ),
            ("Email,Employee ID,Last Login(UTC),Licenses,User Status", "Zoom users export"),
            (
                "Email,First Name,Last Name,Department,User Group,Licenses,User Status",
                "Zoom pending users export",
            ),
            ("email,name", "release list"),
            ("Email Address,User Name", "release list"),
            ("E-Mail,Name", "release list"),
            ("line,email,first_name,license_type", "list kept by ingather"),
            ("Line,Email,Phone", "list with an address column"),
            ("userPrincipalName,displayName,mail,accountEnabled", "Microsoft Entra users export"),
            ("Domain,Users in your account,Users outside your account", "user summary counts"),
            ("Account Number,Account Name,Plan", "list of Zoom accounts"),
            ("account_name,owner_email,user_count", "list of Zoom accounts"),
            ("email,first_name,account_number,account_name", "list with an address column"),
            ("email,account_number,account_name", "list with an address column"),
            ("Email,Account Name,Users", "list of Zoom accounts"),
            ("email,type,status", "list with an address column"),
            ("email,type,status,pmi", "Zoom users from the API"),
            ("kind,email,role,type,status", "Google group members"),
            (
                "Email,First Name,Last Name,Phone Number,Department,Manager,User Group",
                "Zoom update-users file",
            ),
        ] {
            assert_eq!(name(header), expected, "{header}");
        }
    }

    #[test]
    fn every_format_asks_for_normal_names() {
        for format in FORMATS {
            for name in format.needs.iter().chain(format.without) {
                assert_eq!(normal(name), *name, "{}", format.name);
            }
        }
    }
}
