//! Markdown: what a text needs so that it stays text, and tables.
//!
//! Everything a person typed passes through [`inline`]; headings and table cells are both one line, so one rule
//! serves both.

use std::fmt::Write as _;

use crate::untrusted::stripped;

/// Returns the text on one line, with every character escaped that Markdown or the HTML in it would act on.
#[must_use]
pub fn inline(text: &str) -> String {
    let text = stripped(text);
    let mut escaped = String::with_capacity(text.len());
    for letter in text.trim().chars() {
        match letter {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '\\' | '`' | '*' | '_' | '[' | ']' | '|' | '#' | '~' | '!' | '$' | '^' => {
                escaped.push('\\');
                escaped.push(letter);
            }
            other => escaped.push(other),
        }
    }
    escaped
}

/// Returns a table; `rows` hold finished Markdown, one cell for each title.
#[must_use]
pub fn table(titles: &[&str], rows: &[Vec<String>]) -> String {
    let mut text = String::new();
    let mut line = |cells: &[String]| {
        // Writing into a `String` cannot fail.
        let _ = writeln!(text, "| {} |", cells.join(" | "));
    };
    line(&titles.iter().map(|title| inline(title)).collect::<Vec<_>>());
    line(&titles.iter().map(|_| "---".to_owned()).collect::<Vec<_>>());
    for row in rows {
        line(row);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_person_typed_cannot_become_markup() {
        let typed = "# <script>alert(1)</script> [x](http://e.example) | `a` **b**\n![i](j)";
        let text = inline(typed);
        for markup in ["<", ">"] {
            assert!(!text.contains(markup), "{text}");
        }
        for (at, letter) in text.char_indices().filter(|(_, l)| "[]|`*#!_".contains(*l)) {
            assert!(text[..at].ends_with('\\'), "{letter} at {at} in {text}");
        }
        assert!(!text.contains('\n'));
    }

    #[test]
    fn a_table_has_one_line_a_row() {
        let rows = vec![vec![inline("a|b\nc"), String::new()]];
        assert_eq!(table(&["One", "Two"], &rows), "| One | Two |\n| --- | --- |\n| a\\|b c |  |\n");
    }
}
