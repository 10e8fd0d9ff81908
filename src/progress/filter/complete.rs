//! What can stand where the cursor is in a filter: keys, values, and values that bring their key along.

use std::ops::Range;

use super::table::{FilterKey, KEYS, key_of, near};
use super::values::Values;

/// How many offers there are at most.
const MOST: usize = 50;
/// From so many letters on, a value is offered without its key.
const TELLING: usize = 2;

/// One thing that can stand at the cursor.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Offer {
    /// What is put into the line, in quotes where it needs them.
    pub text: String,
    /// What it is, in a few words.
    pub says: String,
}

/// What can stand at the cursor, the best first.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Completion {
    /// The bytes of the line an offer takes the place of.
    pub place: Range<usize>,
    /// The offers.
    pub offers: Vec<Offer>,
}

impl Completion {
    /// Returns what can stand at a position of a filter; `values` are those that lists and plan know.
    #[must_use]
    pub fn at(text: &str, cursor: usize, values: &Values) -> Completion {
        let piece = Piece::at(text, cursor);
        let typed =
            text.get(piece.place.start..cursor).unwrap_or_default().trim_start_matches(QUOTES).to_lowercase();
        let mut offers = match piece.key.map(|key| key_of(text.get(key).unwrap_or_default())) {
            Some(Some(key)) => of_key(key, &typed, values),
            Some(None) => Vec::new(),
            None => keys(&typed, values),
        };
        let there = text.get(piece.place.clone()).unwrap_or_default();
        offers.retain(|offer| offer.text != there);
        offers.truncate(MOST);
        Completion { place: piece.place, offers }
    }
}

const QUOTES: [char; 3] = ['"', '“', '”'];

/// The key or value the cursor is in.
struct Piece {
    key: Option<Range<usize>>,
    place: Range<usize>,
}

impl Piece {
    fn at(text: &str, cursor: usize) -> Piece {
        let mut piece = Piece { key: None, place: 0..0 };
        let (mut in_quotes, mut is_plain, mut is_word) = (false, true, false);
        for (at, letter) in text.char_indices() {
            let next = at + letter.len_utf8();
            let ends = !in_quotes && (letter.is_whitespace() || letter == ',');
            let is_key = !in_quotes && letter == ':' && piece.key.is_none() && is_plain;
            if at >= cursor {
                // The rest of the piece is replaced with it.
                if ends {
                    break;
                }
                piece.place.end = next;
                if is_key {
                    break;
                }
                in_quotes ^= QUOTES.contains(&letter);
                continue;
            }
            piece.place.end = next;
            if !in_quotes && letter.is_whitespace() {
                (piece, is_plain) = (Piece { key: None, place: next..next }, true);
            } else if !is_word && letter == '-' {
                piece.place.start = next;
            } else if ends {
                (piece.place.start, is_plain) = (next, false);
            } else if is_key {
                piece.key = Some(piece.place.start..at);
                piece.place.start = next;
            } else if QUOTES.contains(&letter) {
                in_quotes = !in_quotes;
                is_plain = false;
            }
            is_word = !letter.is_whitespace() || in_quotes;
        }
        piece.place.end = piece.place.end.max(piece.place.start);
        piece
    }
}

/// Returns the keys that begin like this, then values of keys that do.
fn keys(typed: &str, values: &Values) -> Vec<Offer> {
    let offer = |key: &FilterKey| Offer { text: format!("{}:", key.key), says: key.help.to_owned() };
    let begins = |key: &&FilterKey| {
        key.key.starts_with(typed)
            || (!typed.is_empty() && key.also.iter().any(|word| word.starts_with(typed)))
    };
    let mut offers: Vec<Offer> = KEYS.iter().filter(begins).map(offer).collect();
    if typed.chars().count() >= TELLING {
        for key in KEYS {
            let found =
                of_values(key, values).filter(|(text, _)| text.to_lowercase().starts_with(typed)).take(5);
            offers.extend(found.map(|(text, says)| Offer {
                text: format!("{}:{}", key.key, quoted(text)),
                says: says.to_owned(),
            }));
        }
    }
    if offers.is_empty() {
        let meant = near(typed, KEYS.iter().map(|key| key.key)).and_then(key_of);
        offers.extend(meant.map(offer));
    }
    offers
}

/// Returns the values of a key that begin like this, then those that hold it, then the one that was probably meant.
fn of_key(key: &FilterKey, typed: &str, values: &Values) -> Vec<Offer> {
    let offer = |(text, says): (&str, &str)| Offer { text: quoted(text), says: says.to_owned() };
    let small = |text: &str| text.to_lowercase();
    let begin = of_values(key, values).filter(|(text, _)| small(text).starts_with(typed));
    let hold = of_values(key, values)
        .filter(|(text, _)| !small(text).starts_with(typed) && small(text).contains(typed));
    let mut offers: Vec<Offer> = Vec::new();
    for found in begin.chain(hold).map(offer) {
        if offers.len() < MOST && !offers.iter().any(|known| known.text.eq_ignore_ascii_case(&found.text)) {
            offers.push(found);
        }
    }
    if offers.is_empty() {
        let meant = near(typed, of_values(key, values).map(|(text, _)| text));
        offers.extend(meant.map(|meant| offer((meant, ""))));
    }
    offers
}

fn of_values<'v>(key: &FilterKey, values: &'v Values) -> impl Iterator<Item = (&'v str, &'v str)> + use<'v> {
    let seen = key.seen.map(|seen| values.of(seen)).unwrap_or_default();
    let always = (key.values)().into_iter().map(|word| (word, ""));
    always.chain(seen.iter().map(|value| (value.text.as_str(), value.says.as_str())))
}

/// Returns a value as it is written in a filter: in quotes where it would be taken apart without.
fn quoted(value: &str) -> String {
    if value.is_empty() || value.contains([' ', ',']) || value.contains(char::is_whitespace) {
        format!("\"{value}\"")
    } else {
        value.to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn offered(text: &str) -> (String, Vec<String>) {
        let cursor = text.find('|').unwrap();
        let text = text.replace('|', "");
        let completion = Completion::at(&text, cursor, &Values::default());
        let offers = completion.offers.into_iter().map(|offer| offer.text).collect();
        (text[completion.place].to_owned(), offers)
    }

    #[test]
    fn keys_are_offered_by_their_beginning_and_by_what_they_were_meant_to_be() {
        assert_eq!(
            offered("ann sta|"),
            ("sta".to_owned(), ["standing:", "status:", "has:status"].map(str::to_owned).to_vec())
        );
        assert_eq!(offered("-depa|").1, ["dept:"]);
        assert_eq!(offered("stnding|").1, ["standing:"]);
        assert_eq!(offered("|").1[0], "standing:");
        assert_eq!(offered("zzz|").1, [""; 0]);
    }

    #[test]
    fn values_are_offered_after_their_key_and_each_comma() {
        assert_eq!(offered("standing:out|"), ("out".to_owned(), vec!["outstanding".to_owned()]));
        assert_eq!(offered("-standing:gone,inv|ited ann"), ("invited".to_owned(), vec![]));
        assert_eq!(offered("standing:gone,\"in|").1, ["invited", "outstanding"]);
        assert_eq!(offered("ann case:pho|").1, ["phone"]);
        assert_eq!(offered("mark:piad|").1, ["paid"]);
        assert_eq!(offered("colour:re|").1, [""; 0]);
    }

    #[test]
    fn a_value_brings_its_key_along() {
        assert_eq!(offered("outst|").1, ["standing:outstanding"]);
        assert_eq!(offered("u|").1, [""; 0], "one letter tells too little");
        assert!(offered("on|").1.contains(&"license:on_prem".to_owned()));
    }

    #[test]
    fn a_key_that_is_there_is_replaced_with_its_colon() {
        assert_eq!(offered("sta|nd:gone").0, "stand:");
    }

    #[test]
    fn what_is_offered_is_understood() {
        for key in KEYS {
            for offer in of_key(key, "", &Values::default()) {
                assert!(super::super::Filter::parse(&format!("{}:{}", key.key, offer.text)).is_ok());
            }
        }
        assert_eq!(quoted("human resources"), "\"human resources\"");
    }
}
