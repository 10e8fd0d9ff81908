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

/// The column that says what kind of object a row is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Objects {
    pub column: usize,
    /// Nobody knows what the column says: only a cell that is such a word and nothing else counts. *Group employee* is a
    /// person, and *Acme Group* somebody's employer.
    whole_cells: bool,
}

impl Objects {
    /// Returns the column in a header given as normal names, if there is one.
    pub(crate) fn of(format: &Format, header: &[String]) -> Option<Objects> {
        if format.habit == Habit::Own {
            return None;
        }
        let find = |wanted: &&str| header.iter().position(|name| name == wanted);
        if let Some(column) = SURE.iter().find_map(find) {
            return Some(Objects { column, whole_cells: false });
        }
        let whole_cells = match format.habit {
            Habit::Directory => false,
            _ if format.name == formats::UNKNOWN.name => true,
            _ => return None,
        };
        LIKELY.iter().find_map(find).map(|column| Objects { column, whole_cells })
    }

    /// Returns why the object a cell names is no person; nothing for one that is, or that nobody knows.
    pub(crate) fn no_person(self, cell: &str) -> Option<Reason> {
        if self.whole_cells && !is_object(&email::trimmed(cell).to_lowercase()) {
            return None;
        }
        no_person(cell)
    }
}

/// What directories call the objects that are no people, as whole cells in small letters.
const OBJECTS: &[&str] = &[
    "group",
    "gruppe",
    "groupe",
    "security group",
    "sicherheitsgruppe",
    "distribution group",
    "verteilergruppe",
    "mail-enabled security group",
    "microsoft 365 group",
    "office 365 group",
    "dynamic distribution group",
    "distribution list",
    "distributionlist",
    "verteilerliste",
    "mailuniversaldistributiongroup",
    "mailuniversalsecuritygroup",
];

/// Says whether a cell is nothing but the word for an object that is no person: of a group, also with its scope behind it.
fn is_object(cell: &str) -> bool {
    let kind = cell.split_once(" - ").map_or(cell, |(kind, _)| kind.trim_end());
    OBJECTS.contains(&kind)
        || cell
            .strip_suffix("mailbox")
            .is_some_and(|kind| kind == "group" || NOBODY.contains(&kind.trim_end()))
        || cell.ends_with("managed service account")
}

/// Mailboxes of an Exchange directory that are no person's.
const NOBODY: [&str; 8] =
    ["shared", "room", "equipment", "scheduling", "discovery", "arbitration", "monitoring", "auditlog"];

/// Returns why an object of a directory is no person; nothing for one that is, or that nobody knows. `top;group` and
/// `CN=Group,…` are as good as `group`.
fn no_person(object: &str) -> Option<Reason> {
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

    #[test]
    fn in_a_list_nobody_knows_only_a_whole_cell_makes_a_group() {
        let header = ["email".to_owned(), "type".to_owned()];
        let unknown = Objects::of(formats::UNKNOWN, &header).unwrap();
        for (cell, expected) in [
            ("Group employee", None),
            ("Acme Group", None),
            ("Staff", None),
            ("Mailbox", None),
            ("", None),
            ("Group", Some(Reason::Group)),
            (" Security Group ", Some(Reason::Group)),
            ("Security Group - Domain Local", Some(Reason::Group)),
            ("Verteilergruppe - Universal", Some(Reason::Group)),
            ("GroupMailbox", Some(Reason::Group)),
            ("Distribution list", Some(Reason::Group)),
            ("Shared mailbox", Some(Reason::ServiceAccount)),
            ("RoomMailbox", Some(Reason::ServiceAccount)),
            ("Managed Service Account", Some(Reason::ServiceAccount)),
        ] {
            assert_eq!(unknown.no_person(cell), expected, "{cell}");
        }
    }
}
