//! How a new value, line or section is written.

use toml::{Table, Value};

/// A list of more items than this is written one a line, so that a change is one line.
const MOST_IN_A_LINE: usize = 3;
/// Nor is a line longer than this.
const WIDEST: usize = 80;
pub(super) const INDENT: &str = "    ";

/// Returns whether a value is written as sections of its own: a table, or a list of entries.
pub(super) fn has_sections(value: &Value) -> bool {
    match value {
        Value::Table(_) => true,
        Value::Array(items) => !items.is_empty() && items.iter().all(Value::is_table),
        _ => false,
    }
}

/// Returns a line that gives a key a value.
pub(super) fn line(key: &str, value: &Value) -> String {
    format!("{key} = {}\n", after(key.chars().count() + 3, value))
}

/// Returns a value as it is written behind that many columns.
pub(super) fn after(columns: usize, value: &Value) -> String {
    match value {
        Value::String(text) if text.contains('\n') => several_lines(text),
        Value::Array(items) => {
            let items: Vec<String> = items.iter().map(in_line).collect();
            let wide = columns + in_brackets(&items).chars().count() > WIDEST;
            if items.len() > MOST_IN_A_LINE || (wide && items.len() > 1) {
                one_a_line(&items)
            } else {
                in_brackets(&items)
            }
        }
        other => in_line(other),
    }
}

/// Returns a list in one line.
pub(super) fn in_brackets(items: &[String]) -> String {
    format!("[{}]", items.join(", "))
}

/// Returns a list with one item a line.
pub(super) fn one_a_line(items: &[String]) -> String {
    format!("[\n{INDENT}{},\n]", items.join(&format!(",\n{INDENT}")))
}

/// Returns whether a list in one line would be too wide behind that many columns.
pub(super) fn is_wide(columns: usize, items: &[String]) -> bool {
    columns + in_brackets(items).chars().count() > WIDEST
}

/// Returns a value without any line break.
pub(super) fn in_line(value: &Value) -> String {
    match value {
        Value::String(text) => one_line(text),
        Value::Array(items) => in_brackets(&items.iter().map(in_line).collect::<Vec<_>>()),
        Value::Table(table) if table.is_empty() => "{}".to_owned(),
        Value::Table(table) => {
            let pairs: Vec<String> =
                table.iter().map(|(name, value)| format!("{} = {}", key(name), in_line(value))).collect();
            format!("{{ {} }}", pairs.join(", "))
        }
        other => other.to_string(),
    }
}

/// Returns a key, quoted where it must be.
pub(super) fn key(name: &str) -> String {
    let bare = |b: u8| b.is_ascii_alphanumeric() || b == b'-' || b == b'_';
    if !name.is_empty() && name.bytes().all(bare) { name.to_owned() } else { one_line(name) }
}

/// Returns a whole section with those below it.
pub(super) fn section(path: &[String], value: &Value) -> String {
    match value {
        Value::Array(entries) => {
            let blocks: Vec<String> = entries.iter().map(|entry| entry_section(path, entry)).collect();
            blocks.join("\n")
        }
        Value::Table(table) => format!("[{}]\n{}", dotted(path), body(path, table)),
        _ => String::new(),
    }
}

/// Returns the section of one entry of a list.
pub(super) fn entry_section(path: &[String], entry: &Value) -> String {
    let body = entry.as_table().map(|table| body(path, table)).unwrap_or_default();
    format!("[[{}]]\n{body}", dotted(path))
}

fn body(path: &[String], table: &Table) -> String {
    let mut text = String::new();
    for (name, value) in table.iter().filter(|(_, value)| !has_sections(value)) {
        text += &line(&key(name), value);
    }
    for (name, value) in table.iter().filter(|(_, value)| has_sections(value)) {
        let mut below = path.to_vec();
        below.push(name.clone());
        text.push('\n');
        text += &section(&below, value);
    }
    text
}

/// Returns the keys of a path with dots between them.
pub(super) fn dotted(path: &[String]) -> String {
    path.iter().map(|name| key(name)).collect::<Vec<_>>().join(".")
}

fn one_line(text: &str) -> String {
    let mut quoted = String::with_capacity(text.len() + 2);
    quoted.push('"');
    for letter in text.chars() {
        match letter {
            '"' => quoted.push_str("\\\""),
            '\n' => quoted.push_str("\\n"),
            _ => push_escaped(&mut quoted, letter),
        }
    }
    quoted.push('"');
    quoted
}

/// A text of several lines; quotes are escaped where they could be taken for its end.
fn several_lines(text: &str) -> String {
    let mut quoted = String::with_capacity(text.len() + 8);
    quoted.push_str("\"\"\"\n");
    let mut letters = text.chars().peekable();
    while let Some(letter) = letters.next() {
        match letter {
            '"' if matches!(letters.peek(), None | Some('"')) => quoted.push_str("\\\""),
            '"' | '\n' => quoted.push(letter),
            _ => push_escaped(&mut quoted, letter),
        }
    }
    quoted.push_str("\"\"\"");
    quoted
}

fn push_escaped(quoted: &mut String, letter: char) {
    match letter {
        '\\' => quoted.push_str("\\\\"),
        '\t' => quoted.push_str("\\t"),
        '\r' => quoted.push_str("\\r"),
        letter if letter < ' ' || letter == '\u{7f}' => {
            quoted.push_str("\\u");
            for digit in [12, 8, 4, 0].map(|shift| u32::from(letter) >> shift & 15) {
                quoted.extend(char::from_digit(digit, 16));
            }
        }
        letter => quoted.push(letter),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn any_text_reads_back_as_it_was() {
        let texts = [
            "",
            "plain",
            "a\nb",
            "\n",
            "ends \"",
            "\"\"\"\n\"\"\"",
            "a\\\n b",
            "tab\t cr\r\n nul\0 del\u{7f}",
            "say \"hi\"\nand go \"",
            "\r",
            "é\u{202e}",
            "a\"\"b\n",
        ];
        for text in texts {
            let written = line("k", &Value::String(text.into()));
            let read: Table = toml::from_str(&written).unwrap_or_else(|e| panic!("{written}: {e}"));
            assert_eq!(read["k"].as_str(), Some(text), "{written}");
        }
    }

    #[test]
    fn a_long_list_is_written_one_item_a_line() {
        let three = Value::Array(vec!["a".into(), "b".into(), "c".into()]);
        let four = Value::Array(vec!["a".into(), "b".into(), "c".into(), "d".into()]);
        assert_eq!(line("k", &three), "k = [\"a\", \"b\", \"c\"]\n");
        assert_eq!(line("k", &four), "k = [\n    \"a\",\n    \"b\",\n    \"c\",\n    \"d\",\n]\n");
    }
}
