//! What is proposed for a file to import: the day it speaks of, and where it came from. A person decides.

use crate::lists::{Field, List, email};
use crate::plan::{Day, ListKind, Plan};

/// Rows looked at for the newest sign-in; of longer lists that many, evenly spread, so that the page opens at once.
const LOOKED_AT: usize = 20_000;
/// Rows looked at for the domain most people are on.
const FOR_DOMAIN: usize = 500;

/// Where a proposed date comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum DateFrom {
    /// The file's name.
    Name,
    /// The newest sign-in or account in it.
    Content,
    /// Nowhere: it is today.
    Today,
    /// A person typed it.
    Typed,
}

impl DateFrom {
    /// Returns it in words.
    pub(super) fn says(self) -> &'static str {
        match self {
            DateFrom::Name => "from the file's name",
            DateFrom::Content => "the newest day in the file",
            DateFrom::Today => "today: the file names no day",
            DateFrom::Typed => "",
        }
    }
}

/// Returns the day a file seems to speak of: its name's, else the newest one in it, else today.
pub(super) fn date(file_name: &str, list: &List, today: Day) -> (Day, DateFrom) {
    let named = day_in_name(file_name, today).map(|day| (day, DateFrom::Name));
    let inside = || day_inside(list, today).map(|day| (day, DateFrom::Content));
    named.or_else(inside).unwrap_or((today, DateFrom::Today))
}

/// Returns the last day a file's name holds, as `2026-11-21`, `20261121`, `21.11.2026` or with `_`; never a later one
/// than today.
fn day_in_name(name: &str, today: Day) -> Option<Day> {
    let bytes = name.as_bytes();
    let is_digit = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_digit);
    let starts = (0..bytes.len()).filter(|at| is_digit(*at) && (*at == 0 || !is_digit(at - 1)));
    let mut days = starts.filter_map(|at| {
        let run = bytes[at..].iter().take_while(|byte| byte.is_ascii_digit()).count();
        match run {
            // A time may follow without a gap.
            8 | 12 | 14 => day(number(bytes, at, 4)?, number(bytes, at + 4, 2)?, number(bytes, at + 6, 2)?),
            4 => {
                parted(bytes, at + 4, at + 7)?;
                day(number(bytes, at, 4)?, number(bytes, at + 5, 2)?, number(bytes, at + 8, 2)?)
            }
            2 => {
                parted(bytes, at + 2, at + 5)?;
                day(number(bytes, at + 6, 4)?, number(bytes, at + 3, 2)?, number(bytes, at, 2)?)
            }
            _ => None,
        }
    });
    days.rfind(|day| *day <= today)
}

/// Says whether the same mark stands at both places, such as those of `2026-11-21`.
fn parted(bytes: &[u8], first: usize, second: usize) -> Option<()> {
    let mark = *bytes.get(first)?;
    (matches!(mark, b'-' | b'_' | b'.') && bytes.get(second) == Some(&mark)).then_some(())
}

fn number(bytes: &[u8], at: usize, digits: usize) -> Option<u16> {
    let digits = bytes.get(at..at + digits)?;
    digits.iter().try_fold(0, |number: u16, digit| {
        digit.is_ascii_digit().then(|| number * 10 + u16::from(digit - b'0'))
    })
}

fn day(year: u16, month: u16, day: u16) -> Option<Day> {
    if !(2000..=2099).contains(&year) {
        return None;
    }
    let date = jiff::civil::Date::new(year.cast_signed(), i8::try_from(month).ok()?, i8::try_from(day).ok()?);
    date.ok().map(Day)
}

/// Returns the newest day of a sign-in or a new account in the list, never a later one than today.
fn day_inside(list: &List, today: Day) -> Option<Day> {
    let fields = [Field::LastLogin, Field::Created];
    let fields: Vec<Field> = fields.into_iter().filter(|field| list.table.fields().contains(field)).collect();
    if fields.is_empty() {
        return None;
    }
    let step = list.table.len().div_ceil(LOOKED_AT).max(1);
    let mut newest: Option<(&str, Day)> = None;
    for number in (0..list.table.len()).step_by(step) {
        let row = list.table.row(number);
        for text in fields.iter().filter_map(|field| row.get(*field)?.get(..10)) {
            // Dates are kept year first, so their texts compare as they do.
            let is_newer = newest.is_none_or(|(known, _)| text > known) && text.as_bytes()[4] == b'-';
            if is_newer && let Some(day) = text.parse().ok().filter(|day| *day <= today) {
                newest = Some((text, day));
            }
        }
    }
    newest.map(|(_, day)| day)
}

/// Returns the kind a list seems to be. Of a file that does not say: what comes first in every project, then what comes
/// most often.
pub(super) fn kind(list: &List, plan: &Plan) -> ListKind {
    let has_outside = plan.lists.iter().any(|list| list.kind == ListKind::Outside);
    let usual = if has_outside { ListKind::Members } else { ListKind::Outside };
    list.suggested.unwrap_or(usual)
}

/// Returns where a list of this kind may come from, the likeliest first: what the plan knows, then the usual words.
pub(super) fn labels(kind: ListKind, list: &List, plan: &Plan) -> Vec<String> {
    let mut labels: Vec<String> = Vec::new();
    let mut offer = |label: &str| {
        if !label.is_empty() && !labels.iter().any(|known| known.eq_ignore_ascii_case(label)) {
            labels.push(label.to_owned());
        }
    };
    let mut known: Vec<(Option<Day>, ListKind, &str)> =
        plan.lists.iter().map(|list| (list.as_of, list.kind, list.label.trim())).collect();
    known.sort_by_key(|(as_of, ..)| std::cmp::Reverse(*as_of));
    let of =
        |wanted: ListKind| known.iter().filter(move |(_, kind, _)| *kind == wanted).map(|(.., label)| *label);
    let suggested = list.suggested_label.filter(|_| list.suggested == Some(kind));
    match kind {
        ListKind::Outside => {
            // Release lists come domain by domain: the domain tells which one this continues.
            if let Some(domain) = domain(list) {
                of(kind).filter(|label| label.contains(domain)).for_each(&mut offer);
                offer(&format!("release {domain}"));
            }
            of(kind).for_each(&mut offer);
            offer("release");
        }
        ListKind::Members | ListKind::Pending => {
            of(kind).for_each(&mut offer);
            of(if kind == ListKind::Members { ListKind::Pending } else { ListKind::Members })
                .for_each(&mut offer);
            suggested.into_iter().for_each(&mut offer);
            offer("main account");
        }
        ListKind::Directory | ListKind::Special => {
            if list.suggested_label.is_some() {
                offer(&plan.usual_label(kind, Some(&list.origin())));
            }
            of(kind).for_each(&mut offer);
            suggested.into_iter().for_each(&mut offer);
            offer(kind.word());
        }
    }
    labels
}

/// Returns the domain most people of the list are on, going by its first rows.
fn domain(list: &List) -> Option<&str> {
    let mut counted: Vec<(&str, usize)> = Vec::new();
    for row in list.table.rows().take(FOR_DOMAIN) {
        let domain = email::domain_of(row.email());
        match counted.iter_mut().find(|(known, _)| *known == domain) {
            Some((_, count)) => *count += 1,
            None => counted.push((domain, 1)),
        }
    }
    counted.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
    counted.first().map(|(domain, _)| *domain)
}

#[cfg(test)]
mod tests {
    use std::ops::ControlFlow;

    use super::*;
    use crate::lists::{Hints, read};
    use crate::plan::ListRecord;

    fn list(text: &str) -> List {
        read(text.as_bytes(), &Hints::default(), &mut |_| ControlFlow::Continue(())).unwrap()
    }

    fn today() -> Day {
        "2026-11-21".parse().unwrap()
    }

    #[test]
    fn a_day_is_found_in_the_usual_file_names() {
        for (name, found) in [
            ("users-2026-11-15.csv", Some("2026-11-15")),
            ("users_2026_11_15.csv", Some("2026-11-15")),
            ("zoomus_users 20261115.csv", Some("2026-11-15")),
            ("export20261115143000.csv", Some("2026-11-15")),
            ("Liste 15.11.2026 (2).csv", Some("2026-11-15")),
            ("2026-01-01 to 2026-11-15.csv", Some("2026-11-15")),
            ("users-2026-11-22.csv", None),
            ("users-2026-13-15.csv", None),
            ("room-12345678.csv", None),
            ("2026.csv", None),
            ("12.csv", None),
            ("", None),
        ] {
            assert_eq!(day_in_name(name, today()), found.map(|day| day.parse().unwrap()), "{name}");
        }
    }

    #[test]
    fn without_a_day_in_the_name_the_newest_one_in_the_file_counts_and_then_today() {
        let zoom = list(
            "Email,Last Login(UTC),User Status\n\
             ana@northwind.example,2026-11-01 08:00:00,Active\n\
             bisi@northwind.example,2026-11-18 09:30:00,Active\n\
             cato@northwind.example,2027-05-01 09:30:00,Active\n",
        );
        assert_eq!(date("users.csv", &zoom, today()), ("2026-11-18".parse().unwrap(), DateFrom::Content));
        let bare = list("Email\nana@northwind.example\n");
        assert_eq!(date("users.csv", &bare, today()), (today(), DateFrom::Today));
        assert_eq!(date("2026-11-02.csv", &zoom, today()).1, DateFrom::Name);
    }

    fn plan(lists: &[(ListKind, &str, &str)]) -> Plan {
        let record = |(kind, label, as_of): &(ListKind, &str, &str)| ListRecord {
            kind: *kind,
            label: (*label).to_owned(),
            as_of: as_of.parse().ok(),
            ..ListRecord::default()
        };
        Plan { lists: lists.iter().map(record).collect(), ..Plan::default() }
    }

    #[test]
    fn the_plans_own_words_for_a_source_come_first_the_newest_before_the_others() {
        let members = list("Email\nana@northwind.example\n");
        let known = plan(&[
            (ListKind::Members, "head office", "2026-11-01"),
            (ListKind::Members, "health", "2026-11-10"),
            (ListKind::Members, "Head office", "2026-11-12"),
        ]);
        assert_eq!(labels(ListKind::Members, &members, &known), ["Head office", "health", "main account"]);
        assert_eq!(labels(ListKind::Directory, &members, &known), ["directory"]);
        assert_eq!(labels(ListKind::Members, &members, &Plan::default()), ["main account"]);
    }

    #[test]
    fn a_release_list_continues_the_one_of_its_domain() {
        let release = list("Email\nana@nw.example\nbo@nw.example\ncy@other.example\n");
        assert_eq!(labels(ListKind::Outside, &release, &Plan::default()), ["release nw.example", "release"]);
        let known = plan(&[
            (ListKind::Outside, "release northwind.example", "2026-11-12"),
            (ListKind::Outside, "from legal: nw.example", "2026-11-01"),
        ]);
        let offered = labels(ListKind::Outside, &release, &known);
        assert_eq!(offered[..2], ["from legal: nw.example", "release nw.example"]);
    }
}
