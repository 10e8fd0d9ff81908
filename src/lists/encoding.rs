//! How files write their letters: the names, and how a file's first bytes show which it is.
//!
//! A byte-order mark is sure. Without one, UTF-16 is known by its zeros; what is neither goes line by line
//! (`decoder.rs`), and lines that are no UTF-8 are judged by `guess.rs`.

use super::refusal::{Refusal, RefusalKind};

/// How a file writes its letters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Encoding {
    /// UTF-8 without a byte-order mark; plain ASCII too.
    Utf8,
    /// UTF-8 with a byte-order mark.
    Utf8Bom,
    /// UTF-16, low byte first.
    Utf16Le,
    /// UTF-16, high byte first.
    Utf16Be,
    /// Windows-1252, the usual one of Excel's plain CSV in Western Europe and America.
    Windows1252,
    /// Windows-1250, that of Central Europe.
    Windows1250,
    /// Windows-1251, that of Cyrillic letters.
    Windows1251,
    /// Windows-1253, that of Greek.
    Windows1253,
    /// Windows-1254, that of Turkish.
    Windows1254,
    /// `Shift_JIS` as Windows has it, the usual one of Excel's plain CSV in Japan.
    ShiftJis,
    /// GBK, that of mainland China.
    Gbk,
    /// Big5, that of Taiwan and Hong Kong.
    Big5,
    /// EUC-KR as Windows has it, that of Korea.
    EucKr,
}

impl Encoding {
    /// Those a person can choose from, the likely ones first.
    pub const ALL: [Encoding; 12] = [
        Encoding::Utf8,
        Encoding::Windows1252,
        Encoding::ShiftJis,
        Encoding::Utf16Le,
        Encoding::Utf16Be,
        Encoding::Windows1250,
        Encoding::Windows1251,
        Encoding::Windows1253,
        Encoding::Windows1254,
        Encoding::Gbk,
        Encoding::Big5,
        Encoding::EucKr,
    ];

    /// Returns the name people know it by.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Encoding::Utf8 => "UTF-8",
            Encoding::Utf8Bom => "UTF-8 with BOM",
            Encoding::Utf16Le => "UTF-16LE",
            Encoding::Utf16Be => "UTF-16BE",
            Encoding::Windows1252 => "Windows-1252",
            Encoding::Windows1250 => "Windows-1250",
            Encoding::Windows1251 => "Windows-1251",
            Encoding::Windows1253 => "Windows-1253",
            Encoding::Windows1254 => "Windows-1254",
            Encoding::ShiftJis => "Shift_JIS",
            Encoding::Gbk => "GBK",
            Encoding::Big5 => "Big5",
            Encoding::EucKr => "EUC-KR",
        }
    }

    /// Returns where it is used, in a few words for a person who chooses.
    #[must_use]
    pub fn used_for(self) -> &'static str {
        match self {
            Encoding::Utf8 | Encoding::Utf8Bom => "all languages",
            Encoding::Utf16Le | Encoding::Utf16Be => "all languages, two bytes a letter",
            Encoding::Windows1252 => "Western Europe and America",
            Encoding::Windows1250 => "Central Europe",
            Encoding::Windows1251 => "Cyrillic",
            Encoding::Windows1253 => "Greek",
            Encoding::Windows1254 => "Turkish",
            Encoding::ShiftJis => "Japanese",
            Encoding::Gbk => "Chinese, simplified",
            Encoding::Big5 => "Chinese, traditional",
            Encoding::EucKr => "Korean",
        }
    }

    /// Returns the encoding a person names, by any of its usual names: `shift_jis`, `sjis`, `cp1252`, `latin1`.
    #[must_use]
    pub fn from_word(word: &str) -> Option<Encoding> {
        let word = word.trim();
        let known = match word.to_ascii_lowercase().as_str() {
            "cp932" => encoding_rs::SHIFT_JIS,
            "cp936" => encoding_rs::GBK,
            "cp949" => encoding_rs::EUC_KR,
            "cp950" => encoding_rs::BIG5,
            lower => encoding_rs::Encoding::for_label(lower.as_bytes())?,
        };
        Encoding::ALL.into_iter().find(|encoding| encoding.table() == known)
    }

    /// Returns the tables it is read by.
    pub(super) fn table(self) -> &'static encoding_rs::Encoding {
        match self {
            Encoding::Utf8 | Encoding::Utf8Bom => encoding_rs::UTF_8,
            Encoding::Utf16Le => encoding_rs::UTF_16LE,
            Encoding::Utf16Be => encoding_rs::UTF_16BE,
            Encoding::Windows1252 => encoding_rs::WINDOWS_1252,
            Encoding::Windows1250 => encoding_rs::WINDOWS_1250,
            Encoding::Windows1251 => encoding_rs::WINDOWS_1251,
            Encoding::Windows1253 => encoding_rs::WINDOWS_1253,
            Encoding::Windows1254 => encoding_rs::WINDOWS_1254,
            Encoding::ShiftJis => encoding_rs::SHIFT_JIS,
            Encoding::Gbk => encoding_rs::GBK,
            Encoding::Big5 => encoding_rs::BIG5,
            Encoding::EucKr => encoding_rs::EUC_KR,
        }
    }
}

/// What the first bytes of a file say of its encoding.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Start {
    pub encoding: Encoding,
    /// How many bytes its mark takes; nothing without a mark.
    pub mark: usize,
}

/// Returns what a file that begins like this is written in; UTF-32 is refused by name.
pub(super) fn start(bytes: &[u8]) -> Result<Start, Refusal> {
    let (encoding, mark) = match bytes {
        [0xff, 0xfe, 0, 0, ..] | [0, 0, 0xfe, 0xff, ..] => return Err(utf_32()),
        [0xef, 0xbb, 0xbf, ..] => (Encoding::Utf8Bom, 3),
        [0xff, 0xfe, ..] => (Encoding::Utf16Le, 2),
        [0xfe, 0xff, ..] => (Encoding::Utf16Be, 2),
        _ => {
            let first = &bytes[..bytes.len().min(4096)];
            if has_three_zeros_of_four(first) {
                return Err(utf_32());
            }
            (by_zeros(first), 0)
        }
    };
    Ok(Start { encoding, mark })
}

/// Returns the letters with which a file begins whose encoding its first bytes show.
pub(super) fn first_letters(bytes: &[u8]) -> String {
    let Ok(Start { encoding, mark }) = start(bytes) else { return String::new() };
    encoding.table().decode_without_bom_handling(bytes.get(mark..).unwrap_or_default()).0.into_owned()
}

fn utf_32() -> Refusal {
    let message = "This file is written in UTF-32, which spreadsheets cannot read either. \
                   Save it as CSV UTF-8 and import that.";
    Refusal::new(RefusalKind::NotText, message)
}

/// Letters of UTF-32 hold one to three bytes of four; commas and line ends exactly one, always the same.
fn has_three_zeros_of_four(first: &[u8]) -> bool {
    let (fours, _) = first.as_chunks::<4>();
    let little = |four: &&[u8; 4]| four[0] != 0 && four[2..] == [0, 0];
    let big = |four: &&[u8; 4]| four[3] != 0 && four[..2] == [0, 0];
    fours.len() >= 4
        && (fours.iter().filter(little).count() == fours.len()
            || fours.iter().filter(big).count() == fours.len())
}

/// In UTF-16 every second byte of a comma, a line end or a Western letter is zero, and of others hardly any.
/// A list in any language has its addresses, so a tenth of such pairs is enough.
fn by_zeros(first: &[u8]) -> Encoding {
    let zeros = |odd: usize| first.iter().skip(odd).step_by(2).filter(|byte| **byte == 0).count();
    let (even, odd, pairs) = (zeros(0), zeros(1), first.len() / 2);
    let (most, fewest) = (even.max(odd), even.min(odd));
    let encoding = if odd > even { Encoding::Utf16Le } else { Encoding::Utf16Be };
    if pairs >= 4 && most * 10 >= pairs && fewest * 4 <= most && is_text(first, encoding) {
        encoding
    } else {
        Encoding::Utf8
    }
}

/// Says whether these bytes make sense in an encoding: no half letters, hardly a control character.
fn is_text(first: &[u8], encoding: Encoding) -> bool {
    let mut decoder = encoding.table().new_decoder_without_bom_handling();
    let mut text = String::with_capacity(decoder.max_utf8_buffer_length(first.len()).unwrap_or(0));
    let (_, _, damaged) = decoder.decode_to_string(first, &mut text, false);
    let controls = text.chars().filter(|letter| letter.is_control() && !letter.is_whitespace()).count();
    !damaged && controls * 20 <= text.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn wide(text: &str, pair: fn(u16) -> [u8; 2]) -> Vec<u8> {
        text.encode_utf16().flat_map(pair).collect()
    }

    #[test]
    fn marks_and_zeros_name_the_encoding() {
        let japanese = "氏名,所属部署,役職,メールアドレス\n山田太郎,第一営業本部,課長,y@n.example\n";
        for (bytes, encoding, mark) in [
            (b"Email\n".to_vec(), Encoding::Utf8, 0),
            (b"\xef\xbb\xbfEmail\n".to_vec(), Encoding::Utf8Bom, 3),
            (b"\xff\xfeE\0".to_vec(), Encoding::Utf16Le, 2),
            (b"\xfe\xff\0E".to_vec(), Encoding::Utf16Be, 2),
            (wide("Email\n", u16::to_le_bytes), Encoding::Utf16Le, 0),
            (wide("Email\n", u16::to_be_bytes), Encoding::Utf16Be, 0),
            (wide(japanese, u16::to_le_bytes), Encoding::Utf16Le, 0),
            (wide(japanese, u16::to_be_bytes), Encoding::Utf16Be, 0),
            (b"Email\nann\0@n.example\nbo@n.example\n".to_vec(), Encoding::Utf8, 0),
            (vec![0; 64], Encoding::Utf8, 0),
        ] {
            assert_eq!(start(&bytes), Ok(Start { encoding, mark }), "{bytes:x?}");
        }
    }

    #[test]
    fn utf_32_is_refused_by_name() {
        let wide = |turn: fn(u32) -> [u8; 4]| {
            "Email\nzoë\n".chars().flat_map(move |letter| turn(letter.into())).collect::<Vec<u8>>()
        };
        let (little, big) = (wide(u32::to_le_bytes), wide(u32::to_be_bytes));
        let marked = [[0xff, 0xfe, 0, 0].as_slice(), &little].concat();
        for bytes in [little, big, marked, vec![0, 0, 0xfe, 0xff]] {
            let refusal = start(&bytes).unwrap_err();
            assert_eq!(refusal.kind, RefusalKind::NotText);
            assert!(refusal.message.contains("UTF-32"), "{refusal}");
        }
    }

    #[test]
    fn every_encoding_is_chosen_by_its_name_and_by_others() {
        for encoding in Encoding::ALL {
            assert_eq!(Encoding::from_word(encoding.word()), Some(encoding));
        }
        for (word, encoding) in [
            (" sjis ", Some(Encoding::ShiftJis)),
            ("CP932", Some(Encoding::ShiftJis)),
            ("latin1", Some(Encoding::Windows1252)),
            ("utf8", Some(Encoding::Utf8)),
            ("unicode", Some(Encoding::Utf16Le)),
            ("ebcdic", None),
            ("", None),
        ] {
            assert_eq!(Encoding::from_word(word), encoding, "{word}");
        }
    }
}
