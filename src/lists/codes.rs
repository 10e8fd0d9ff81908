//! A number a row, in as few bytes as the largest of them needs. What the numbers mean is for others to say.

use std::ops::Range;

/// A number a row, as wide as the largest needs.
#[derive(Clone, Debug)]
pub(crate) enum Codes {
    /// One byte a row.
    Byte(Vec<u8>),
    /// Two bytes a row.
    Short(Vec<u16>),
    /// Four bytes a row.
    Long(Vec<u32>),
}

impl Codes {
    /// Returns the number of a row; 0 past the end.
    pub(crate) fn at(&self, row: usize) -> u32 {
        match self {
            Codes::Byte(codes) => codes.get(row).copied().map_or(0, u32::from),
            Codes::Short(codes) => codes.get(row).copied().map_or(0, u32::from),
            Codes::Long(codes) => codes.get(row).copied().unwrap_or(0),
        }
    }

    /// Tells the number of each of some rows, in order.
    pub(crate) fn each(&self, rows: Range<usize>, mut tell: impl FnMut(usize, u32)) {
        let from = rows.start;
        match self {
            Codes::Byte(codes) => {
                (from..).zip(&codes[rows]).for_each(|(row, code)| tell(row, u32::from(*code)));
            }
            Codes::Short(codes) => {
                (from..).zip(&codes[rows]).for_each(|(row, code)| tell(row, u32::from(*code)));
            }
            Codes::Long(codes) => (from..).zip(&codes[rows]).for_each(|(row, code)| tell(row, *code)),
        }
    }

    /// Returns how many rows there are.
    pub(crate) fn len(&self) -> usize {
        match self {
            Codes::Byte(codes) => codes.len(),
            Codes::Short(codes) => codes.len(),
            Codes::Long(codes) => codes.len(),
        }
    }

    /// Appends a row.
    pub(crate) fn push(&mut self, code: u32) {
        match self {
            Codes::Byte(codes) => {
                let Ok(code) = u8::try_from(code) else {
                    *self = Codes::Short(widened(codes));
                    return self.push(code);
                };
                codes.push(code);
            }
            Codes::Short(codes) => {
                let Ok(code) = u16::try_from(code) else {
                    *self = Codes::Long(widened(codes));
                    return self.push(code);
                };
                codes.push(code);
            }
            Codes::Long(codes) => codes.push(code),
        }
    }

    /// Appends the numbers of other rows, each as `ours` has it.
    pub(crate) fn append(&mut self, more: &Codes, ours: &[u32]) {
        let largest = ours.iter().max().copied().unwrap_or(0);
        self.widen(largest);
        match self {
            Codes::Byte(codes) => append(codes, more, ours),
            Codes::Short(codes) => append(codes, more, ours),
            Codes::Long(codes) => append(codes, more, ours),
        }
    }

    /// Makes each number as wide as this one needs.
    fn widen(&mut self, largest: u32) {
        match self {
            Codes::Byte(codes) if u8::try_from(largest).is_err() => {
                *self = Codes::Short(widened(codes));
                self.widen(largest);
            }
            Codes::Short(codes) if u16::try_from(largest).is_err() => *self = Codes::Long(widened(codes)),
            _ => {}
        }
    }

    /// Takes all rows out, and keeps the room.
    pub(crate) fn clear(&mut self) {
        match self {
            Codes::Byte(codes) => codes.clear(),
            Codes::Short(codes) => codes.clear(),
            Codes::Long(codes) => codes.clear(),
        }
    }

    /// Returns the bytes of memory they take.
    pub(crate) fn memory(&self) -> usize {
        match self {
            Codes::Byte(codes) => codes.capacity(),
            Codes::Short(codes) => codes.capacity() * 2,
            Codes::Long(codes) => codes.capacity() * 4,
        }
    }

    /// Makes room for this many more rows.
    pub(crate) fn reserve(&mut self, rows: usize) {
        match self {
            Codes::Byte(codes) => codes.reserve(rows),
            Codes::Short(codes) => codes.reserve(rows),
            Codes::Long(codes) => codes.reserve(rows),
        }
    }

    /// Gives back the room that was made and not used.
    pub(crate) fn shrink(&mut self) {
        match self {
            Codes::Byte(codes) => codes.shrink_to_fit(),
            Codes::Short(codes) => codes.shrink_to_fit(),
            Codes::Long(codes) => codes.shrink_to_fit(),
        }
    }

    /// Keeps the rows for which `keep` holds true.
    pub(crate) fn keep(&mut self, keep: &[bool]) {
        match self {
            Codes::Byte(codes) => kept(codes, keep),
            Codes::Short(codes) => kept(codes, keep),
            Codes::Long(codes) => kept(codes, keep),
        }
    }
}

/// Appends other rows, whose numbers are no wider here than `N`.
fn append<N: Copy + Default + TryFrom<u32>>(codes: &mut Vec<N>, more: &Codes, ours: &[u32]) {
    let ours: Vec<N> = ours.iter().map(|code| N::try_from(*code).unwrap_or_default()).collect();
    match more {
        Codes::Byte(more) => codes.extend(more.iter().map(|code| ours[usize::from(*code)])),
        Codes::Short(more) => codes.extend(more.iter().map(|code| ours[usize::from(*code)])),
        Codes::Long(more) => codes.extend(more.iter().map(|code| ours[*code as usize])),
    }
}

/// The same numbers, wider, with the room that was made for rows to come.
fn widened<N: Copy, W: From<N>>(codes: &[N]) -> Vec<W> {
    let mut wider = Vec::with_capacity(codes.len() * 2);
    wider.extend(codes.iter().map(|code| W::from(*code)));
    wider
}

fn kept<N>(codes: &mut Vec<N>, keep: &[bool]) {
    let mut keep = keep.iter();
    codes.retain(|_| keep.next().copied().unwrap_or(true));
}
