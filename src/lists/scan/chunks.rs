//! A file in chunks of whole lines, each for whichever worker asks next.

use std::io::{self, ErrorKind, Read};

use crate::lists::marks::BLOCK;

/// Bytes of a chunk; a line that is longer makes the file odd.
const CHUNK: usize = 256 * 1024;

/// One chunk: whole lines, then zeros so that blocks can be read past the end.
#[derive(Debug, Default)]
pub struct Chunk {
    bytes: Vec<u8>,
    length: usize,
    /// Its number in the file.
    pub(super) number: u32,
}

impl Chunk {
    /// Returns how many bytes the lines have.
    #[must_use]
    pub fn len(&self) -> usize {
        self.length
    }

    /// Says whether there is no line.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.length == 0
    }

    /// Returns the lines and the padding, a multiple of [`BLOCK`].
    pub(super) fn blocks(&self) -> &[u8] {
        &self.bytes[..self.length.next_multiple_of(BLOCK)]
    }

    /// Returns the [`BLOCK`] bytes that begin at a place within the lines.
    #[inline]
    pub(super) fn window(&self, at: usize) -> Option<&[u8; BLOCK]> {
        self.bytes.get(at..)?.first_chunk()
    }

    /// Returns the bytes between two places.
    pub(super) fn between(&self, from: usize, to: usize) -> &[u8] {
        self.bytes.get(from..to).unwrap_or_default()
    }
}

/// Cuts a file into chunks.
#[derive(Debug)]
pub struct Chunks<R> {
    input: R,
    /// The beginning of a line whose end was not read yet.
    begun: Vec<u8>,
    next: u32,
    ended: bool,
}

/// Why there is no further chunk, although the file goes on.
#[derive(Debug)]
pub enum NoChunk {
    /// The system could not read the file.
    Io(io::Error),
    /// A line is longer than a chunk.
    LongLine,
}

impl<R: Read> Chunks<R> {
    /// Returns the chunks of what is read from `input`, which begins with a line.
    pub fn new(input: R) -> Chunks<R> {
        Chunks { input, begun: Vec::new(), next: 0, ended: false }
    }

    /// Fills `chunk` with the next lines; `false` when there are none left.
    ///
    /// # Errors
    /// Says why the file cannot be read on in chunks.
    pub fn next(&mut self, chunk: &mut Chunk) -> Result<bool, NoChunk> {
        chunk.bytes.resize(CHUNK + 2 * BLOCK, 0);
        let mut filled = self.begun.len();
        chunk.bytes[..filled].copy_from_slice(&self.begun);
        self.begun.clear();
        while !self.ended && filled < CHUNK {
            match self.input.read(&mut chunk.bytes[filled..CHUNK]) {
                Ok(0) => self.ended = true,
                Ok(count) => filled += count,
                Err(error) if error.kind() == ErrorKind::Interrupted => {}
                Err(error) => return Err(NoChunk::Io(error)),
            }
        }
        chunk.length = match memchr::memrchr(b'\n', &chunk.bytes[..filled]) {
            Some(last) if !self.ended => last + 1,
            None if !self.ended => return Err(NoChunk::LongLine),
            _ => filled,
        };
        self.begun.extend_from_slice(&chunk.bytes[chunk.length..filled]);
        if self.ended && chunk.length > 0 && chunk.bytes[chunk.length - 1] != b'\n' {
            // The last line of a file may lack its end.
            chunk.bytes[chunk.length] = b'\n';
            chunk.length += 1;
        }
        chunk.bytes[chunk.length..].fill(0);
        chunk.number = self.next;
        self.next += 1;
        Ok(chunk.length > 0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Gives a few bytes at a time.
    struct Drip<'b>(&'b [u8]);

    impl Read for Drip<'_> {
        fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
            let count = self.0.len().min(buffer.len()).min(70_001);
            buffer[..count].copy_from_slice(&self.0[..count]);
            self.0 = &self.0[count..];
            Ok(count)
        }
    }

    #[test]
    fn chunks_are_whole_lines_and_lose_none() {
        let text: String = (0..60_000).map(|number| format!("line {number}\n")).collect();
        for end in [text.len(), text.len() - 1] {
            let mut chunks = Chunks::new(Drip(&text.as_bytes()[..end]));
            let mut chunk = Chunk::default();
            let mut all = Vec::new();
            while chunks.next(&mut chunk).unwrap() {
                let lines = chunk.between(0, chunk.len());
                assert!(lines.ends_with(b"\n"));
                assert!(chunk.blocks()[chunk.len()..].iter().all(|byte| *byte == 0));
                assert!(chunk.window(chunk.len() - 1).is_some());
                all.extend_from_slice(lines);
            }
            assert!(chunk.number > 1);
            assert_eq!(all, text.as_bytes());
        }
    }

    #[test]
    fn a_line_longer_than_a_chunk_is_told() {
        let text = vec![b'x'; CHUNK + 1];
        let told = Chunks::new(&text[..]).next(&mut Chunk::default());
        assert!(matches!(told, Err(NoChunk::LongLine)));
        assert!(!Chunks::new(&b""[..]).next(&mut Chunk::default()).unwrap());
    }
}
