//! A list written the way the program keeps it: UTF-8 CSV with canonical names and values.
//!
//! The first column is the physical line in the original file, so that a row can be found there again.
//! [`read`](super::read()), told that it is UTF-8, reads it back to the same people, fields and lines. It is written for this program:
//! cells are exactly as read, not made safe for a spreadsheet.

use std::io::{self, Write};

use super::List;

/// Returns the people of a list as canonical CSV.
#[must_use]
pub fn normalised(list: &List) -> String {
    let mut bytes = Vec::with_capacity(list.table.text_len() + list.table.len() * 10 + 256);
    // Writing to memory cannot fail, and every cell is UTF-8.
    match write(list, &mut bytes) {
        Ok(()) => String::from_utf8(bytes).unwrap_or_default(),
        Err(_) => String::new(),
    }
}

/// Writes the people of a list as canonical CSV.
pub fn write(list: &List, to: impl Write) -> io::Result<()> {
    let mut rows = csv::Writer::from_writer(to);
    rows.write_field("line")?;
    for field in list.table.fields() {
        rows.write_field(field.word())?;
    }
    rows.write_record(None::<&[u8]>)?;
    let mut digits = String::new();
    for row in list.table.rows() {
        digits.clear();
        std::fmt::Write::write_fmt(&mut digits, format_args!("{}", row.line())).map_err(io::Error::other)?;
        rows.write_field(&digits)?;
        for cell in row.cells() {
            rows.write_field(cell)?;
        }
        rows.write_record(None::<&[u8]>)?;
    }
    rows.flush()
}
