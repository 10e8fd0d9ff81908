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
    /// What was probably meant, to stand in its place.
    pub instead: Option<String>,
}

impl FilterError {
    pub(super) fn new(at: Range<usize>, says: impl Into<String>) -> FilterError {
        FilterError { from: at.start, to: at.end, says: says.into(), instead: None }
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
    pub(super) key: Option<Value>,
    /// What stands between the commas; empty ones are left out unless they stand in quotes.
    pub(super) values: Vec<Value>,
}

/// A piece of a word, without its quotes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Value {
    pub(super) text: String,
    /// Where it stands, in bytes, with its quotes.
    pub(super) at: Range<usize>,
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
    value: Value,
    /// Where the open quote stands.
    quote: Option<usize>,
    /// Part of the value stood in quotes, so it is no key, and may be empty.
    quoted: bool,
}

impl Reader {
    fn take(&mut self, at: usize, letter: char) {
        let is_new = self.word.is_none();
        let word = self.word.get_or_insert_with(|| Word { at: at..at, ..Word::default() });
        let next = at + letter.len_utf8();
        if is_new {
            self.value.at = at..at;
        }
        match letter {
            '"' | '“' | '”' => {
                self.quoted = true;
                self.quote = if self.quote.is_some() { None } else { Some(at) };
            }
            _ if self.quote.is_some() => self.value.text.push(letter),
            '-' if is_new => {
                word.negated = true;
                self.value.at = next..next;
            }
            ':' if word.key.is_none() && word.values.is_empty() && !self.quoted => {
                let mut key = std::mem::take(&mut self.value);
                key.at.end = next;
                word.key = Some(key);
                self.value.at = next..next;
            }
            ',' => {
                self.end_value(at);
                self.value.at = next..next;
            }
            _ => self.value.text.push(letter),
        }
    }

    fn end_value(&mut self, end: usize) {
        let mut value = std::mem::take(&mut self.value);
        value.at.end = end;
        let quoted = std::mem::take(&mut self.quoted);
        if let (Some(word), true) = (&mut self.word, quoted || !value.text.is_empty()) {
            word.values.push(value);
        }
    }

    fn word_until(&mut self, end: usize) -> Option<Word> {
        self.end_value(end);
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
            .map(|word| {
                let key = word.key.as_ref().map(|key| key.text.as_str());
                (word.negated, key, word.values.iter().map(|value| value.text.as_str()).collect())
            })
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
        assert_eq!((&words[1].at, &words[1].values[1].at), (&(5..34), &(29..34)));
    }

    #[test]
    fn a_minus_inside_a_word_is_a_letter() {
        let words = words("jean-luc").unwrap();
        assert_eq!((words[0].negated, words[0].values[0].text.as_str()), (false, "jean-luc"));
    }

    #[test]
    fn an_empty_value_counts_only_in_quotes() {
        let words = words(r#"dept: dept:"" dept:a,,"","#).unwrap();
        let values: Vec<usize> = words.iter().map(|word| word.values.len()).collect();
        assert_eq!(values, [0, 1, 2]);
    }

    #[test]
    fn an_open_quote_is_named_where_it_stands() {
        let error = words(r#"ann dept:"sales"#).unwrap_err();
        assert_eq!((error.from, error.to), (9, 15));
    }
}
