//! Which day a file seems to speak of, and what it is called without it. The command line and the wizard propose it
//! alike; a person decides.

use std::ops::Range;

use super::List;
use crate::plan::Day;

/// Google's own name for a list it lets one download, in small letters; its day stands first (formats §2.4).
const GOOGLE: &str = "user_download_";
/// A number with a time in it is a day only where that is no longer ago: numbers of accounts and phones look like it.
const LONG_AGO: i64 = 3 * 366;

/// Where a proposed date comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DateFrom {
    /// The file's name.
    Name,
    /// The file's name, in which day and month could be either way round.
    NameDayFirst,
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
            DateFrom::NameDayFirst => "file_name_day_first",
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
            DateFrom::NameDayFirst => "from the file's name, read day first: check it",
            DateFrom::Content => "the newest day in the file",
            DateFrom::Today => "today: the file names no day",
            DateFrom::Typed => "",
        }
    }

    /// Says whether the day may well be another one than that of the export.
    #[must_use]
    pub fn is_guess(self) -> bool {
        matches!(self, DateFrom::NameDayFirst | DateFrom::Content)
    }
}

/// Returns the day a file seems to speak of: its name's, else the newest one in it, else today.
#[must_use]
pub fn date(file_name: &str, list: &List, today: Day) -> (Day, DateFrom) {
    let named = day_in_name(file_name, today);
    let inside = || list.days.newest(today).map(|day| (day, DateFrom::Content));
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
    while let Some(found) = days_in(&stem).pop() {
        stem.replace_range(found.at, " ");
    }
    let is_mark = |letter: char| matches!(letter, '-' | '_' | '.' | ' ');
    stem.split_whitespace().collect::<Vec<_>>().join(" ").trim_matches(is_mark).to_owned()
}

/// A day in a file's name.
struct Found {
    at: Range<usize>,
    day: Day,
    /// What it is where the month stands first, when that is possible too.
    month_first: Option<Day>,
    /// It is the beginning of a longer number.
    has_time: bool,
}

/// Returns the last day a file's name holds, as `2026-11-21`, `20261121`, `21.11.2026` or with `_`, and whether it is
/// clear; never a later one than today.
fn day_in_name(name: &str, today: Day) -> Option<(Day, DateFrom)> {
    let read = |found: &Found| {
        if found.has_time && today.days_since(found.day) > LONG_AGO {
            return None;
        }
        let past = |day: Day| Some(day).filter(|day| *day <= today);
        match (past(found.day), found.month_first.and_then(past)) {
            (Some(day), Some(other)) if day != other => Some((day, DateFrom::NameDayFirst)),
            (day, other) => day.or(other).map(|day| (day, DateFrom::Name)),
        }
    };
    days_in(name).iter().rev().find_map(read)
}

/// Returns every day a name holds, and where.
fn days_in(name: &str) -> Vec<Found> {
    let bytes = name.as_bytes();
    let is_digit = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_digit);
    let starts = (0..bytes.len()).filter(|at| is_digit(*at) && (*at == 0 || !is_digit(at - 1)));
    let days = starts.filter_map(|at| {
        let run = bytes[at..].iter().take_while(|byte| byte.is_ascii_digit()).count();
        let two = |place: usize| number(bytes, at + place, 2);
        let year = |place: usize| number(bytes, at + place, 4);
        let clear = |end: usize, day: Day| Found { at: at..end, day, month_first: None, has_time: run > 8 };
        let is_googles =
            at == GOOGLE.len() && name.get(..at).is_some_and(|start| start.eq_ignore_ascii_case(GOOGLE));
        match run {
            8 if is_googles => Some(clear(at + run, day(year(4)?, two(2)?, two(0)?)?)),
            // A time may follow without a gap.
            8 | 12 | 14 => {
                let is_time = run == 8 || (two(8)? < 24 && two(10)? < 60 && (run == 12 || two(12)? < 60));
                Some(clear(at + run, day(year(0)?, two(4)?, two(6)?).filter(|_| is_time)?))
            }
            4 => {
                parted(bytes, at + 4, at + 7)?;
                Some(clear(at + 10, day(year(0)?, two(5)?, two(8)?)?))
            }
            2 => {
                let mark = parted(bytes, at + 2, at + 5)?;
                let day_first = day(year(6)?, two(3)?, two(0)?);
                // Full stops stand in days that begin with the day.
                let month_first = day(year(6)?, two(0)?, two(3)?).filter(|_| mark != b'.');
                let found = Found { month_first, ..clear(at + 10, day_first.or(month_first)?) };
                Some(found)
            }
            _ => None,
        }
    });
    days.collect()
}

/// Returns the mark that stands at both places, such as those of `2026-11-21`.
fn parted(bytes: &[u8], first: usize, second: usize) -> Option<u8> {
    let mark = *bytes.get(first)?;
    (matches!(mark, b'-' | b'_' | b'.') && bytes.get(second) == Some(&mark)).then_some(mark)
}

fn number(bytes: &[u8], at: usize, digits: usize) -> Option<u16> {
    let digits = bytes.get(at..at + digits)?;
    digits.iter().try_fold(0, |number: u16, digit| {
        digit.is_ascii_digit().then(|| number * 10 + u16::from(digit - b'0'))
    })
}

/// Returns a day of this century, where there is such a day.
pub(super) fn day(year: u16, month: u16, day: u16) -> Option<Day> {
    if !(2000..=2099).contains(&year) {
        return None;
    }
    let date = jiff::civil::Date::new(year.cast_signed(), i8::try_from(month).ok()?, i8::try_from(day).ok()?);
    date.ok().map(Day)
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
            ("User_Download_05112026_101112.csv", Some("2026-11-05")),
            ("user_download_21112026_101112.xlsx", Some("2026-11-21")),
            ("users_11-15-2026.csv", Some("2026-11-15")),
            ("id-202011111234.csv", None),
            ("tel-49301234567812.csv", None),
            ("room-20261101-12345678.csv", Some("2026-11-01")),
            ("export202611159999.csv", None),
            ("2026.csv", None),
            ("12.csv", None),
            ("", None),
        ] {
            let found = found.map(|day| (day.parse().unwrap(), DateFrom::Name));
            assert_eq!(day_in_name(name, today()), found, "{name}");
        }
    }

    #[test]
    fn a_day_that_can_be_read_two_ways_is_told_as_such() {
        let named = |name| day_in_name(name, today()).map(|(day, from)| (day.to_string(), from));
        let first = Some(("2026-11-05".to_owned(), DateFrom::NameDayFirst));
        assert_eq!(named("users-05-11-2026.csv"), first);
        assert_eq!(named("users_05_11_2026.csv"), first);
        assert_eq!(named("users.05.11.2026.csv"), Some(("2026-11-05".to_owned(), DateFrom::Name)));
        assert_eq!(
            named("users_12_08_2026.csv"),
            Some(("2026-08-12".to_owned(), DateFrom::Name)),
            "8 December is to come"
        );
    }

    #[test]
    fn of_an_answer_of_zooms_api_the_last_sign_in_is_no_day_since_it_lags_behind() {
        let users = |fields: &str| {
            list(&format!(
                "{{\"users\":[{{\"email\":\"ana@northwind.example\",\"type\":2,\"status\":\"active\"{fields}}}]}}"
            ))
        };
        let signed_in = users(",\"last_login_time\":\"2026-11-18T08:00:00Z\"");
        assert_eq!(date("users.json", &signed_in, today()), (today(), DateFrom::Today));
        let created = users(
            ",\"last_login_time\":\"2026-11-18T08:00:00Z\",\"user_created_at\":\"2026-11-17T08:00:00Z\"",
        );
        assert_eq!(date("users.json", &created, today()), ("2026-11-17".parse().unwrap(), DateFrom::Content));
    }

    #[test]
    fn every_row_is_looked_at_for_the_newest_day() {
        let mut text = "Email,Last Login(UTC),User Status\n".to_owned();
        for number in 0..45_000 {
            let day = if number == 44_443 { "2026-11-20" } else { "2026-11-02" };
            text += &format!("p{number}@northwind.example,{day} 08:00:00,Active\n");
        }
        assert_eq!(
            date("users.csv", &list(&text), today()),
            ("2026-11-20".parse().unwrap(), DateFrom::Content)
        );
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
