//! Text in cells: width, cutting and wrapping by what a terminal shows, never by bytes.

use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

/// Returns how many cells a text takes.
#[must_use]
pub fn width(text: &str) -> usize {
    text.width()
}

/// Returns the text cut to `cells`, with "…" where something was left out.
#[must_use]
pub fn cut(text: &str, cells: usize) -> String {
    if width(text) <= cells {
        return text.to_owned();
    }
    let mut kept = String::new();
    let mut used = 0;
    for letter in text.graphemes(true) {
        if used + width(letter) >= cells {
            break;
        }
        used += width(letter);
        kept.push_str(letter);
    }
    if cells > 0 {
        kept.push('…');
    }
    kept
}

/// Returns the text with spaces before it, so that it ends at the last of `cells`.
#[must_use]
pub fn pad_left(text: &str, cells: usize) -> String {
    format!("{}{text}", " ".repeat(cells.saturating_sub(width(text))))
}

/// Returns the lines of a text broken between words so that each fits into `cells`; a longer word is broken.
#[must_use]
pub fn wrap(text: &str, cells: usize) -> Vec<String> {
    if cells == 0 {
        return Vec::new();
    }
    text.split('\n').flat_map(|line| wrap_line(line, cells)).collect()
}

/// Returns how many rows a text takes in so many cells.
#[must_use]
pub fn rows(text: &str, cells: u16) -> u16 {
    u16::try_from(wrap(text, usize::from(cells)).len()).unwrap_or(u16::MAX)
}

fn wrap_line(line: &str, cells: usize) -> Vec<String> {
    let mut lines = Vec::new();
    let mut now = String::new();
    for word in line.split(' ') {
        let space = usize::from(!now.is_empty());
        if width(&now) + space + width(word) <= cells {
            now.push_str(if space == 1 { " " } else { "" });
            now.push_str(word);
            continue;
        }
        if !now.is_empty() {
            lines.push(std::mem::take(&mut now));
        }
        for letter in word.graphemes(true) {
            if width(&now) + width(letter) > cells && !now.is_empty() {
                lines.push(std::mem::take(&mut now));
            }
            now.push_str(letter);
        }
    }
    lines.push(now);
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_is_cut_between_visible_letters_and_says_so() {
        assert_eq!(cut("Northwind", 9), "Northwind");
        assert_eq!(cut("Northwind", 5), "Nort…");
        assert_eq!(cut("日本語", 4), "日…");
        assert_eq!(cut("e\u{301}e\u{301}e\u{301}", 2), "e\u{301}…");
        assert_eq!(cut("Northwind", 0), "");
    }

    #[test]
    fn text_is_wrapped_between_words_and_nothing_is_lost() {
        assert_eq!(wrap("one two three", 7), ["one two", "three"]);
        assert_eq!(wrap("extraordinary", 5), ["extra", "ordin", "ary"]);
        assert_eq!(wrap("a\n\nb", 5), ["a", "", "b"]);
        assert_eq!(wrap("日本", 1), ["日", "本"]);
        assert!(wrap("x", 0).is_empty());
    }
}
