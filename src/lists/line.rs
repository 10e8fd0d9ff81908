//! The line of a person, `address TAB name LF`: what filters search and what lists are joined by.

/// How many bytes of a name are made lower case in one go.
const BLOCK: usize = 16;

/// Returns the address at the start of a line.
pub(crate) fn address_in(line: &str) -> &str {
    memchr::memchr(b'\t', line.as_bytes()).map_or("", |end| &line[..end])
}

/// Appends what stands behind the address of a line as filters search it: the name as shown, or else given and family
/// name. Both are in lower case.
pub(super) fn end_line((display, first, last): (&str, &str, &str), text: &mut String) {
    text.push('\t');
    if display.is_empty() {
        append_name(first, text);
        if !first.is_empty() && !last.is_empty() {
            text.push(' ');
        }
        append_name(last, text);
    } else {
        append_name(display, text);
    }
    text.push('\n');
}

/// Appends a name in lower case, on one line.
fn append_name(name: &str, line: &mut String) {
    let start = line.len();
    let is_plain = name.as_bytes().chunks(BLOCK).all(|part| append_plain(part, line));
    if is_plain {
        return;
    }
    line.truncate(start);
    let plain = name.chars().map(|letter| if letter.is_control() { ' ' } else { letter });
    line.extend(plain.flat_map(char::to_lowercase));
}

/// Appends a part of a name in lower case; says whether nothing in it wants a second look.
#[inline]
fn append_plain(part: &[u8], line: &mut String) -> bool {
    // All of a block is done in one go, however little of it is filled.
    let mut block = [b' '; BLOCK];
    block[..part.len()].copy_from_slice(part);
    let is_plain = block.iter().fold(true, |plain, byte| plain & (b' '..0x7f).contains(byte));
    block.make_ascii_lowercase();
    match std::str::from_utf8(&block[..part.len()]) {
        Ok(part) if is_plain => {
            line.push_str(part);
            true
        }
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(names: (&str, &str, &str)) -> String {
        let mut text = String::from("ann@northwind.example");
        end_line(names, &mut text);
        text
    }

    #[test]
    fn the_name_as_shown_goes_before_its_parts() {
        assert_eq!(line(("Ann Öst", "A", "Ö")), "ann@northwind.example\tann öst\n");
        assert_eq!(line(("", "Ann", "")), "ann@northwind.example\tann\n");
        assert_eq!(line(("", "", "ÖST")), "ann@northwind.example\töst\n");
        assert_eq!(address_in(&line(("", "Ann", "Öst"))), "ann@northwind.example");
    }

    #[test]
    fn a_name_of_any_length_is_in_lower_case_and_on_one_line() {
        let long = "Maximiliane Freifrau VON UND ZU Ärmelkanal";
        assert_eq!(line((long, "", "")), format!("ann@northwind.example\t{}\n", long.to_lowercase()));
        assert_eq!(line(("Ann\tB\nC", "", "")), "ann@northwind.example\tann b c\n");
    }
}
