//! The cells of any text, cut the way lists are cut: without a header and without asking what a cell means.

use super::records::{Ahead, Cut, Found, Guard, Record};
use super::refusal::Refusal;
use super::style::Style;

/// Returns the cells of every record of a text, empty lines among them. What `read` refuses for its form alone is
/// refused here too: a quote nobody closed, a row of more cells than any list has.
///
/// `delimiter` must be an ASCII character; for another one the text has one cell a line.
///
/// ```
/// let rows = ingather::lists::records_of("a,\"b\n\"\"c\"\"\"\rd,e", ',')?;
/// assert_eq!(rows, [["a", "b\n\"c\""], ["d", "e"]]);
/// # Ok::<(), ingather::lists::Refusal>(())
/// ```
pub fn records_of(text: &str, delimiter: char) -> Result<Vec<Vec<String>>, Refusal> {
    // No text holds the byte 0xff.
    let delimiter = u8::try_from(delimiter).ok().filter(u8::is_ascii).unwrap_or(0xff);
    let cut = Cut { delimiter, style: Style::USUAL, guard: Guard::Unknown };
    let mut record = Record::at(0, 1);
    let mut rows = Vec::new();
    loop {
        match record.cut(text, Ahead::End, cut) {
            Found::Record => rows.push(record.cells(text).map(str::to_owned).collect()),
            Found::Nothing | Found::Partial => return Ok(rows),
            Found::UnclosedQuote(line) => return Err(Refusal::unclosed_quote(line)),
            Found::TooWide(line) => return Err(Refusal::too_wide(line)),
        }
    }
}
