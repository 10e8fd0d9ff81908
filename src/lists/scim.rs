//! Which of a user's addresses SCIM means: `emails[0].value` says what, `emails[0].type` and `emails[0].primary` whose.

use super::row::Line;

/// Kinds of addresses that are never those of a person at work.
const PRIVATE: [&str; 4] = ["home", "personal", "private", "other"];

/// Returns how well an address of this type names its person, the best first; nothing for a private one.
pub(crate) fn rank(kind: &str, is_primary: bool) -> Option<u8> {
    let is = |word: &str| kind.trim().eq_ignore_ascii_case(word);
    if is_primary && is("other") {
        return Some(0);
    }
    match kind.trim() {
        _ if PRIVATE.into_iter().any(is) => None,
        _ if is_primary => Some(0),
        _ if is("work") => Some(1),
        "" => Some(2),
        _ => Some(3),
    }
}

/// Says whether a cell says yes.
pub(crate) fn says_yes(cell: &str) -> bool {
    let cell = cell.trim();
    cell == "1" || ["true", "yes"].iter().any(|word| cell.eq_ignore_ascii_case(word))
}

/// The columns of one address in a table, by their places.
#[derive(Clone, Copy, Debug, Default)]
struct Columns {
    value: usize,
    kind: Option<usize>,
    primary: Option<usize>,
}

/// The columns of all addresses in a table that says of them whose they are.
#[derive(Clone, Debug, Default)]
pub(crate) struct Addresses(Vec<Columns>);

impl Addresses {
    /// Finds the columns in a header, given as normal names; nothing where it does not say of what type addresses are.
    pub(crate) fn of(header: &[String]) -> Option<Addresses> {
        let place = |name: String| header.iter().position(|known| *known == name);
        let mut all = Vec::new();
        while let Some(value) = place(format!("emails {} value", all.len())) {
            let number = all.len();
            let (kind, primary) =
                (place(format!("emails {number} type")), place(format!("emails {number} primary")));
            all.push(Columns { value, kind, primary });
        }
        let says = all.iter().any(|one| one.kind.is_some() || one.primary.is_some());
        says.then_some(Addresses(all))
    }

    /// Says whether the addresses of a column are among them.
    pub(crate) fn has(&self, column: usize) -> bool {
        self.0.iter().any(|one| one.value == column)
    }

    /// Returns the cell with the address of a row; an empty one where all are private.
    pub(crate) fn best<'l>(&self, line: Line<'l>) -> &'l str {
        let cell = |column: Option<usize>| column.map_or("", |column| line.cell(column));
        let ranked = self.0.iter().filter_map(|one| {
            let value = line.cell(one.value);
            if super::email::is_blank(value) {
                return None;
            }
            Some((rank(cell(one.kind), says_yes(cell(one.primary)))?, value))
        });
        ranked.min_by_key(|(rank, _)| *rank).map_or("", |(_, value)| value)
    }
}
