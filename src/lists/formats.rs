//! Which product a header comes from. A new product is one entry in [`FORMATS`].
//!
//! The product decides little: what the list is called, the kind that is offered, and the few columns that
//! mean something else in it. Columns are found by name everywhere (`names.rs`).

use crate::plan::ListKind;

/// What a product's files have of their own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Habit {
    /// Nothing.
    None,
    /// Written by this program: every cell is canonical already.
    Own,
    /// Microsoft: licences are not Zoom's, *user type* is member or guest, months come first.
    Microsoft,
    /// Okta: *userType* is whatever the company makes of it.
    Okta,
    /// Zoom's Pending tab: everybody in it is invited.
    Pending,
}

/// One layout of one product.
#[derive(Debug)]
pub(crate) struct Format {
    /// What a person would call it.
    pub name: &'static str,
    /// Normal names that must all be there.
    pub needs: &'static [&'static str],
    /// Normal names of which none may be there.
    pub without: &'static [&'static str],
    /// The kind offered for such a list.
    pub kind: Option<ListKind>,
    /// What is special in it.
    pub habit: Habit,
}

const fn format(name: &'static str, needs: &'static [&'static str], kind: Option<ListKind>) -> Format {
    Format { name, needs, without: &[], kind, habit: Habit::None }
}

const fn microsoft(name: &'static str, needs: &'static [&'static str]) -> Format {
    Format { name, needs, without: &[], kind: Some(ListKind::Directory), habit: Habit::Microsoft }
}

/// The name of a list nobody's header fits.
pub(crate) const UNKNOWN: &Format = &format("list with an address column", &[], None);
/// The name of a file without a header.
pub(crate) const BARE: &Format = &format("addresses without a header", &[], Some(ListKind::Outside));
/// What this program keeps in `NAME.lists/`.
pub(crate) const OWN: &Format =
    &Format { name: "list kept by ingather", needs: &[], without: &[], kind: None, habit: Habit::Own };
const RELEASE: &Format = &format("release list", &[], Some(ListKind::Outside));

/// The first that fits is taken, so the particular ones stand before the general ones.
pub(crate) const FORMATS: &[Format] = &[
    format("Zoom users export (2019)", &["email", "last login utc", "im group"], Some(ListKind::Members)),
    format("Zoom users export", &["email", "last login utc"], Some(ListKind::Members)),
    format("Zoom Phone users export", &["email", "package", "extension number"], Some(ListKind::Special)),
    Format {
        name: "Zoom pending users export",
        needs: &["email", "user group", "licenses", "user status"],
        without: &["role", "creation date", "login type"],
        kind: Some(ListKind::Pending),
        habit: Habit::Pending,
    },
    format("Zoom users export", &["email", "user status"], Some(ListKind::Members)),
    format("Zoom delete-users file", &["email", "data transfer to email optional"], None),
    format("Zoom update-users file", &["email", "phone number", "user group"], Some(ListKind::Members)),
    format("Zoom add-users file", &["email", "first name", "last name", "department", "user group"], None),
    format("Zoom add-users file", &["e mail", "vorname", "nachname", "benutzergruppe"], None),
    format("Zoom user comparison of CloudLink", &["email", "zmuserid"], Some(ListKind::Members)),
    format("Zoom accounts from the API", &["owner email", "account number"], None),
    format("Zoom users from the API", &["email", "type", "status"], Some(ListKind::Members)),
    format("Zoom users from the API", &["email", "type", "role id"], Some(ListKind::Members)),
    format("users by SCIM", &["username", "emails 0 value"], None),
    microsoft("Microsoft Entra users export", &["userprincipalname", "accountenabled"]),
    microsoft("Microsoft Entra bulk template", &["user name userprincipalname required"]),
    microsoft("Microsoft 365 users export", &["user principal name", "proxy addresses"]),
    microsoft("Microsoft 365 users export", &["user principal name", "block credential"]),
    microsoft("Active Directory users", &["distinguishedname"]),
    microsoft("Active Directory users by csvde", &["dn"]),
    microsoft("Active Directory users", &["samaccountname"]),
    microsoft("Microsoft directory", &["userprincipalname"]),
    microsoft("Microsoft directory", &["user principal name"]),
    Format {
        name: "Okta users",
        needs: &["login", "email", "secondemail"],
        without: &[],
        kind: Some(ListKind::Directory),
        habit: Habit::Okta,
    },
    format("Google Workspace users export", &["email address required"], Some(ListKind::Directory)),
    format("Google Workspace users by GAM", &["primaryemail"], Some(ListKind::Directory)),
    format(
        "JumpCloud users",
        &["username", "email", "firstname", "employeeidentifier"],
        Some(ListKind::Directory),
    ),
    format("JumpCloud users", &["username", "email", "firstname", "jobtitle"], Some(ListKind::Directory)),
    format("OneLogin users", &["username", "email", "firstname", "lastname"], Some(ListKind::Directory)),
    format("BambooHR report", &["employee", "work email"], Some(ListKind::Directory)),
    format("Workday report", &["email primary work"], Some(ListKind::Directory)),
    format("ADP report", &["work contact work email"], Some(ListKind::Directory)),
];

/// A release list holds nothing but the address and the name.
const RELEASE_NAMES: &[&str] = &[
    "email",
    "e mail",
    "email address",
    "e mail address",
    "user name",
    "name",
    "display name",
    "first name",
    "last name",
];

/// Returns the format of a header, given as normal names.
pub(crate) fn recognise(header: &[String]) -> &'static Format {
    let has = |wanted: &&'static str| header.iter().any(|name| name == wanted);
    if let ["line", "email", rest @ ..] = header.iter().map(String::as_str).collect::<Vec<_>>().as_slice()
        && rest.iter().all(|name| super::Field::from_word(&name.replace(' ', "_")).is_some())
    {
        return OWN;
    }
    let known = FORMATS.iter().find(|format| format.needs.iter().all(has) && !format.without.iter().any(has));
    let only_names = !header.is_empty() && header.iter().all(|name| RELEASE_NAMES.contains(&name.as_str()));
    known.unwrap_or(if only_names { RELEASE } else { UNKNOWN })
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
            ("line,email,first_name,license_type", "list kept by ingather"),
            ("Line,Email,Phone", "list with an address column"),
            ("userPrincipalName,displayName,mail,accountEnabled", "Microsoft Entra users export"),
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
