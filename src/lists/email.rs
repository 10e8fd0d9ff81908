//! What an address is, and when two of them are the same person.
//!
//! Addresses are compared trimmed and without case, their domains as the name system has them: `müller.example`
//! is `xn--mller-kva.example`, and that is the form kept. Everything else counts: plus-addresses and sub-domains
//! stay apart. This is no full RFC 5322 grammar: Zoom signs nobody in with a quoted local part.

use std::fmt;

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use super::plain::Plain;
use super::unwrap::single;
use crate::plan::domain_key;

/// Why a row is not a person; the words are those of `inspect --json`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Reason {
    /// No column of the row holds an address.
    MissingEmail,
    /// What stands there is no address.
    InvalidEmail,
    /// The address holds a control or an invisible character.
    ControlCharacterInEmail,
    /// One cell holds more than one address.
    SeveralAddresses,
    /// A Zoom Room, which Zoom exports among the users.
    ZoomRoom,
    /// A guest of a directory of whom only the internal name is known.
    GuestWithoutAddress,
    /// A group of a directory, whatever its address.
    Group,
    /// An account of a service in a directory.
    ServiceAccount,
    /// A row of a provisioning log that tells nothing of an account outside.
    NoOutsideAccount,
}

impl Reason {
    /// Returns the word used in `inspect --json`.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Reason::MissingEmail => "missing_email",
            Reason::InvalidEmail => "invalid_email",
            Reason::ControlCharacterInEmail => "control_character_in_email",
            Reason::SeveralAddresses => "several_addresses",
            Reason::ZoomRoom => "zoom_room",
            Reason::GuestWithoutAddress => "guest_without_address",
            Reason::Group => "group",
            Reason::ServiceAccount => "service_account",
            Reason::NoOutsideAccount => "no_outside_account",
        }
    }

    /// Says whether such a row is nobody whoever mends the file: a room or a group, and not a person misspelt.
    #[must_use]
    pub fn is_rightly_nobody(self) -> bool {
        match self {
            Reason::ZoomRoom
            | Reason::GuestWithoutAddress
            | Reason::Group
            | Reason::ServiceAccount
            | Reason::NoOutsideAccount => true,
            Reason::MissingEmail
            | Reason::InvalidEmail
            | Reason::ControlCharacterInEmail
            | Reason::SeveralAddresses => false,
        }
    }

    /// Returns the reason in a few words for a person to read.
    #[must_use]
    pub fn says(self) -> &'static str {
        match self {
            Reason::MissingEmail => "no e-mail address",
            Reason::InvalidEmail => "not an e-mail address",
            Reason::ControlCharacterInEmail => "the address holds an invisible character",
            Reason::SeveralAddresses => "several addresses in one cell",
            Reason::ZoomRoom => "a Zoom Room, not a person",
            Reason::GuestWithoutAddress => "a guest without a mail address",
            Reason::Group => "a group, not a person",
            Reason::ServiceAccount => "a service account, not a person",
            Reason::NoOutsideAccount => "tells of no account outside",
        }
    }
}

/// An address as it is compared: trimmed, unwrapped, lower case.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Address(String);

impl Address {
    /// Returns the address as text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Returns the part after the @.
    #[must_use]
    pub fn domain(&self) -> &str {
        domain_of(&self.0)
    }
}

impl fmt::Display for Address {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// A cell longer than this is not searched for an address.
const MAX_CELL: usize = 64 << 10;

/// Returns the address a text holds, in the form in which addresses are compared.
pub fn normalise(text: &str) -> Result<Address, Reason> {
    let mut address = String::with_capacity(text.len());
    append(text, &mut address).map(|()| Address(address))
}

/// Appends the address a text holds to `out`; on an error nothing is appended.
pub(crate) fn append(text: &str, out: &mut String) -> Result<(), Reason> {
    let plain = text.trim_ascii();
    // Nearly every address is plain letters; those are checked many at a time.
    if let Some(small) = Plain::of(plain) {
        out.push_str(small.as_str());
        return Ok(());
    }
    if is_address(plain) && plain.is_ascii() {
        let start = out.len();
        out.push_str(plain);
        out[start..].make_ascii_lowercase();
        return Ok(());
    }
    if text.len() > MAX_CELL {
        return Err(Reason::InvalidEmail);
    }
    let found = single(text)?;
    let start = out.len();
    append_compared(found, out);
    // What other scripts become has to be an address again, its domain one the name system can have.
    if is_address(&out[start..]) && domain_of(&out[start..]).is_ascii() && !domain_of(found).contains(is_mark)
    {
        return Ok(());
    }
    out.truncate(start);
    Err(Reason::InvalidEmail)
}

/// Appends an address in the form in which it is compared. Letters are made small one by one as Unicode says,
/// never as the machine's language does: a Turkish one must give the same people.
fn append_compared(address: &str, out: &mut String) {
    let (local, domain) = address.rsplit_once('@').unwrap_or((address, ""));
    let small = local.chars().flat_map(char::to_lowercase);
    out.extend(small.map(|letter| if letter == 'ς' { 'σ' } else { letter }).nfc());
    out.push('@');
    out.push_str(&domain_key(domain));
}

/// Says whether an address as somebody wrote it is this one, which is in the form in which they are compared.
#[must_use]
pub fn is_same(written: &str, address: &str) -> bool {
    written.trim().eq_ignore_ascii_case(address)
        || (!written.is_ascii() && normalise(written).is_ok_and(|found| found.as_str() == address))
}

/// Says whether this is no letter of any script: a dash or a sign pasted into a domain is a slip.
fn is_mark(letter: char) -> bool {
    !letter.is_ascii() && !letter.is_alphanumeric() && !is_combining_mark(letter)
}

/// Returns the part after the last @, or nothing.
#[must_use]
pub fn domain_of(address: &str) -> &str {
    memchr::memrchr(b'@', address.as_bytes()).map_or("", |at| &address[at + 1..])
}

/// Says whether a domain is the owned one or lies below it; `notnorthwind.example` is not below
/// `northwind.example`.
#[must_use]
pub fn belongs_to(domain: &str, owned: &str) -> bool {
    if owned.is_empty() {
        return false;
    }
    let Some(cut) = domain.len().checked_sub(owned.len()) else { return false };
    domain.is_char_boundary(cut)
        && domain[cut..].eq_ignore_ascii_case(owned)
        && (cut == 0 || domain[..cut].ends_with('.'))
}

/// Says whether a text is blank to the eye: white space, zero-width characters and byte-order marks.
#[inline]
pub(crate) fn is_blank(text: &str) -> bool {
    text.bytes().next().is_none_or(|first| !first.is_ascii_graphic()) && text.chars().all(is_padding)
}

/// Returns the text without the blanks around it.
pub(crate) fn trimmed(text: &str) -> &str {
    if let [first, .., last] = text.as_bytes()
        && first.is_ascii_graphic()
        && last.is_ascii_graphic()
    {
        return text;
    }
    text.trim_matches(is_padding)
}

fn is_padding(letter: char) -> bool {
    letter.is_whitespace() || is_invisible(letter)
}

/// Characters that show nothing: soft hyphen, zero-width, direction marks, byte-order mark.
pub(crate) fn is_invisible(letter: char) -> bool {
    matches!(letter, '\u{ad}' | '\u{2028}' | '\u{2029}' | '\u{61c}' | '\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}'
        | '\u{2060}'..='\u{2064}' | '\u{2066}'..='\u{206f}' | '\u{feff}')
}

/// Says whether this is one address and nothing else.
pub(crate) fn is_address(text: &str) -> bool {
    let bytes = text.as_bytes();
    let Some(at) = memchr::memchr(b'@', bytes) else { return false };
    let (local, domain) = (&bytes[..at], &bytes[at + 1..]);
    bytes.len() <= 254
        && is_local(local)
        && is_domain(domain)
        && (text.is_ascii() || !text.chars().any(is_odd))
}

/// Up to 64 letters and marks; no dot first, last or beside another.
fn is_local(local: &[u8]) -> bool {
    let mut before = b'.';
    for byte in local {
        if ALLOWED[*byte as usize] & LOCAL == 0 || (*byte == b'.' && before == b'.') {
            return false;
        }
        before = *byte;
    }
    before != b'.' && local.len() <= 64
}

/// Two words or more, parted by single dots; no word is longer than 63 or has a hyphen at either end, and the
/// last one is no number, as in the address of a machine.
fn is_domain(domain: &[u8]) -> bool {
    let (mut before, mut word, mut dots, mut number) = (b'.', 0, 0, true);
    for byte in domain {
        let ends = matches!(byte, b'.');
        if ALLOWED[*byte as usize] & DOMAIN == 0
            || (ends && matches!(before, b'.' | b'-'))
            || (*byte == b'-' && before == b'.')
            || word > 63
        {
            return false;
        }
        word = if ends { 0 } else { word + 1 };
        number = ends || (number && byte.is_ascii_digit());
        dots += usize::from(ends);
        before = *byte;
    }
    dots > 0 && word <= 63 && !number && !matches!(before, b'.' | b'-')
}

fn is_odd(letter: char) -> bool {
    !letter.is_ascii() && (letter.is_control() || letter.is_whitespace() || is_invisible(letter))
        || letter == '\u{fffd}'
}

const LOCAL: u8 = 1;
const DOMAIN: u8 = 2;

/// Which bytes may stand before and after the @. Bytes of other scripts are looked at as letters later.
const ALLOWED: [u8; 256] = {
    let mut allowed = [0; 256];
    let mut letter: u8 = 0;
    loop {
        if letter.is_ascii_alphanumeric() || !letter.is_ascii() {
            allowed[letter as usize] = LOCAL | DOMAIN;
        }
        if letter == u8::MAX {
            break;
        }
        letter += 1;
    }
    let marks = b"!#$%&'*+-/=?^_`{|}~.";
    let mut at = 0;
    while at < marks.len() {
        allowed[marks[at] as usize] = LOCAL;
        at += 1;
    }
    allowed[b'.' as usize] = LOCAL | DOMAIN;
    allowed[b'-' as usize] = LOCAL | DOMAIN;
    allowed
};

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Result<String, Reason> {
        normalise(text).map(|address| address.to_string())
    }

    #[test]
    fn blanks_case_and_wrapping_do_not_make_another_person() {
        for text in [
            "ann@northwind.example",
            "  Ann@Northwind.EXAMPLE\t",
            "\u{a0}ann@northwind.example\u{200b}",
            "\u{feff}ann@northwind.example",
            "mailto:ann@northwind.example",
            "MAILTO:Ann@northwind.example?subject=x",
            "Ann Lee <ann@northwind.example>",
            "\"Lee, Ann\" <ANN@northwind.example>",
            "<ann@northwind.example>",
            "'ann@northwind.example'",
            "ann@northwind.example;",
        ] {
            assert_eq!(read(text).as_deref(), Ok("ann@northwind.example"), "{text:?}");
        }
    }

    #[test]
    fn plus_addresses_sub_domains_and_other_scripts_stay_apart() {
        for text in ["ann+zoom@northwind.example", "ann@mail.northwind.example", "o'neil@northwind.example"] {
            assert_eq!(read(text).as_deref(), Ok(text));
        }
    }

    #[test]
    fn a_domain_is_the_same_in_letters_and_as_the_name_system_has_it() {
        for text in ["JÖRG@MÜLLER.example", "jörg@xn--mller-kva.example", "jo\u{308}rg@Mu\u{308}ller.EXAMPLE"]
        {
            assert_eq!(read(text).as_deref(), Ok("jörg@xn--mller-kva.example"), "{text}");
        }
        assert_eq!(read("hana@会社.example").as_deref(), Ok("hana@xn--6oq404h.example"));
        assert!(is_same(" Jörg@Müller.example ", "jörg@xn--mller-kva.example"));
        assert!(!is_same("Jörg@Muller.example", "jörg@xn--mller-kva.example"));
    }

    #[test]
    fn letters_are_made_small_as_unicode_says_on_every_machine() {
        for (text, expected) in [
            ("IRIS@n.example", "iris@n.example"),
            ("İris@n.example", "i\u{307}ris@n.example"),
            ("ırmak@n.example", "ırmak@n.example"),
            ("STRAẞE@n.example", "straße@n.example"),
            ("ΝΙΚΟΣ@n.example", "νικοσ@n.example"),
            ("νικος@n.example", "νικοσ@n.example"),
            ("\u{212a}im@n.example", "kim@n.example"),
        ] {
            assert_eq!(read(text).as_deref(), Ok(expected), "{text}");
        }
    }

    #[test]
    fn an_address_has_no_more_letters_than_mail_allows() {
        let local = |letters: usize| format!("{}@n.example", "a".repeat(letters));
        assert!(read(&local(64)).is_ok());
        assert_eq!(read(&local(65)), Err(Reason::InvalidEmail));
        let domain = |words: usize| format!("a@{}example", "abcdefgh.".repeat(words));
        assert_eq!(domain(27).len(), 252);
        assert_eq!(domain(28).len(), 261);
        assert!(read(&domain(27)).is_ok());
        assert_eq!(read(&domain(28)), Err(Reason::InvalidEmail));
        assert_eq!(read(&format!("a@{}.example", "b".repeat(64))), Err(Reason::InvalidEmail));
    }

    #[test]
    fn what_is_no_address_says_why() {
        for (text, reason) in [
            ("", Reason::MissingEmail),
            (" \u{200b}\u{feff}", Reason::MissingEmail),
            ("ann", Reason::InvalidEmail),
            ("ann@", Reason::InvalidEmail),
            ("@northwind.example", Reason::InvalidEmail),
            ("ann@northwind", Reason::InvalidEmail),
            ("ann@@northwind.example", Reason::InvalidEmail),
            ("ann@north..example", Reason::InvalidEmail),
            ("ann@-north.example", Reason::InvalidEmail),
            (".ann@northwind.example", Reason::InvalidEmail),
            ("ann lee@northwind.example", Reason::InvalidEmail),
            ("\"ann lee\"@northwind.example", Reason::InvalidEmail),
            ("ann@192.0.2.1", Reason::InvalidEmail),
            ("ann@[192.0.2.1]", Reason::InvalidEmail),
            ("ann@north_wind.example", Reason::InvalidEmail),
            ("ann@north!.example", Reason::InvalidEmail),
            ("ann@northwind.example;bo@northwind.example", Reason::SeveralAddresses),
            ("ann@northwind.example\nbo@northwind.example", Reason::SeveralAddresses),
            ("Ann <a@n.example>, Bo <b@n.example>", Reason::SeveralAddresses),
            ("ann\u{0}@northwind.example", Reason::ControlCharacterInEmail),
            ("ann\u{200b}lee@northwind.example", Reason::ControlCharacterInEmail),
            ("ann\u{202e}@northwind.example", Reason::ControlCharacterInEmail),
        ] {
            assert_eq!(read(text), Err(reason), "{text:?}");
        }
    }

    #[test]
    fn a_domain_belongs_to_another_only_on_a_dot() {
        assert!(belongs_to("northwind.example", "northwind.example"));
        assert!(belongs_to("mail.northwind.example", "Northwind.example"));
        assert!(!belongs_to("notnorthwind.example", "northwind.example"));
        assert!(!belongs_to("northwind.example", "mail.northwind.example"));
        assert!(!belongs_to("northwind.example", ""));
        assert_eq!(domain_of("ann@northwind.example"), "northwind.example");
        assert_eq!(domain_of("ann"), "");
    }
}
