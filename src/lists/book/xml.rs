//! The XML of a workbook's parts, one piece at a time.
//!
//! Nothing is kept but the piece at hand: a tag or a run of text is at most [`MAX_PIECE`] long and tags nest
//! at most [`MAX_DEPTH`] deep, whatever the file says. Entities of a document's own are not expanded.

use std::borrow::Cow;
use std::io::{self, BufRead, BufReader, Read};

use quick_xml::events::{BytesEnd, BytesRef, BytesStart, Event};
use quick_xml::{Reader, XmlVersion};

use crate::lists::refusal::Refusal;

/// The longest tag or run of text.
const MAX_PIECE: usize = 8 << 20;
/// Workbooks nest about ten deep.
const MAX_DEPTH: u32 = 256;
/// Bytes read in one go.
const CHUNK: usize = 64 * 1024;

/// Reads XML.
pub(super) struct Xml<R: Read> {
    reader: Reader<Fed<R>>,
    buffer: Vec<u8>,
    depth: u32,
}

/// One piece of XML.
pub(super) enum Piece<'a> {
    /// A tag opens; an empty one opens and then closes.
    Open(Tag<'a>),
    /// A tag closes.
    Close(Closed<'a>),
    /// Text, references resolved.
    Text(Cow<'a, str>),
    /// A comment or another thing without meaning here.
    Other,
    /// The end of the part.
    End,
}

/// A tag that opens.
pub(super) struct Tag<'a>(BytesStart<'a>);

/// A tag that closes.
pub(super) struct Closed<'a>(BytesEnd<'a>);

impl Closed<'_> {
    /// Returns the name without a prefix.
    pub(super) fn name(&self) -> &str {
        self.0.local_name().into_inner()
    }
}

impl Tag<'_> {
    /// Returns the name without a prefix.
    pub(super) fn name(&self) -> &str {
        self.0.local_name().into_inner()
    }

    /// Returns an attribute by its name without a prefix.
    pub(super) fn get(&self, name: &str) -> Option<Cow<'_, str>> {
        let mut attributes = self.0.attributes();
        // Looking for a name given twice takes a time that grows with the square of their number.
        let found = attributes
            .with_checks(false)
            .flatten()
            .find(|attribute| attribute.key.local_name().into_inner() == name)?;
        let plain = !found.value.contains(['&', '\n', '\r', '\t']);
        Some(if plain {
            found.value
        } else {
            found.normalized_value(XmlVersion::Implicit1_0).unwrap_or(found.value)
        })
    }

    /// Returns an attribute that is a whole number.
    pub(super) fn number(&self, name: &str) -> Option<u32> {
        self.get(name)?.trim().parse().ok()
    }
}

impl<R: Read> Xml<R> {
    pub(super) fn new(part: R) -> Xml<R> {
        let mut reader =
            Reader::from_reader(Fed { inner: BufReader::with_capacity(CHUNK, part), left: MAX_PIECE });
        reader.config_mut().expand_empty_elements = true;
        Xml { reader, buffer: Vec::new(), depth: 0 }
    }

    /// Returns how many tags are open.
    pub(super) fn depth(&self) -> u32 {
        self.depth
    }

    /// Returns the next piece.
    pub(super) fn next(&mut self) -> Result<Piece<'_>, Refusal> {
        self.buffer.clear();
        self.reader.get_mut().left = MAX_PIECE;
        let event = self.reader.read_event_into(&mut self.buffer).map_err(|error| refusal(&error))?;
        Ok(match event {
            Event::Start(tag) | Event::Empty(tag) => {
                self.depth += 1;
                if self.depth > MAX_DEPTH {
                    return Err(Refusal::damaged_workbook());
                }
                Piece::Open(Tag(tag))
            }
            Event::End(tag) => {
                self.depth = self.depth.saturating_sub(1);
                Piece::Close(Closed(tag))
            }
            Event::Text(text) => Piece::Text(text.into_inner()),
            Event::CData(text) => Piece::Text(text.into_inner()),
            Event::GeneralRef(reference) => Piece::Text(Cow::Owned(resolved(&reference)?)),
            Event::Eof if self.depth > 0 => return Err(Refusal::damaged_workbook()),
            Event::Eof => Piece::End,
            Event::Comment(_) | Event::Decl(_) | Event::PI(_) | Event::DocType(_) => Piece::Other,
        })
    }

    /// Reads the rest of the part, so that its check sum is compared.
    pub(super) fn finish(&mut self) -> Result<(), Refusal> {
        io::copy(&mut self.reader.get_mut().inner, &mut io::sink())
            .map_err(|error| Refusal::carried(&error).unwrap_or_else(Refusal::damaged_workbook))?;
        Ok(())
    }
}

/// Returns the letters a reference such as `&amp;` or `&#228;` stands for; one that nobody declared stays.
fn resolved(reference: &BytesRef<'_>) -> Result<String, Refusal> {
    if reference.is_char_ref() {
        let letter = reference.resolve_char_ref().map_err(|_| Refusal::damaged_workbook())?;
        return Ok(letter.map(String::from).unwrap_or_default());
    }
    Ok(match &**reference {
        "lt" => "<".to_owned(),
        "gt" => ">".to_owned(),
        "amp" => "&".to_owned(),
        "apos" => "'".to_owned(),
        "quot" => "\"".to_owned(),
        other => format!("&{other};"),
    })
}

fn refusal(error: &quick_xml::Error) -> Refusal {
    let carried = match error {
        quick_xml::Error::Io(error) => Refusal::carried(error),
        _ => None,
    };
    carried.unwrap_or_else(Refusal::damaged_workbook)
}

/// Gives the parser bytes, and no more than a piece may have.
struct Fed<R> {
    inner: BufReader<R>,
    left: usize,
}

impl<R: Read> Read for Fed<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        self.inner.read(buffer)
    }
}

impl<R: Read> BufRead for Fed<R> {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        if self.left == 0 {
            return Err(io::Error::other(Refusal::long_cell()));
        }
        self.inner.fill_buf()
    }

    fn consume(&mut self, count: usize) {
        self.left = self.left.saturating_sub(count);
        self.inner.consume(count);
    }
}
