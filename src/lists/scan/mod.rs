//! The fast way through a list when only addresses and status are asked for: chunk by chunk, by several workers.
//!
//! A [`Scan`] says where the rows of a file begin and which columns count, going by its first bytes. Workers take
//! the chunks of the file and sort the addresses into [`Keys`]. Whatever is not as plain as can be goes the way of
//! `read`: a row whose address is unusual is looked at by `row`, and a file with unusual quotes, lone carriage
//! returns or endless lines is [`Odd`]: it is to be read as a whole. So both ways give the same people.
//!
//! ```
//! use ingather::lists::scan::{Chunk, Chunks, Scan};
//! use ingather::lists::Hints;
//!
//! let file = b"Email;Name\nAnn@northwind.example;Ann\nnobody;Bo\n";
//! let scan = Scan::new(file, &Hints::default()).ok_or("to be read as a whole")?;
//! let mut chunks = Chunks::new(&file[scan.start()..]);
//! let (mut chunk, mut worker) = (Chunk::default(), scan.worker(Default::default()));
//! while chunks.next(&mut chunk).map_err(|_| "a long line")? {
//!     worker.take(&chunk).map_err(|_| "an odd file")?;
//! }
//! let seen = worker.done();
//! assert_eq!((seen.rows, seen.keys.count()), (2, 1));
//! # Ok::<(), &str>(())
//! ```

mod chunks;
mod keys;
mod worker;

use hashbrown::DefaultHashBuilder;

pub use chunks::{Chunk, Chunks, NoChunk};
pub use keys::{Entry, Keys, PARTS, Part, Status};
pub use worker::{Scanned, Worker};

use super::columns::Layout;
use super::delimiter::Shape;
use super::formats::Habit;
use super::names::{Key, Meaning};
use super::style::Style;
use super::{Encoding, Field, Hints, pass};

/// The file is no plain list; read it as a whole.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Odd;

/// How a file is scanned.
#[derive(Debug)]
pub struct Scan {
    shape: Shape,
    start: usize,
    columns: Columns,
}

/// The columns that count.
#[derive(Clone, Copy, Debug)]
struct Columns {
    key: usize,
    status: Option<(usize, Meaning)>,
    rooms: Option<usize>,
    deleted: Option<usize>,
}

impl Scan {
    /// How many bytes of a file are enough to find its header.
    pub const HEAD: usize = 1 << 20;

    /// Returns how to scan a file that begins with these bytes, [`Scan::HEAD`] of them or all there are; nothing
    /// for one that is to be read as a whole.
    #[must_use]
    pub fn new(head: &[u8], hints: &Hints) -> Option<Scan> {
        let (shape, encoding) = pass::look(head, hints)?;
        let mark = match encoding {
            Encoding::Utf8 => 0,
            Encoding::Utf8Bom => 3,
            _ => return None,
        };
        if shape.style != Style::USUAL {
            return None;
        }
        let columns = columns(&shape.layout)?;
        Some(Scan { start: mark + shape.start, columns, shape })
    }

    /// Returns at which byte of the file the first row begins.
    #[must_use]
    pub fn start(&self) -> usize {
        self.start
    }

    /// Returns somebody who takes chunks; workers whose addresses are to be compared need the same hasher.
    #[must_use]
    pub fn worker(&self, hasher: DefaultHashBuilder) -> Worker<'_> {
        Worker::new(self, hasher)
    }
}

/// Returns the columns that count, where the first one that may hold the address mostly does.
fn columns(layout: &Layout) -> Option<Columns> {
    let (key, column) = *layout.keys.first()?;
    // Groups and rows that are no people are told by what else stands in the row.
    let apart = layout.object.is_some()
        || layout.evidence.is_some()
        || layout.typed.is_some()
        || matches!(layout.format.habit, Habit::Accounts | Habit::Counts);
    if key != Key::Mail || layout.format.habit == Habit::Own || apart {
        return None;
    }
    let status = layout.values.iter().find(|(field, _)| *field == Field::Status);
    Some(Columns {
        key: column,
        status: status.map(|(_, source)| (source.column, source.meaning)),
        rooms: layout.rooms,
        deleted: layout.deleted,
    })
}
