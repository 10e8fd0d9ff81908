//! Days and times as the products write them become `YYYY-MM-DD` or `YYYY-MM-DD HH:MM:SS`.
//!
//! A day that could be read two ways (`3/4/2025`) stays as written unless the product is known to write the
//! month first. Nothing is guessed and no time zone is moved.

use jiff::civil::Date;

use super::email;

/// Which of the first two numbers of `3/4/2025` is the month.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Slashes {
    /// The product writes the month first.
    MonthFirst,
    /// Nobody knows: only a number above 12 settles it.
    Unknown,
}

/// Reads a number of days as a sheet keeps it and appends the day; says whether the cell is one.
pub(crate) type Serials = fn(&str, &mut String) -> bool;

/// Appends the day in a cell in canonical form; nothing for *never*; anything else as written.
pub(crate) fn append(cell: &str, slashes: Slashes, out: &mut String) {
    let text = email::trimmed(cell);
    match parse(text, slashes) {
        Some(moment) if moment.date.year() <= 1 => {}
        Some(moment) => moment.append(out),
        None if is_never(text) => {}
        None => out.push_str(cell),
    }
}

/// Says whether a cell is canonical already, which most are.
pub(crate) fn is_canonical(cell: &str) -> bool {
    let form: &[u8] = match cell.len() {
        10 => b"1000-00-00",
        19 => b"1000-00-00 00:00:00",
        _ => return false,
    };
    let same =
        |(byte, mark): (u8, &u8)| if mark.is_ascii_digit() { byte.is_ascii_digit() } else { byte == *mark };
    let bytes = cell.as_bytes();
    let below = |at: usize, limit: u8| (bytes[at] - b'0') * 10 + bytes[at + 1] - b'0' < limit;
    cell.bytes().zip(form).all(same)
        && bytes[0] != b'0'
        && &bytes[5..7] != b"00"
        && &bytes[8..10] != b"00"
        && below(5, 13)
        // Every month has 28 days; the others are looked up in a calendar.
        && below(8, 29)
        && (form.len() == 10 || (below(11, 24) && below(14, 60) && below(17, 60)))
}

fn is_never(text: &str) -> bool {
    ["never", "never logged in"].iter().any(|word| word.eq_ignore_ascii_case(text))
}

#[derive(Clone, Copy)]
struct Moment {
    date: Date,
    time: Option<[u8; 3]>,
}

impl Moment {
    fn append(self, out: &mut String) {
        let year = self.date.year().unsigned_abs();
        for part in [year / 100, year % 100] {
            two(u8::try_from(part).unwrap_or(0), out);
        }
        for part in [self.date.month(), self.date.day()] {
            out.push('-');
            two(part.unsigned_abs(), out);
        }
        if let Some(time) = self.time {
            for (mark, part) in [' ', ':', ':'].into_iter().zip(time) {
                out.push(mark);
                two(part, out);
            }
        }
    }
}

fn two(number: u8, out: &mut String) {
    out.push(char::from(b'0' + number / 10 % 10));
    out.push(char::from(b'0' + number % 10));
}

fn parse(text: &str, slashes: Slashes) -> Option<Moment> {
    let cut = text.find([' ', 'T']).unwrap_or(text.len());
    let (day, time) = text.split_at(cut);
    let mark = day.chars().find(|letter| !letter.is_ascii_digit())?;
    let mut parts = day.split(mark);
    let numbers = [number(parts.next()?)?, number(parts.next()?)?, number(parts.next()?)?];
    if parts.next().is_some() {
        return None;
    }
    let year_first = day.find(mark) == Some(4);
    let [year, month, day] = match (mark, year_first) {
        ('-' | '/', true) => numbers,
        ('.', false) => [numbers[2], numbers[1], numbers[0]],
        ('/', false) => match numbers {
            [month, day, year] if day > 12 || slashes == Slashes::MonthFirst => [year, month, day],
            [day, month, year] if day > 12 => [year, month, day],
            // However it is read, it is the day no day has.
            [1, 1, 1] => [1, 1, 1],
            _ => return None,
        },
        _ => return None,
    };
    if year > 9999 || (year < 1000 && year != 1) {
        return None;
    }
    let date = Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()?;
    let time = match time.get(1..).unwrap_or("") {
        "" => None,
        clock => Some(time_of(clock)?),
    };
    Some(Moment { date, time })
}

/// Reads `13:25`, `13:25:31`, `1:25:31 PM`, with `Z` and parts of a second left out.
fn time_of(text: &str) -> Option<[u8; 3]> {
    let text = text.strip_suffix('Z').unwrap_or(text);
    let (clock, half) = match text.split_once([' ', '\u{202f}']) {
        None => (text, None),
        Some((clock, half)) if half.eq_ignore_ascii_case("am") => (clock, Some(0)),
        Some((clock, half)) if half.eq_ignore_ascii_case("pm") => (clock, Some(12)),
        Some(_) => return None,
    };
    let clock = match clock.split_once('.') {
        Some((whole, part)) if part.bytes().all(|byte| byte.is_ascii_digit()) => whole,
        Some(_) => return None,
        None => clock,
    };
    let mut parts = clock.split(':');
    let hour = number(parts.next()?)?;
    let minute = number(parts.next()?)?;
    let second = parts.next().map_or(Some(0), number)?;
    let hour = match half {
        Some(afternoon) if (1..=12).contains(&hour) => hour % 12 + afternoon,
        Some(_) => return None,
        None => hour,
    };
    if parts.next().is_some() || hour > 23 || minute > 59 || second > 59 {
        return None;
    }
    Some([u8::try_from(hour).ok()?, u8::try_from(minute).ok()?, u8::try_from(second).ok()?])
}

fn number(text: &str) -> Option<i16> {
    let digits = (1..=4).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit());
    if digits { text.parse().ok() } else { None }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(cell: &str, slashes: Slashes) -> String {
        let mut out = String::new();
        append(cell, slashes, &mut out);
        out
    }

    #[test]
    fn days_of_every_product_come_out_alike() {
        for (cell, expected) in [
            ("2025-03-04", "2025-03-04"),
            ("2025-03-04 05:06:07", "2025-03-04 05:06:07"),
            ("2025-03-04T05:06:07Z", "2025-03-04 05:06:07"),
            ("2025-03-04T05:06:07.123Z", "2025-03-04 05:06:07"),
            ("2022-03-18 19:49:35Z", "2022-03-18 19:49:35"),
            ("2016/04/04 00:24:13", "2016-04-04 00:24:13"),
            ("04.03.2025 05:06", "2025-03-04 05:06:00"),
            ("8/19/2021 1:25:31 PM", "2021-08-19 13:25:31"),
            ("19/8/2021", "2021-08-19"),
            ("8/19/2021 12:00:00 AM", "2021-08-19 00:00:00"),
        ] {
            assert_eq!(read(cell, Slashes::Unknown), expected);
        }
    }

    #[test]
    fn what_is_canonical_stays_as_it_is() {
        for cell in ["2025-03-04", "2025-12-28 23:59:59"] {
            assert!(is_canonical(cell), "{cell}");
            assert_eq!(read(cell, Slashes::Unknown), cell);
        }
        for cell in [
            "2025-13-04",
            "2025-02-30",
            "2025-00-04",
            "0001-01-01",
            "2025-03-04T05:06:07",
            "2025-03-04 24:00:00",
        ] {
            assert!(!is_canonical(cell), "{cell}");
        }
    }

    #[test]
    fn never_is_nothing_and_the_unclear_stays_as_written() {
        for cell in
            ["Never", "Never logged in", "0001-01-01T00:00:00Z", "1/1/0001 12:00:00 AM", "01/01/0001", ""]
        {
            assert_eq!(read(cell, Slashes::Unknown), "");
        }
        for cell in ["3/4/2025", "2025-02-30", "last week", "2025-03-04T05:06:07+02:00", "44990"] {
            assert_eq!(read(cell, Slashes::Unknown), cell);
        }
        assert_eq!(read("3/4/2025 9:05:00 AM", Slashes::MonthFirst), "2025-03-04 09:05:00");
    }
}
