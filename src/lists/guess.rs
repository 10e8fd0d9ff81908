//! Lines that are no UTF-8: are they Western or Japanese?
//!
//! Excel writes plain CSV in the old encoding of its machine, and no file says which. Western is the answer
//! unless the lines are good `Shift_JIS` *and* no Western text: a wrong guess would spoil every name.

use encoding_rs::{SHIFT_JIS, WINDOWS_1252};

use super::{Encoding, names};

/// Beside `À` to `ÿ`, what Western text has anywhere.
const ANYWHERE: &str = "ŒœŠšŽžŸªº’©€£§\u{a0}\u{ad}";
/// Lines looked at.
const ENOUGH: usize = 1000;

/// Returns how the lines of this text that are no UTF-8 are to be read.
pub(super) fn of_lines(text: &[u8]) -> Encoding {
    let odd = text
        .split(|byte| matches!(byte, b'\n' | b'\r'))
        .filter(|line| std::str::from_utf8(line).is_err())
        .take(ENOUGH);
    let (mut japanese, mut others) = (0, 0);
    for line in odd {
        match SHIFT_JIS.decode_without_bom_handling_and_without_replacement(line) {
            Some(text) if names_columns(&text) => return Encoding::ShiftJis,
            Some(text) if is_japanese(&text) && !is_western(line) => japanese += 1,
            _ => others += 1,
        }
    }
    if japanese > 0 && japanese >= others { Encoding::ShiftJis } else { Encoding::Windows1252 }
}

/// Says whether a line holds the Japanese name of a column.
fn names_columns(line: &str) -> bool {
    line.split([',', ';', '\t', '|']).any(|cell| {
        let name = names::normal(cell);
        !name.is_ascii() && is_japanese(&name) && names::is_known(&name)
    })
}

/// Says whether most letters beyond ASCII are kana or kanji of two bytes: those of one byte, the half-wide
/// kana, are what a single Western letter with an accent looks like.
fn is_japanese(line: &str) -> bool {
    let (mut wide, mut narrow) = (0, 0);
    for letter in line.chars().filter(|letter| !letter.is_ascii()) {
        match letter {
            '\u{ff61}'..='\u{ff9f}' => narrow += 1,
            '\u{3000}'..='\u{30ff}'
            | '\u{4e00}'..='\u{9fff}'
            | '\u{f900}'..='\u{faff}'
            | '\u{ff00}'..='\u{ff60}' => {
                wide += 1;
            }
            '\u{e000}'..='\u{f8ff}' => return false,
            _ => {}
        }
    }
    wide > 0 && wide >= narrow
}

/// Says whether every letter of a line stands where a Western text would have it.
fn is_western(line: &[u8]) -> bool {
    let letters: Vec<char> = WINDOWS_1252.decode_without_bom_handling(line).0.chars().collect();
    letters.iter().enumerate().all(|(at, letter)| {
        let before = at.checked_sub(1).map_or(' ', |at| letters[at]);
        let after = letters.get(at + 1).copied().unwrap_or(' ');
        match letter {
            '×' | '÷' => !before.is_alphabetic() && !after.is_alphabetic(),
            '\0'..='\x7f' | '\u{c0}'..='\u{ff}' => true,
            _ if ANYWHERE.contains(*letter) => true,
            // An opening mark stands before a word, a closing one behind it.
            '‘' | '“' | '«' | '¿' | '¡' => !before.is_alphabetic(),
            '”' | '»' | '…' | '™' | '®' | '´' | '°' => !after.is_alphabetic(),
            '–' | '—' | '·' => after.is_ascii(),
            _ => false,
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn japanese(text: &str) -> Vec<u8> {
        SHIFT_JIS.encode(text).0.into_owned()
    }

    fn western(text: &str) -> Vec<u8> {
        WINDOWS_1252.encode(text).0.into_owned()
    }

    #[test]
    fn japanese_names_are_known_even_without_a_japanese_header() {
        for name in
            ["山田 太郎", "佐藤,花子", "鈴木", "田中", "渡辺,直美", "高橋", "ヤマダ", "やまだ", "営業部"]
        {
            let file = [b"Email,Name\ny@n.example,".to_vec(), japanese(name), b"\n".to_vec()].concat();
            assert_eq!(of_lines(&file), Encoding::ShiftJis, "{name}");
        }
        assert_eq!(of_lines(&japanese("メールアドレス,姓,名\n")), Encoding::ShiftJis);
        assert_eq!(of_lines(&japanese("電話,姓\n")), Encoding::ShiftJis, "one word of the header is enough");
    }

    #[test]
    fn western_names_are_never_taken_for_japanese() {
        for name in [
            "Børge",
            "José Pérez",
            "Zoë",
            "O’Neil",
            "Šárka Nováková",
            "Müller – Söhne",
            "“Ann” Lee",
            "Ünal",
            "Œuvre",
            "Ålesund",
            "naïve café",
            "¿Qué?",
            "René—Paul",
            "ÅSE ØRÅ",
            "Žižek",
            "Señor Núñez",
        ] {
            assert_eq!(of_lines(&western(name)), Encoding::Windows1252, "{name}");
        }
    }

    #[test]
    fn a_few_japanese_lines_among_many_western_ones_decide_nothing() {
        let file = [western("Børge\nJosé\nZoë\n"), japanese("山田\n")].concat();
        assert_eq!(of_lines(&file), Encoding::Windows1252);
    }
}
