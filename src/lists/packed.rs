//! Packed bytes: gzip, and the parts of a zip archive. Whatever sizes a file declares, what really comes out
//! is counted, and more than allowed ends the reading.

use std::cell::Cell;
use std::io::{self, BufRead, BufReader, Cursor, ErrorKind, Read, Seek, SeekFrom};

use flate2::bufread::GzDecoder;
use zip::ZipArchive;
use zip::result::ZipError;

use super::refusal::{Refusal, RefusalKind};
use super::rows::{ROOM, ROW_COST};

/// More parts than this has no workbook.
const MAX_PARTS: usize = 20_000;
/// What one part of a workbook may unpack to.
const MAX_PART: u64 = 2 << 30;
/// What a whole packed file may unpack to where it has to be kept as a whole.
pub(crate) const MAX_WHOLE: u64 = 128 << 20;

/// Reads a file and counts its bytes, so that a bar shows how much of the packed file is done.
pub(crate) struct Counted<'c, R> {
    input: R,
    count: &'c Cell<u64>,
}

impl<'c, R> Counted<'c, R> {
    pub(crate) fn new(input: R, count: &'c Cell<u64>) -> Counted<'c, R> {
        Counted { input, count }
    }
}

impl<R: Read> Read for Counted<'_, R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        match self.input.read(buffer) {
            Ok(count) => {
                self.count.set(self.count.get() + count as u64);
                Ok(count)
            }
            Err(error) if error.kind() == ErrorKind::Interrupted => Err(error),
            // That the disk failed must not look like damage to what is packed.
            Err(error) => Err(io::Error::other(Refusal::io(&error))),
        }
    }
}

impl<R: Seek> Seek for Counted<'_, R> {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        self.input.seek(to)
    }
}

/// Unpacks gzip, of several members too; zeros behind the last one, which fill a block, are let pass.
pub(crate) struct Gunzip<R: Read>(Option<GzDecoder<BufReader<R>>>);

impl<R: Read> Gunzip<R> {
    pub(crate) fn new(input: R) -> Gunzip<R> {
        Gunzip(Some(GzDecoder::new(BufReader::with_capacity(64 * 1024, input))))
    }

    fn unpack(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        while let Some(member) = &mut self.0 {
            let count = member.read(buffer)?;
            if count > 0 || buffer.is_empty() {
                return Ok(count);
            }
            self.next_member()?;
        }
        Ok(0)
    }

    /// Goes to the next member, if there is one.
    fn next_member(&mut self) -> io::Result<()> {
        let Some(member) = &mut self.0 else { return Ok(()) };
        let input = member.get_mut();
        loop {
            let left = input.fill_buf()?;
            let zeros = left.iter().take_while(|byte| **byte == 0).count();
            let (is_end, is_member) = (left.is_empty(), zeros < left.len());
            input.consume(zeros);
            if is_end {
                self.0 = None;
                return Ok(());
            }
            if is_member {
                self.0 = self.0.take().map(|member| GzDecoder::new(member.into_inner()));
                return Ok(());
            }
        }
    }
}

impl<R: Read> Read for Gunzip<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        self.unpack(buffer).map_err(|error| {
            if error.kind() == ErrorKind::Interrupted || Refusal::carried(&error).is_some() {
                return error;
            }
            let message = "This gzip archive is damaged or was cut off. Download or copy it again, \
                           or import the CSV file it was made of.";
            io::Error::other(Refusal::new(RefusalKind::Compressed, message))
        })
    }
}

/// Lets through as much text as may be kept, counting what keeping its lines takes.
pub(crate) struct Allowed<R> {
    input: R,
    left: u64,
}

impl<R> Allowed<R> {
    pub(crate) fn new(input: R) -> Allowed<R> {
        Allowed { input, left: ROOM }
    }
}

impl<R: Read> Read for Allowed<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let count = self.input.read(buffer)?;
        let lines = memchr::memchr2_iter(b'\n', b'\r', &buffer[..count]).count() as u64;
        let cost = count as u64 + lines * ROW_COST;
        self.left =
            self.left.checked_sub(cost).ok_or_else(|| io::Error::other(Refusal::unpacks_to_too_much()))?;
        Ok(count)
    }
}

/// Reads everything, if it is not more than this.
pub(crate) fn whole(input: &mut impl Read, most: u64) -> Result<Vec<u8>, Refusal> {
    let mut bytes = Vec::new();
    let read = input.take(most + 1).read_to_end(&mut bytes).map_err(|error| Refusal::io(&error))?;
    if read as u64 > most { Err(Refusal::unpacks_to_too_much()) } else { Ok(bytes) }
}

/// A zip archive in memory.
pub(crate) struct Archive<'b> {
    zip: ZipArchive<Counted<'b, Cursor<&'b [u8]>>>,
    names: Vec<String>,
}

impl<'b> Archive<'b> {
    /// Reads the directory of an archive. `count` is told the bytes read.
    pub(crate) fn open(bytes: &'b [u8], count: &'b Cell<u64>) -> Result<Archive<'b>, Damage> {
        // The directory is kept as a whole, so its entries are counted before.
        if memchr::memmem::find_iter(bytes, b"PK\x01\x02").nth(MAX_PARTS).is_some() {
            return Err(Damage);
        }
        let zip = ZipArchive::new(Counted::new(Cursor::new(bytes), count)).map_err(|_| Damage)?;
        let names = (0..zip.len())
            .map(|at| match zip.name_for_index(at) {
                Some(Ok(name)) => name.replace('\\', "/"),
                _ => String::new(),
            })
            .collect();
        Ok(Archive { zip, names })
    }

    /// Returns the names of all parts; a folder ends in a slash.
    pub(crate) fn names(&self) -> &[String] {
        &self.names
    }

    /// Says whether there is a part with this name, upper or lower case.
    pub(crate) fn has(&self, name: &str) -> bool {
        self.names.iter().any(|known| known.eq_ignore_ascii_case(name))
    }

    /// Opens a part by its name, upper or lower case; nothing when there is none.
    pub(crate) fn part(&mut self, name: &str) -> Option<Result<impl Read + use<'_, 'b>, Refusal>> {
        let at = self.names.iter().position(|known| known.eq_ignore_ascii_case(name))?;
        Some(match self.zip.by_index(at) {
            Ok(part) => Ok(Part { input: part, left: MAX_PART }),
            Err(ZipError::UnsupportedArchive(ZipError::PASSWORD_REQUIRED)) => {
                Err(Refusal::password_protected())
            }
            Err(_) => Err(Refusal::damaged_workbook()),
        })
    }
}

/// The archive's directory cannot be read.
#[derive(Debug)]
pub(crate) struct Damage;

struct Part<R> {
    input: R,
    left: u64,
}

impl<R: Read> Read for Part<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let count = self.input.read(buffer)?;
        self.left = self
            .left
            .checked_sub(count as u64)
            .ok_or_else(|| io::Error::other(Refusal::unpacks_to_too_much()))?;
        Ok(count)
    }
}
