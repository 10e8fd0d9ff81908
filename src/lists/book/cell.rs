//! Numbers and days of a sheet as a person would write them.
//!
//! A sheet keeps a day as a number of days; only the cell's number format says that it is one.

use std::fmt::Write;

use jiff::ToSpan;
use jiff::civil::Date;

use crate::lists::dates::Serials;

/// The day after 9999-12-31.
const LAST_DAY: f64 = 2_958_466.0;
const DAY: f64 = 86_400.0;
/// Days from the nineties to the middle of the century.
const OUR_TIME: std::ops::Range<f64> = 32_000.0..56_000.0;

/// What a number format makes of a number.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Format {
    /// A number as it is.
    #[default]
    Plain,
    /// A day, a time of day or both.
    Day,
    /// Hours that go on after 24.
    Hours,
    /// At least so many digits: `00042`.
    Digits(usize),
}

/// The day with the number 0.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Epoch {
    /// Windows: 1 is 1900-01-01, and 1900 counts as a leap year.
    #[default]
    Y1900,
    /// Old Macs: 0 is 1904-01-01.
    Y1904,
}

impl Epoch {
    /// Returns how a number in a column of days is read though its cell has no format for days: of a day in our time only.
    pub(super) fn serials(self) -> Serials {
        fn serial(cell: &str, epoch: Epoch, out: &mut String) -> bool {
            let is_number = cell.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.');
            let value = cell.parse::<f64>().ok().filter(|_| is_number);
            value.is_some_and(|value| OUR_TIME.contains(&value) && append_day(value, epoch, out))
        }
        match self {
            Epoch::Y1900 => |cell, out| serial(cell, Epoch::Y1900, out),
            Epoch::Y1904 => |cell, out| serial(cell, Epoch::Y1904, out),
        }
    }
}

impl Format {
    /// Returns what a format built into Excel makes of a number.
    pub(super) fn built_in(id: u32) -> Format {
        match id {
            14..=22 | 27..=36 | 45 | 47 | 50..=58 => Format::Day,
            46 => Format::Hours,
            _ => Format::Plain,
        }
    }

    /// Returns what a format code such as `yyyy\-mm\-dd` or `00000` makes of a number.
    pub(super) fn of_code(code: &str) -> Format {
        if code.len() > 1 && code.len() < 32 && code.bytes().all(|byte| byte == b'0') {
            return Format::Digits(code.len());
        }
        let mut letters = code.chars();
        while let Some(letter) = letters.next() {
            match letter {
                '"' => drop(letters.by_ref().find(|letter| *letter == '"')),
                '\\' | '_' | '*' => drop(letters.next()),
                '[' => {
                    let inside: String = letters.by_ref().take_while(|letter| *letter != ']').collect();
                    if ["h", "hh", "m", "mm", "s", "ss"].iter().any(|word| word.eq_ignore_ascii_case(&inside))
                    {
                        return Format::Hours;
                    }
                }
                // What follows is for negative numbers.
                ';' => break,
                'd' | 'm' | 'y' | 'h' | 's' | 'D' | 'M' | 'Y' | 'H' | 'S' => return Format::Day,
                _ => {}
            }
        }
        Format::Plain
    }
}

/// Appends a number as a person would write it; what is no number stays as written.
pub(super) fn append(number: &str, format: Format, epoch: Epoch, out: &mut String) {
    let text = number.trim();
    let digits = text.strip_prefix('-').unwrap_or(text);
    let is_whole =
        !digits.is_empty() && digits.len() < 16 && digits.bytes().all(|byte| byte.is_ascii_digit());
    if is_whole && format == Format::Plain {
        out.push_str(text);
        return;
    }
    let Some(value) = text.parse::<f64>().ok().filter(|value| value.is_finite()) else {
        out.push_str(text);
        return;
    };
    let done = match format {
        Format::Day => append_day(value, epoch, out),
        Format::Hours => append_hours(value, out),
        Format::Digits(count) if value >= 0.0 && value.fract() == 0.0 && value < 1e15 => {
            let _ = write!(out, "{value:0count$.0}");
            true
        }
        Format::Digits(_) | Format::Plain => false,
    };
    if !done {
        // No exponent and no `.0`: `{}` writes the shortest digits that mean the same number.
        let _ = write!(out, "{value}");
    }
}

/// Appends `YYYY-MM-DD`, `YYYY-MM-DD HH:MM:SS` or, for less than a day, `HH:MM:SS`.
fn append_day(value: f64, epoch: Epoch, out: &mut String) -> bool {
    if !(0.0..LAST_DAY).contains(&value) || (value == 0.0 && epoch == Epoch::Y1900) {
        return false;
    }
    let mut days = value.floor();
    let mut seconds = ((value - days) * DAY).round();
    if seconds >= DAY {
        days += 1.0;
        seconds = 0.0;
    }
    if days == 0.0 && epoch == Epoch::Y1900 {
        append_clock(seconds, out);
        return true;
    }
    let Some(date) = date(days, epoch) else { return false };
    let _ = write!(out, "{date}");
    if seconds > 0.0 {
        out.push(' ');
        append_clock(seconds, out);
    }
    true
}

fn date(days: f64, epoch: Epoch) -> Option<Date> {
    // Excel's 1900 has a 29 February, so the days before it count from one day later.
    let zero = match epoch {
        Epoch::Y1904 => Date::constant(1904, 1, 1),
        Epoch::Y1900 if days < 60.0 => Date::constant(1899, 12, 31),
        Epoch::Y1900 if days < 61.0 => return None,
        Epoch::Y1900 => Date::constant(1899, 12, 30),
    };
    zero.checked_add(whole(days).days()).ok()
}

fn append_hours(value: f64, out: &mut String) -> bool {
    if !(0.0..LAST_DAY).contains(&value) {
        return false;
    }
    append_clock((value * DAY).round(), out);
    true
}

fn append_clock(seconds: f64, out: &mut String) {
    let seconds = whole(seconds);
    let _ = write!(out, "{:02}:{:02}:{:02}", seconds / 3600, seconds / 60 % 60, seconds % 60);
}

/// Returns a number that is whole and small already.
#[allow(clippy::cast_possible_truncation)] // Below 2_958_466 days of 86,400 seconds.
fn whole(value: f64) -> i64 {
    value as i64
}

/// Appends a day written as `2021-03-04` or `2021-03-04T05:06:07`; midnight is left out.
pub(super) fn append_iso(text: &str, out: &mut String) {
    let (day, time) = text.trim().split_once('T').unwrap_or((text.trim(), ""));
    out.push_str(day);
    let time = time.strip_suffix('Z').unwrap_or(time);
    let time = time.split_once('.').map_or(time, |(whole, _)| whole);
    if !time.is_empty() && time != "00:00:00" {
        out.push(' ');
        out.push_str(time);
    }
}

/// Appends text in which Excel wrote control characters as `_x000D_`.
pub(super) fn append_unescaped(text: &str, out: &mut String) {
    let mut rest = text;
    while let Some(at) = rest.find("_x") {
        let code = rest.get(at + 2..at + 6).filter(|_| rest.as_bytes().get(at + 6) == Some(&b'_'));
        let letter = code
            .filter(|code| code.bytes().all(|byte| byte.is_ascii_hexdigit()))
            .and_then(|code| u32::from_str_radix(code, 16).ok())
            .and_then(char::from_u32);
        let (kept, next) = if letter.is_some() { (at, at + 7) } else { (at + 2, at + 2) };
        out.push_str(&rest[..kept]);
        out.extend(letter);
        rest = &rest[next..];
    }
    out.push_str(rest);
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(number: &str, format: Format) -> String {
        let mut out = String::new();
        append(number, format, Epoch::Y1900, &mut out);
        out
    }

    #[test]
    fn numbers_have_no_exponent_and_no_needless_point() {
        for (number, expected) in [
            ("12", "12"),
            ("12.0", "12"),
            ("1.23E+10", "12300000000"),
            ("9876543210", "9876543210"),
            ("0.10000000000000001", "0.1"),
            ("-7.5", "-7.5"),
            ("1E+16", "10000000000000000"),
            ("not a number", "not a number"),
            ("inf", "inf"),
        ] {
            assert_eq!(written(number, Format::Plain), expected);
        }
        assert_eq!(written("42", Format::Digits(5)), "00042");
        assert_eq!(written("1234567", Format::Digits(5)), "1234567");
    }

    #[test]
    fn days_count_from_1900_or_1904() {
        for (number, expected) in [
            ("1", "1900-01-01"),
            ("59", "1900-02-28"),
            ("60", "60"),
            ("61", "1900-03-01"),
            ("44259", "2021-03-04"),
            ("44259.212581018517", "2021-03-04 05:06:07"),
            ("44259.999999", "2021-03-05"),
            ("0.5", "12:00:00"),
            ("0", "0"),
            ("-1", "-1"),
            ("2958465", "9999-12-31"),
            ("2958466", "2958466"),
        ] {
            assert_eq!(written(number, Format::Day), expected);
        }
        let mut out = String::new();
        append("42797", Format::Day, Epoch::Y1904, &mut out);
        assert_eq!(out, "2021-03-04");
        assert_eq!(written("1.5", Format::Hours), "36:00:00");
    }

    #[test]
    fn a_format_code_tells_days_from_numbers() {
        for (code, expected) in [
            ("General", Format::Plain),
            ("yyyy\\-mm\\-dd", Format::Day),
            ("[$-409]m/d/yy h:mm AM/PM;@", Format::Day),
            ("[Red]0.00", Format::Plain),
            ("#,##0 \"days\"", Format::Plain),
            ("0\\d", Format::Plain),
            ("[h]:mm:ss", Format::Hours),
            ("00000", Format::Digits(5)),
            ("@", Format::Plain),
            ("\"open", Format::Plain),
        ] {
            assert_eq!(Format::of_code(code), expected, "{code}");
        }
        assert_eq!((Format::built_in(14), Format::built_in(2)), (Format::Day, Format::Plain));
    }

    #[test]
    fn written_days_and_escapes_are_read() {
        let read = |append: fn(&str, &mut String), text: &str| {
            let mut out = String::new();
            append(text, &mut out);
            out
        };
        assert_eq!(read(append_iso, "2021-03-04T05:06:07.5Z"), "2021-03-04 05:06:07");
        assert_eq!(read(append_iso, "2021-03-04T00:00:00"), "2021-03-04");
        assert_eq!(
            read(append_unescaped, "a_x000D_b_x005F_x000D_ _x12 _xZZZZ_é"),
            "a\rb_x000D_ _x12 _xZZZZ_é"
        );
    }
}
