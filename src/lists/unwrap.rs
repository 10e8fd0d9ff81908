//! The one address in a cell, without what people and programs put around it. It does not change the address.

use super::Reason;
use super::email::{is_address, is_invisible, trimmed};

/// Pairs of marks that stand around an address.
const AROUND: [(char, char); 8] =
    [('\'', '\''), ('"', '"'), ('“', '”'), ('‘', '’'), ('[', ']'), ('(', ')'), ('{', '}'), ('<', '>')];
/// What stands before an address in hyperlinks and directories.
const SCHEMES: [&str; 2] = ["mailto:", "smtp:"];

/// Returns the one address in a text, or why there is none.
pub(super) fn single(text: &str) -> Result<&str, Reason> {
    let text = trimmed(text);
    if text.is_empty() {
        return Err(Reason::MissingEmail);
    }
    if let Some((name, address)) = named(text) {
        // `Ann <ann@…>` is Ann; `bo@… <ann@…>` could be either of them.
        let other = bare(name);
        let differs = is_address(other) && !other.eq_ignore_ascii_case(address);
        return if differs { Err(Reason::SeveralAddresses) } else { Ok(address) };
    }
    let whole = bare(text);
    if is_address(whole) {
        return Ok(whole);
    }
    among(text)
}

/// Returns the name and the address of `Name <a@b>` and `Name [mailto:a@b]`.
fn named(text: &str) -> Option<(&str, &str)> {
    let text = text.trim_end_matches([',', ';', '.', ' ']);
    [('<', '>'), ('[', ']'), ('(', ')')].into_iter().find_map(|(open, close)| {
        let (name, inner) = text.strip_suffix(close)?.split_once(open)?;
        let address = bare(inner);
        is_address(address).then_some((trimmed(name), address))
    })
}

/// Returns a text without the marks around it and without its scheme.
fn bare(text: &str) -> &str {
    let mut text = text;
    let mut has_query = true;
    // Marks stand in marks: `<mailto:ann@…>,`. Each round takes at least one letter, and looks at a few only.
    loop {
        let begun = text.len();
        text = trimmed(text).trim_end_matches([',', ';', '.']).trim_start_matches([',', ';']);
        for (open, close) in AROUND {
            let inner = text.strip_prefix(open).and_then(|rest| rest.strip_suffix(close));
            text = inner.map_or(text, trimmed);
        }
        for scheme in SCHEMES {
            if text.get(..scheme.len()).is_some_and(|start| start.eq_ignore_ascii_case(scheme)) {
                text = &text[scheme.len()..];
                if has_query {
                    text = text.split_once('?').map_or(text, |(address, _)| address);
                    has_query = false;
                }
            }
        }
        if text.len() == begun {
            return text;
        }
    }
}

/// Returns the one address among several words.
fn among(text: &str) -> Result<&str, Reason> {
    let mut pieces = text
        .split(|letter: char| matches!(letter, ';' | ',' | '|') || letter.is_whitespace())
        .map(bare)
        .filter(|piece| !piece.is_empty());
    let mut addresses = pieces.clone().filter(|piece| is_address(piece));
    let first = addresses.next();
    match first {
        Some(first) if pieces.all(|piece| piece.eq_ignore_ascii_case(first)) => Ok(first),
        Some(_) if addresses.next().is_some() => Err(Reason::SeveralAddresses),
        _ if text.chars().any(|letter| letter.is_control() || is_invisible(letter)) => {
            Err(Reason::ControlCharacterInEmail)
        }
        _ => Err(Reason::InvalidEmail),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_stands_around_an_address_is_taken_off() {
        for text in [
            "ann@n.example",
            "<ann@n.example>",
            "[ann@n.example]",
            "(ann@n.example)",
            "'ann@n.example'",
            "“ann@n.example”",
            "ann@n.example.",
            "ann@n.example,",
            "; ann@n.example ;",
            "mailto:ann@n.example",
            "<MAILTO:ann@n.example?subject=Hi>",
            "smtp:ann@n.example",
            "Ann Lee <ann@n.example>",
            "\"Lee, Ann\" <ann@n.example>;",
            "Ann Lee [mailto:ann@n.example]",
            "Ann (ann@n.example)",
            "ann@n.example <mailto:ann@n.example>",
            "ann@n.example; ann@n.example",
        ] {
            assert_eq!(single(text), Ok("ann@n.example"), "{text:?}");
        }
    }

    #[test]
    fn a_cell_of_nothing_but_schemes_costs_one_look() {
        let long = "smtp:".repeat(13_000);
        let begun = std::time::Instant::now();
        assert_eq!(single(&long), Err(Reason::InvalidEmail));
        assert!(begun.elapsed().as_millis() < 500, "{:?}", begun.elapsed());
    }

    #[test]
    fn two_addresses_are_never_taken_for_one() {
        for text in [
            "ann@n.example;bo@n.example",
            "ann@n.example bo@n.example",
            "ann@n.example / bo@n.example",
            "Ann <ann@n.example>, Bo <bo@n.example>",
            "bo@n.example <ann@n.example>",
            "<ann@n.example><bo@n.example>",
        ] {
            assert!(matches!(single(text), Err(Reason::SeveralAddresses | Reason::InvalidEmail)), "{text:?}");
        }
        assert_eq!(single("bo@n.example <ann@n.example>"), Err(Reason::SeveralAddresses));
    }

    #[test]
    fn an_address_with_words_beside_it_is_not_guessed_at() {
        for text in ["ann@n.example (left in May)", "was ann@n.example", "ann@[10.0.0.1]"] {
            assert_eq!(single(text), Err(Reason::InvalidEmail), "{text:?}");
        }
    }
}
