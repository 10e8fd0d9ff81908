//! Which day a file seems to speak of, and what it is called without it. The command line and the wizard propose it
//! alike; a person decides.

use std::ops::Range;

use super::{Field, List};
use crate::plan::Day;

/// Rows looked at for the newest sign-in; of longer lists that many, evenly spread, so that the page opens at once.
const LOOKED_AT: usize = 20_000;

/// Where a proposed date comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DateFrom {
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
    /// Returns the word used in `import --json`.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            DateFrom::Name => "file_name",
            DateFrom::Content => "newest_in_file",
            DateFrom::Today => "today",
            DateFrom::Typed => "said",
        }
    }

    /// Returns it in words.
    #[must_use]
    pub fn says(self) -> &'static str {
        match self {
            DateFrom::Name => "from the file's name",
            DateFrom::Content => "the newest day in the file",
            DateFrom::Today => "today: the file names no day",
            DateFrom::Typed => "",
        }
    }
}

/// Returns the day a file seems to speak of: its name's, else the newest one in it, else today.
#[must_use]
pub fn date(file_name: &str, list: &List, today: Day) -> (Day, DateFrom) {
    let named = day_in_name(file_name, today).map(|day| (day, DateFrom::Name));
    let inside = || day_inside(list, today).map(|day| (day, DateFrom::Content));
    named.or_else(inside).unwrap_or((today, DateFrom::Today))
}

/// Returns what a file is called without the day in its name and without what tells its sort: `staff` of
/// `staff-2026-11-21.csv`. Empty where nothing is left.
#[must_use]
pub fn name_without_day(name: &str) -> String {
    let mut stem = name.trim();
    for sort in ["gz", "zip", "csv", "tsv", "txt", "xlsx", "xlsm", "ods", "json"] {
        stem = match stem.rsplit_once('.') {
            Some((before, last)) if last.eq_ignore_ascii_case(sort) => before,
            _ => stem,
        };
    }
    // A browser counts files of one name: `staff (2).csv`.
    if let Some((before, number)) = stem.strip_suffix(')').and_then(|stem| stem.rsplit_once('('))
        && number.bytes().all(|byte| byte.is_ascii_digit())
    {
        stem = before;
    }
    let mut stem = stem.to_owned();
    while let Some((at, _)) = days_in(&stem).pop() {
        stem.replace_range(at, " ");
    }
    let is_mark = |letter: char| matches!(letter, '-' | '_' | '.' | ' ');
    stem.split_whitespace().collect::<Vec<_>>().join(" ").trim_matches(is_mark).to_owned()
}

/// Returns the last day a file's name holds, as `2026-11-21`, `20261121`, `21.11.2026` or with `_`; never a later one
/// than today.
fn day_in_name(name: &str, today: Day) -> Option<Day> {
    days_in(name).into_iter().rfind(|(_, day)| *day <= today).map(|(_, day)| day)
}

/// Returns every day a name holds, and where.
fn days_in(name: &str) -> Vec<(Range<usize>, Day)> {
    let bytes = name.as_bytes();
    let is_digit = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_digit);
    let starts = (0..bytes.len()).filter(|at| is_digit(*at) && (*at == 0 || !is_digit(at - 1)));
    let days = starts.filter_map(|at| {
        let run = bytes[at..].iter().take_while(|byte| byte.is_ascii_digit()).count();
        match run {
            // A time may follow without a gap.
            8 | 12 | 14 => {
                let found = day(number(bytes, at, 4)?, number(bytes, at + 4, 2)?, number(bytes, at + 6, 2)?);
                Some((at..at + run, found?))
            }
            4 => {
                parted(bytes, at + 4, at + 7)?;
                let found = day(number(bytes, at, 4)?, number(bytes, at + 5, 2)?, number(bytes, at + 8, 2)?);
                Some((at..at + 10, found?))
            }
            2 => {
                parted(bytes, at + 2, at + 5)?;
                let found = day(number(bytes, at + 6, 4)?, number(bytes, at + 3, 2)?, number(bytes, at, 2)?);
                Some((at..at + 10, found?))
            }
            _ => None,
        }
    });
    days.collect()
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

#[cfg(test)]
mod tests {
    use std::ops::ControlFlow;

    use super::*;
    use crate::lists::{Hints, read};

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

    #[test]
    fn a_file_is_called_what_is_left_of_its_name_without_the_day() {
        for (name, left) in [
            ("staff-2026-11-21.csv", "staff"),
            ("2026-11-21_HR list.xlsx", "HR list"),
            ("Mitarbeiter 21.11.2026 (2).csv", "Mitarbeiter"),
            ("export.csv.gz", "export"),
            ("users.v2.csv", "users.v2"),
            ("2026-11-21.csv", ""),
            ("", ""),
        ] {
            assert_eq!(name_without_day(name), left, "{name}");
        }
    }
}
