//! The rows of a file that are no person, and those that repeat one, for whoever mends the source.

use super::csv::{Sheet, Start};
use crate::lists::List;

const HEADER: [&str; 3] = ["Line", "Reason", "Value"];

/// Returns every row of a list that was not taken as CSV for a spreadsheet: its line in the file, why, what stood there,
/// and the row as it was written, so that it can be mended.
#[must_use]
pub fn rejected(list: &List) -> Vec<u8> {
    let columns = list.columns.iter().map(|column| column.header.as_str());
    let header: Vec<&str> = HEADER.into_iter().chain(columns).collect();
    let mut sheet = Sheet::new(Start::Marked, &header);
    for row in list.rejected.iter() {
        let line = row.line.to_string();
        sheet.row([line.as_str(), row.reason.says(), row.value].into_iter().chain(row.cells()));
    }
    for duplicate in &list.duplicates {
        let first = list.table.row(duplicate.first as usize).line();
        let reason = format!("the same address as in line {first}");
        sheet.row([duplicate.line.to_string().as_str(), &reason, list.email_of(duplicate)]);
    }
    sheet.into_bytes()
}

#[cfg(test)]
mod tests {
    use std::ops::ControlFlow;

    use super::*;
    use crate::lists::{Hints, read};

    #[test]
    fn each_row_that_was_not_taken_is_there_and_no_formula() {
        let file = "Email\nann@northwind.example\n=HYPERLINK(1)\n\"\"\nAnn@northwind.example\n";
        let list = read(file.as_bytes(), &Hints::default(), &mut |_| ControlFlow::Continue(())).unwrap();
        let text = String::from_utf8(rejected(&list)).unwrap();
        assert_eq!(
            text,
            "\u{feff}Line,Reason,Value,Email\r\n3,not an e-mail address,'=HYPERLINK(1),'=HYPERLINK(1)\r\n\
             5,the same address as in line 2,ann@northwind.example\r\n"
        );
    }
}
