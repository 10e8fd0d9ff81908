//! What kind of object a row of a directory is: a person, or a group, a mailbox or an account that is nobody's.

use super::email::{self, Reason};
use super::formats::{self, Format, Habit};

/// Columns that say what kind of object a row is.
const SURE: [&str; 7] = [
    "objectclass",
    "objectcategory",
    "recipienttypedetails",
    "recipient type details",
    "recipienttype",
    "recipient type",
    "object type",
];
/// Columns that say so in a directory, and in a list nobody knows: in Zoom's lists a *type* is a licence.
const LIKELY: [&str; 2] = ["type", "typ"];

/// Returns the column that says what kind of object a row is, in a header given as normal names.
pub(crate) fn column(format: &Format, header: &[String]) -> Option<usize> {
    if format.habit == Habit::Own {
        return None;
    }
    let is_likely = format.habit == Habit::Directory || format.name == formats::UNKNOWN.name;
    let likely: &[&str] = if is_likely { &LIKELY } else { &[] };
    SURE.iter().chain(likely).find_map(|wanted| header.iter().position(|name| name == wanted))
}

/// Mailboxes of an Exchange directory that are no person's.
const NOBODY: [&str; 8] =
    ["shared", "room", "equipment", "scheduling", "discovery", "arbitration", "monitoring", "auditlog"];

/// Returns why an object of a directory is no person; nothing for one that is, or that nobody knows. `top;group` and
/// `CN=Group,…` are as good as `group`.
pub(crate) fn no_person(object: &str) -> Option<Reason> {
    let object = email::trimmed(object).to_lowercase();
    let mut pieces = object.split([';', ',', '|', ' ']).map(|piece| piece.trim_start_matches("cn="));
    if object.contains("managedserviceaccount") || object.contains("managed service account") {
        return Some(Reason::ServiceAccount);
    }
    let group = |piece: &str| {
        piece.ends_with("group")
            || piece.ends_with("gruppe")
            || matches!(piece, "groupe" | "groupmailbox" | "distributionlist" | "verteilerliste")
    };
    if pieces.clone().any(group) || object == "distribution list" {
        return Some(Reason::Group);
    }
    // Mailboxes nobody signs in with: rooms, equipment, shared ones.
    let nobody = |piece: &str| piece.strip_suffix("mailbox").is_some_and(|kind| NOBODY.contains(&kind));
    let apart = object.strip_suffix(" mailbox").is_some_and(|kind| NOBODY.contains(&kind));
    (apart || pieces.any(nobody)).then_some(Reason::ServiceAccount)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn groups_and_service_accounts_are_known_by_what_they_are() {
        for (object, expected) in [
            ("user", None),
            ("top;person;organizationalPerson;user", None),
            ("inetOrgPerson", None),
            ("contact", None),
            ("", None),
            ("group", Some(Reason::Group)),
            ("top;group", Some(Reason::Group)),
            ("CN=Group,CN=Schema,CN=Configuration,DC=northwind,DC=example", Some(Reason::Group)),
            ("Security Group - Domain Local", Some(Reason::Group)),
            ("Verteilergruppe - Universal", Some(Reason::Group)),
            ("MailUniversalDistributionGroup", Some(Reason::Group)),
            ("UserMailbox", None),
            ("User", None),
            ("Group", Some(Reason::Group)),
            ("MailUniversalSecurityGroup", Some(Reason::Group)),
            ("GroupMailbox", Some(Reason::Group)),
            ("Distribution list", Some(Reason::Group)),
            ("RoomMailbox", Some(Reason::ServiceAccount)),
            ("Shared mailbox", Some(Reason::ServiceAccount)),
            ("msDS-GroupManagedServiceAccount", Some(Reason::ServiceAccount)),
            ("top;person;user;computer;msDS-ManagedServiceAccount", Some(Reason::ServiceAccount)),
        ] {
            assert_eq!(no_person(object), expected, "{object}");
        }
    }
}
