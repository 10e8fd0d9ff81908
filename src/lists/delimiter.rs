//! Where the table begins and what parts its cells: the header row decides both.
//!
//! Each delimiter is tried on the first records; the one whose header says most is taken. A file without a
//! known header is read by the column that holds addresses. Counting commas is never trusted.

mod header;
mod holder;

use self::header::{best_header, is_sure_key};
use self::holder::{from_addresses, holder};
use super::columns::Layout;
use super::formats::Habit;
use super::names;
use super::records::{Ahead, Cut, Found, Guard, Record};
use super::refusal::{Refusal, RefusalKind};
use super::style::{Style, separator_line};
use super::{Field, Hints, email, log, values};
use crate::plan::ListKind;

/// In the order in which they win when nothing else decides.
const DELIMITERS: [u8; 4] = [b',', b';', b'\t', b'|'];
/// The header stands within so many records, or there is none.
const LOOK: usize = 40;
/// Letters of a cell looked at.
const LOOK_LETTERS: usize = 1000;
/// Cells looked at; a file of very wide rows is judged by fewer of them.
const LOOK_CELLS: usize = 500_000;

/// Where the rows begin and how they are read.
#[derive(Debug)]
pub(crate) struct Shape {
    pub delimiter: u8,
    /// How the header is written, and so the rows.
    pub style: Style,
    /// The physical line of the header; nothing in a file without one.
    pub header_line: Option<u32>,
    /// The header's cells as written.
    pub header: Vec<String>,
    /// Where the first row begins in the text, and on which line.
    pub start: usize,
    pub line: u32,
    /// How many cells a row has.
    pub cells: usize,
    /// Records above the header that were let pass.
    pub titles: usize,
    /// Rows stand above the header, which was sorted in among them.
    pub header_among_rows: bool,
    pub layout: Layout,
}

/// What looking came to.
pub(crate) enum Look {
    Shape(Box<Shape>),
    /// More text is needed to tell.
    More,
    Refused(Refusal),
}

impl Shape {
    /// Returns what parts the cells, where anything does.
    pub(crate) fn parted_by(&self) -> Option<char> {
        Some(self.delimiter).filter(|delimiter| *delimiter != NEVER).map(char::from)
    }
}

impl Look {
    fn in_style(self, style: Style) -> Look {
        match self {
            Look::Shape(shape) => Look::Shape(Box::new(Shape { style, ..*shape })),
            other => other,
        }
    }
}

/// A record of the first ones, kept.
struct Kept {
    cells: Vec<String>,
    line: u32,
    next: usize,
    next_line: u32,
    has_address: bool,
}

struct Sample {
    delimiter: u8,
    /// Where the first record begins, and on which line.
    start: usize,
    line: u32,
    records: Vec<Kept>,
    /// Why the next record could not be cut.
    stuck: Option<Refusal>,
    whole: bool,
}

/// What is known of the header before one looks.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Header {
    /// It is looked for among the first records.
    #[default]
    Sought,
    /// The first record is the header, whatever it says: somebody made it of names, as of the fields of JSON.
    First,
}

/// Looks at the first records of a text.
pub(crate) fn look(text: &str, ahead: Ahead, (hints, header): (&Hints, Header)) -> Look {
    let (start, line, said) = separator_line(text);
    let by = By { delimiters: &DELIMITERS, style: Style::USUAL, start, line };
    let Some(said) = said else {
        return as_log(text, look_in_style(text, ahead, by, hints), by, hints);
    };
    let only = By { delimiters: &[said], ..by };
    if header == Header::First {
        return below_the_first(text, ahead, only, hints);
    }
    // The rows of a workbook come this way: what they are is known.
    if said == b'\t' {
        return look_by(text, ahead, only, hints).in_style(Style::USUAL);
    }
    match look_in_style(text, ahead, only, hints) {
        // The rows may keep to another delimiter than the line says.
        Look::Refused(refusal) if refusal.kind == RefusalKind::NoEmailColumn => {
            match look_in_style(text, ahead, by, hints) {
                Look::Refused(_) => Look::Refused(refusal),
                found => found,
            }
        }
        found => found,
    }
}

/// What the first records are cut by, and where the first one begins.
#[derive(Clone, Copy)]
struct By<'d> {
    delimiters: &'d [u8],
    style: Style,
    start: usize,
    line: u32,
}

/// Looks in the usual style, and once more where the header is written in another.
fn look_in_style(text: &str, ahead: Ahead, by: By<'_>, hints: &Hints) -> Look {
    let usual = look_by(text, ahead, by, hints);
    let Look::Shape(shape) = &usual else { return usual };
    if shape.style == by.style {
        return usual;
    }
    let again = By { delimiters: &[shape.delimiter], style: shape.style, ..by };
    match look_by(text, ahead, again, hints) {
        found @ Look::Shape(_) => found.in_style(again.style),
        _ => usual.in_style(by.style),
    }
}

/// A byte no text has: what is cut by it stays whole.
const NEVER: u8 = 0xff;

/// Reads text without a header as the lines of a log, where it is one.
fn as_log(text: &str, found: Look, by: By<'_>, hints: &Hints) -> Look {
    let may_be = match &found {
        Look::Shape(shape) => shape.header_line.is_none(),
        Look::Refused(refusal) => refusal.kind == RefusalKind::NoEmailColumn,
        Look::More => false,
    };
    if !may_be || !log::is_log(text) {
        return found;
    }
    Look::Shape(Box::new(Shape {
        delimiter: NEVER,
        style: Style { quote: NEVER, ..Style::USUAL },
        header_line: None,
        header: Vec::new(),
        start: by.start,
        line: by.line,
        cells: 1,
        titles: 0,
        header_among_rows: false,
        layout: Layout::bare(0, hints).of_log(),
    }))
}

/// Looks at rows whose header is known to be the first record.
fn below_the_first(text: &str, ahead: Ahead, by: By<'_>, hints: &Hints) -> Look {
    let sample = sample(text, ahead, by.delimiters[0], by);
    if ahead == Ahead::More && !sample.whole {
        return Look::More;
    }
    // Names of nothing but blanks leave no record.
    let header = sample.records.first().filter(|record| record.line == by.line);
    match header.and_then(|_| from_header(&sample, 0, hints)) {
        Some(shape) => Look::Shape(Box::new(shape)).in_style(Style::USUAL),
        None => look_by(text, ahead, by, hints).in_style(Style::USUAL),
    }
}

fn look_by(text: &str, ahead: Ahead, by: By<'_>, hints: &Hints) -> Look {
    let samples: Vec<Sample> =
        by.delimiters.iter().map(|delimiter| sample(text, ahead, *delimiter, by)).collect();
    if ahead == Ahead::More && !samples.iter().any(|sample| sample.whole) {
        return Look::More;
    }
    // A file of nothing but commas is empty too, though for a semicolon they are text.
    if samples.iter().any(|sample| sample.whole && sample.records.is_empty() && sample.stuck.is_none()) {
        return Look::Refused(Refusal::empty());
    }
    let named = samples
        .iter()
        .filter_map(|sample| best_header(sample, hints).map(|(at, score)| (sample, at, score)))
        .reduce(|best, other| if other.2 > best.2 { other } else { best });
    let shape = match named {
        Some((sample, at, _)) => from_header(sample, at, hints),
        None => None,
    };
    if let Some(shape) = shape.or_else(|| from_addresses(&samples, hints)) {
        return Look::Shape(Box::new(shape));
    }
    let stuck = samples.iter().find_map(|sample| sample.stuck.clone()).or_else(|| in_one_cell(&samples));
    Look::Refused(match (stuck, named) {
        (Some(refusal), _) => refusal,
        (None, Some((sample, at, _))) => Refusal::no_column(&sample.records[at].cells),
        (None, None) => Refusal::no_column(samples[0].records.first().map_or(&[], |record| &record.cells)),
    })
}

/// Returns what to say of a file whose rows stand in one cell each, the names of the columns too.
fn in_one_cell(samples: &[Sample]) -> Option<Refusal> {
    let is_alone = |record: &Kept| record.cells.len() == 1;
    let is_header = |record: &Kept| {
        let mut names = record.cells.iter().flat_map(|cell| cell.split([',', ';', '\t']));
        names.any(|name| names::key(&names::normal(name)).is_some())
    };
    let whole = samples.iter().all(|sample| {
        sample.records.len() > 1 && sample.records.iter().all(is_alone) && is_header(&sample.records[0])
    });
    whole.then(Refusal::rows_in_one_cell)
}

fn sample(text: &str, ahead: Ahead, delimiter: u8, by: By<'_>) -> Sample {
    let By { style, start, line, .. } = by;
    let mut record = Record::at(start, line);
    let mut sample = Sample { delimiter, start, line, records: Vec::new(), stuck: None, whole: false };
    let cut = Cut { delimiter, style, guard: Guard::Unknown };
    let mut cells = 0;
    while sample.records.len() < LOOK && cells < LOOK_CELLS {
        cells += record.len();
        match record.cut(text, ahead, cut) {
            Found::Record if record.is_blank(text) => {}
            Found::Record => {
                let cells: Vec<String> = record.cells(text).map(shortened).collect();
                sample.records.push(Kept {
                    has_address: cells.iter().any(|cell| email::normalise(cell).is_ok()),
                    cells,
                    line: record.line,
                    next: record.next,
                    next_line: record.next_line,
                });
            }
            Found::UnclosedQuote(line) => {
                sample.stuck = Some(Refusal::unclosed_quote(line));
                break;
            }
            Found::TooWide(line) => {
                sample.stuck = Some(Refusal::too_wide(line));
                break;
            }
            Found::Partial => return sample,
            Found::Nothing => break,
        }
    }
    sample.whole = true;
    sample
}

/// Returns the beginning of a cell: a name or an address is short.
fn shortened(cell: &str) -> String {
    cell.chars().take(LOOK_LETTERS).collect()
}

fn from_header(sample: &Sample, at: usize, hints: &Hints) -> Option<Shape> {
    let header = &sample.records[at];
    let sure = header.cells.iter().any(|cell| is_sure_key(&names::normal(cell), hints));
    let holder = if sure { None } else { holder(&sample.records[at + 1..], Some(&header.cells)) };
    let mut layout = Layout::new(&header.cells, holder.as_ref().map(|holder| holder.column), hints);
    layout.notes.extend(holder.and_then(|holder| holder.note(&header.cells)));
    layout.notes.extend(holder::side_by_side(&header.cells));
    layout.pending &=
        hints.kind == Some(ListKind::Pending) || !has_members(&layout, &sample.records[at + 1..]);
    if layout.keys.is_empty() && !matches!(layout.format.habit, Habit::Accounts | Habit::Counts) {
        return None;
    }
    layout.take_evidence(&header.cells, sample.records[at + 1..].iter().map(|record| &record.cells[..]));
    let row = holder::row_above(&sample.records[..at], header.cells.len(), &layout);
    let (start, line) = match row {
        None => (header.next, header.next_line),
        Some(0) => (sample.start, sample.line),
        Some(row) => (sample.records[row - 1].next, sample.records[row - 1].next_line),
    };
    if row.is_some() {
        layout.notes.push("The header stands among the rows; those above it were read too.".to_owned());
    }
    Some(Shape {
        delimiter: sample.delimiter,
        style: Style::of(&header.cells),
        header_line: Some(header.line),
        header: header.cells.clone(),
        start,
        line,
        cells: header.cells.len(),
        titles: row.unwrap_or(at),
        header_among_rows: row.is_some(),
        layout,
    })
}

/// Says whether somebody in these records has a status that no invited person has.
fn has_members(layout: &Layout, records: &[Kept]) -> bool {
    let status = layout.values.iter().find(|(field, _)| *field == Field::Status);
    let mut cells = records.iter().filter_map(|record| record.cells.get(status?.1.column));
    cells.any(|cell| matches!(values::status(cell), "active" | "inactive"))
}

#[cfg(test)]
mod tests {
    use super::super::names::Key;
    use super::super::style::Blank;
    use super::*;

    fn shape(text: &str) -> Shape {
        match look(text, Ahead::End, (&Hints::default(), Header::Sought)) {
            Look::Shape(shape) => *shape,
            Look::More => panic!("asked for more"),
            Look::Refused(refusal) => panic!("{refusal}"),
        }
    }

    #[test]
    fn the_header_decides_the_delimiter() {
        for (text, delimiter, line) in [
            ("Email,Name\n", b',', Some(1)),
            ("Name;E-Mail\nLee, Ann, Dr, MSc;ann@n.example\n", b';', Some(1)),
            ("Name\tmail\n", b'\t', Some(1)),
            ("sep=;\nEmail;Name\n", b';', Some(2)),
            ("#TYPE Microsoft.ActiveDirectory.Management.ADUser\n\"Name\",\"mail\"\n", b',', Some(2)),
            ("Report of users, 2025\n\nby admin@n.example\nName;Email\n", b';', Some(4)),
            ("ann@n.example\nbo@n.example\n", b',', None),
            ("Ann;ann@n.example\n", b';', None),
            ("Kontakt;Ort\nann@n.example;Ulm\n", b';', Some(1)),
            ("sep=;\nEmail,Name\nann@n.example,Ann\n", b',', Some(2)),
            ("sep=:\nEmail:Name\nann@n.example:Ann\n", b':', Some(2)),
        ] {
            let shape = shape(text);
            assert_eq!((shape.delimiter, shape.header_line), (delimiter, line), "{text}");
        }
    }

    #[test]
    fn the_header_decides_the_style() {
        let apostrophes = Style { quote: b'\'', blank: Blank::Kept };
        let blanks = Style { quote: b'"', blank: Blank::Dropped };
        for (text, style, cells) in [
            ("Email,Name\n", Style::USUAL, 2),
            ("'Email','Name, whole'\n", apostrophes, 2),
            ("'ann@n.example','Lee, Ann'\n", apostrophes, 2),
            ("Email, Name, City\n", blanks, 3),
            ("Email, Name,City\n", Style::USUAL, 3),
            ("Email,'Name'\n", Style::USUAL, 2),
        ] {
            let shape = shape(text);
            assert_eq!((shape.style, shape.cells), (style, cells), "{text}");
        }
        assert_eq!(shape("'Email', 'Name'\n").header, ["Email", "Name"]);
    }

    #[test]
    fn an_unnamed_column_with_addresses_is_found() {
        let shape = shape("First Name,Kontakt,Recovery Email\nAnn,ann@n.example,ann@home.example\n");
        assert_eq!(shape.layout.keys, [(Key::Mail, 1)]);
    }

    #[test]
    fn without_any_address_the_columns_are_named() {
        let Look::Refused(refusal) =
            look("First Name,Phone\nAnn,1\n", Ahead::End, (&Hints::default(), Header::Sought))
        else {
            panic!("was read")
        };
        assert_eq!(refusal.kind, RefusalKind::NoEmailColumn);
        assert!(refusal.message.contains("First Name, Phone"));
    }
}
