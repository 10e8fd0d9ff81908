//! A filter's line cut into words: what is negated, what is a key, what is a value.

use std::ops::Range;

/// What is wrong with a filter, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FilterError {
    /// The first byte of the word that cannot be understood.
    pub from: usize,
    /// The byte after it.
    pub to: usize,
    /// What is wrong and what can be written instead.
    pub says: String,
}

impl FilterError {
    pub(super) fn new(at: Range<usize>, says: impl Into<String>) -> FilterError {
        FilterError { from: at.start, to: at.end, says: says.into() }
    }
}

impl std::fmt::Display for FilterError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.says)
    }
}

impl std::error::Error for FilterError {}

/// One word of a filter.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Word {
    /// Where it stands, in bytes.
    pub(super) at: Range<usize>,
    /// It began with a `-`.
    pub(super) negated: bool,
    /// What stands before the colon.
    pub(super) key: Option<String>,
    /// What stands between the commas; empty ones are left out.
    pub(super) values: Vec<String>,
}

/// Returns the words of a filter; only an open quote is an error here.
pub(super) fn words(text: &str) -> Result<Vec<Word>, FilterError> {
    let mut words = Vec::new();
    let mut reader = Reader::default();
    for (at, letter) in text.char_indices() {
        if reader.quote.is_none() && letter.is_whitespace() {
            words.extend(reader.word_until(at));
        } else {
            reader.take(at, letter);
        }
    }
    if let Some(quote) = reader.quote {
        return Err(FilterError::new(
            quote..text.len(),
            "The quote is not closed. Write one more \" at its end.",
        ));
    }
    words.extend(reader.word_until(text.len()));
    Ok(words)
}

/// What has been read of the word at hand.
#[derive(Default)]
struct Reader {
    word: Option<Word>,
    value: String,
    /// Where the open quote stands.
    quote: Option<usize>,
    /// Part of the value stood in quotes, so it is no key, and may be empty.
    quoted: bool,
}

impl Reader {
    fn take(&mut self, at: usize, letter: char) {
        let is_new = self.word.is_none();
        let word = self.word.get_or_insert_with(|| Word { at: at..at, ..Word::default() });
        match letter {
            '"' | '“' | '”' => {
                self.quoted = true;
                self.quote = if self.quote.is_some() { None } else { Some(at) };
            }
            _ if self.quote.is_some() => self.value.push(letter),
            '-' if is_new => word.negated = true,
            ':' if word.key.is_none() && word.values.is_empty() && !self.quoted => {
                word.key = Some(std::mem::take(&mut self.value));
            }
            ',' => self.end_value(),
            _ => self.value.push(letter),
        }
    }

    fn end_value(&mut self) {
        let value = std::mem::take(&mut self.value);
        self.quoted = false;
        if let (Some(word), false) = (&mut self.word, value.is_empty()) {
            word.values.push(value);
        }
    }

    fn word_until(&mut self, end: usize) -> Option<Word> {
        self.end_value();
        let mut word = self.word.take()?;
        word.at.end = end;
        Some(word)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_is_cut_at_spaces_commas_and_the_first_colon() {
        let words = words(r#"ann  -dept:"Human Resources",sales "a: b, c" after:10:30"#).unwrap();
        let shown: Vec<(bool, Option<&str>, Vec<&str>)> = words
            .iter()
            .map(|word| (word.negated, word.key.as_deref(), word.values.iter().map(String::as_str).collect()))
            .collect();
        assert_eq!(
            shown,
            [
                (false, None, vec!["ann"]),
                (true, Some("dept"), vec!["Human Resources", "sales"]),
                (false, None, vec!["a: b, c"]),
                (false, Some("after"), vec!["10:30"]),
            ]
        );
        assert_eq!(words[1].at, 5..34);
    }

    #[test]
    fn a_minus_inside_a_word_is_a_letter() {
        let words = words("jean-luc").unwrap();
        assert_eq!((words[0].negated, &words[0].values[..]), (false, &["jean-luc".to_owned()][..]));
    }

    #[test]
    fn an_open_quote_is_named_where_it_stands() {
        let error = words(r#"ann dept:"sales"#).unwrap_err();
        assert_eq!((error.from, error.to), (9, 15));
    }
}
