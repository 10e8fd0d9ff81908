//! Why a file is taken for what it is, in one sentence with the words of its own header.

use super::formats::{Format, Habit};
use super::names;
use crate::wording::and;

/// Letters of a header that are shown.
const SHOWN: usize = 40;
/// Columns of a header that are named.
const NAMED: usize = 4;

/// Says in a sentence why a file with this header is taken for this format; `holder` is the column that was found to
/// hold addresses.
pub(crate) fn why(format: &Format, header: &[String], holder: Option<usize>) -> String {
    let named =
        |wanted: &&str| header.iter().find(|name| names::compared(name) == **wanted).map(|name| shown(name));
    let needed: Vec<String> = format.needs.iter().filter_map(named).collect();
    match format.habit {
        Habit::Own => return "Its header is the one ingather writes.".to_owned(),
        Habit::Positions => return "Positions count in this file, not its header.".to_owned(),
        Habit::Release => return "Its header has nothing but addresses and names.".to_owned(),
        Habit::Counts => return format!("Its header has {}.", and(&first(header))),
        _ if !needed.is_empty() => return format!("Its header has {}.", and(&needed)),
        Habit::Accounts => return "Its header names accounts, with their owners or their size.".to_owned(),
        _ => {}
    }
    let key = header.iter().find(|name| names::key(&names::normal(name)).is_some());
    match (holder.and_then(|column| header.get(column)), key) {
        (Some(column), _) => {
            format!("Its column {} holds addresses; its header fits no product.", shown(column))
        }
        (None, Some(column)) => format!("It has the column {}; its header fits no product.", shown(column)),
        (None, None) => "You chose its columns.".to_owned(),
    }
}

fn first(header: &[String]) -> Vec<String> {
    header.iter().take(NAMED).map(|name| shown(name)).collect()
}

/// Returns a header as it is shown: short, and without anything that controls a terminal.
pub(crate) fn shown(header: &str) -> String {
    header.trim().chars().filter(|letter| !letter.is_control()).take(SHOWN).collect()
}

#[cfg(test)]
mod tests {
    use super::super::formats;
    use super::*;

    fn of(header: &str, holder: Option<usize>) -> String {
        let header: Vec<String> = header.split(',').map(str::to_owned).collect();
        let normal: Vec<String> = header.iter().map(|name| names::compared(name)).collect();
        why(formats::recognise(&normal), &header, holder)
    }

    #[test]
    fn a_file_says_by_its_own_words_what_it_is() {
        for (header, holder, expected) in [
            ("Email,Last Login(UTC),IM Group", None, "Its header has Email, Last Login(UTC) and IM Group."),
            ("Email,Name", None, "Its header has nothing but addresses and names."),
            ("Kontakt,Ort", Some(0), "Its column Kontakt holds addresses; its header fits no product."),
            ("Work Email,Town", None, "It has the column Work Email; its header fits no product."),
            ("Domain,Inside,Outside", None, "Its header has Domain, Inside and Outside."),
        ] {
            assert_eq!(of(header, holder), expected);
        }
    }
}
