//! The further addresses of a person, each once, from the columns that hold them.

use std::collections::HashSet;

use super::columns::Layout;
use super::email;
use super::names::Key;
use super::row::{Line, is_guest};

/// So many are compared one by one: nearly everybody has fewer.
const FEW: usize = 16;

/// Appends every other address of the person a record names.
pub(crate) fn append(layout: &Layout, line: Line<'_>, address: &str, out: &mut String) {
    let mut others = Others { address, start: out.len(), out, count: 0, seen: HashSet::new() };
    for (key, column) in &layout.aliases {
        let cell = line.cell(*column);
        if *key == Key::Proxy {
            proxies(cell).for_each(|(_, proxy)| others.add(proxy));
        } else {
            listed(cell).for_each(|piece| others.add(piece));
        }
    }
}

/// Marks programs put around a list in one cell, and around each of its values.
const MARKS: [char; 10] = ['{', '}', '[', ']', '(', ')', '<', '>', '"', '\''];

/// Returns the pieces of a cell with several addresses, also of one in brackets: `["a@…","b@…"]`.
fn listed(cell: &str) -> impl Iterator<Item = &str> {
    let parts = |letter: char| letter.is_whitespace() || matches!(letter, ',' | ';' | '|');
    let is_marked = email::trimmed(cell).starts_with(MARKS);
    cell.split(parts).map(move |piece| if is_marked { piece.trim_matches(MARKS) } else { piece })
}

/// The addresses that were appended so far, parted by blanks.
struct Others<'o> {
    address: &'o str,
    out: &'o mut String,
    start: usize,
    count: usize,
    /// All of them, once there are more than a few.
    seen: HashSet<String>,
}

impl Others<'_> {
    fn add(&mut self, text: &str) {
        let before = self.out.len();
        if before > self.start {
            self.out.push(' ');
        }
        let begun = self.out.len();
        if email::append(text, self.out).is_err() || self.is_known(begun) {
            self.out.truncate(before);
        } else {
            self.count += 1;
        }
    }

    /// Says whether the address that begins here stands before, or is none of the person's own.
    fn is_known(&mut self, begun: usize) -> bool {
        let (others, alias) = self.out[self.start..].split_at(begun - self.start);
        if alias == self.address || is_guest(alias) {
            return true;
        }
        if self.count < FEW {
            return others.split(' ').any(|other| other == alias);
        }
        if self.seen.is_empty() {
            self.seen.extend(others.split(' ').map(str::to_owned));
        }
        !self.seen.insert(alias.to_owned())
    }
}

/// Returns the addresses of a *Proxy addresses* cell with their scheme. They are joined by `+`, `;`, `|` or
/// blanks, and `+` also stands inside addresses: only before a scheme it parts two of them. Some programs put brackets
/// around all of them, and quotes around each.
pub(crate) fn proxies(cell: &str) -> impl Iterator<Item = (&str, &str)> {
    let begins = |at: usize| {
        let before = cell[..at].chars().next_back();
        let parts = |mark: char| matches!(mark, '+' | ';' | ',' | '|') || MARKS.contains(&mark);
        if before.is_some_and(|mark| !parts(mark) && !mark.is_whitespace()) {
            return false;
        }
        let word = cell[at..].bytes().take_while(u8::is_ascii_alphanumeric).count();
        word > 0 && cell.as_bytes().get(at + word) == Some(&b':')
    };
    let starts: Vec<usize> = cell.char_indices().map(|(at, _)| at).filter(|at| begins(*at)).collect();
    (0..starts.len()).filter_map(move |number| {
        let end = starts.get(number + 1).copied().unwrap_or(cell.len());
        let (scheme, address) = cell[starts[number]..end].split_once(':')?;
        let after = |mark: char| {
            matches!(mark, '+' | ';' | ',' | '|') || mark.is_whitespace() || MARKS.contains(&mark)
        };
        let address = address.trim_end_matches(after);
        scheme.eq_ignore_ascii_case("smtp").then_some((scheme, email::trimmed(address)))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lists::row::primary;

    #[test]
    fn a_plus_parts_proxies_only_before_a_scheme() {
        let cell = "SMTP:ann+zoom@n.example+smtp:ann@n.example+SIP:ann@n.example+X500:/o=x+smtp:a@n.example";
        let found: Vec<_> = proxies(cell).collect();
        assert_eq!(
            found,
            [("SMTP", "ann+zoom@n.example"), ("smtp", "ann@n.example"), ("smtp", "a@n.example")]
        );
        assert_eq!(primary("smtp:a@n.example;SMTP:b@n.example"), Some("b@n.example"));
        assert_eq!(primary("Microsoft.ActiveDirectory.Management.ADPropertyValueCollection"), None);
    }

    #[test]
    fn brackets_quotes_and_bars_part_addresses_too() {
        for cell in [
            "{SMTP:a@n.example, smtp:a2@n.example}",
            "SMTP:a@n.example|smtp:a2@n.example",
            "[\"SMTP:a@n.example\",\"smtp:a2@n.example\"]",
            "('SMTP:a@n.example' 'smtp:a2@n.example')",
        ] {
            let found: Vec<_> = proxies(cell).collect();
            assert_eq!(found, [("SMTP", "a@n.example"), ("smtp", "a2@n.example")], "{cell}");
            assert_eq!(primary(cell), Some("a@n.example"), "{cell}");
        }
        let found: Vec<_> = listed("[\"a1@n.example\",\"a2@n.example\"]").collect();
        assert_eq!(found, ["a1@n.example", "a2@n.example"]);
        let found: Vec<_> =
            listed("o'neil'@n.example; b@n.example").filter(|piece| !piece.is_empty()).collect();
        assert_eq!(found, ["o'neil'@n.example", "b@n.example"]);
    }

    #[test]
    fn any_number_of_addresses_is_kept_each_once() {
        let alias = |number: usize| format!("smtp:A{}@n.example", number % 20_000);
        let cell: Vec<String> = (0..40_000).map(alias).collect();
        let mut out = "before".to_owned();
        let mut others = Others {
            address: "a7@n.example",
            start: out.len(),
            out: &mut out,
            count: 0,
            seen: HashSet::new(),
        };
        proxies(&cell.join("+")).for_each(|(_, address)| others.add(address));
        let kept: Vec<&str> = out["before".len()..].split(' ').collect();
        assert_eq!(kept.len(), 19_999);
        assert_eq!((kept[0], kept[7]), ("a0@n.example", "a8@n.example"));
    }
}
