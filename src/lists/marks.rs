//! Where the cells and rows of some lines end, found 64 bytes at a time and without looking at single bytes.
//!
//! Quotes count only where every one of them stands as the format wants it: around a whole cell, doubled
//! inside it, and no line end within. Any other use of a quote makes the file [`Odd`].

use wide::u8x16;

use super::scan::Odd;

/// Bytes looked at in one go.
pub(crate) const BLOCK: usize = 64;

/// The ends of cells and rows in one piece of a file.
#[derive(Debug, Default)]
pub(crate) struct Marks {
    /// Where each cell ends: at a delimiter or a line end.
    ends: Vec<u32>,
    /// For each row the number of its line end among `ends`.
    rows: Vec<u32>,
}

/// The cells of one row, by where they end; the last one ends with the line.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Row<'m> {
    pub(crate) start: usize,
    ends: &'m [u32],
}

/// What goes from one block to the next.
struct Before {
    /// All ones inside quotes.
    inside: u64,
    /// 1 when a cell may begin here.
    fresh: u64,
    /// 1 when the last byte closed a quote.
    closed: u64,
}

impl Marks {
    /// Finds the ends in a piece that begins with a row.
    pub(crate) fn find(&mut self, piece: &[u8], delimiter: u8) -> Result<(), Odd> {
        self.ends.clear();
        self.rows.clear();
        let delimiter = u8x16::splat(delimiter);
        let mut before = Before { inside: 0, fresh: 1, closed: 0 };
        let mut base = 0;
        let (blocks, rest) = piece.as_chunks::<BLOCK>();
        let mut last = [0; BLOCK];
        last[..rest.len()].copy_from_slice(rest);
        for block in blocks.iter().chain(Some(&last)) {
            let mut lines = bits(block, LINE_END);
            let mut cuts = lines | bits(block, delimiter);
            let quotes = bits(block, QUOTE);
            if quotes != 0 || before.inside != 0 || before.closed != 0 {
                let within = before.within(quotes, cuts, || bits(block, RETURN))?;
                if lines & within != 0 {
                    return Err(Odd);
                }
                lines &= !within;
                cuts &= !within;
            }
            before.fresh = cuts >> 63;
            self.note(base, cuts, lines);
            base += 64;
        }
        if before.inside == 0 { Ok(()) } else { Err(Odd) }
    }

    #[inline]
    fn note(&mut self, base: u32, cuts: u64, mut lines: u64) {
        let known = crate::wording::count(self.ends.len());
        while lines != 0 {
            let bit = lines & lines.wrapping_neg();
            self.rows.push(known + (cuts & (bit - 1)).count_ones());
            lines ^= bit;
        }
        let mut left = cuts;
        while left != 0 {
            self.ends.push(base + left.trailing_zeros());
            left &= left - 1;
        }
    }

    /// Returns the rows, in order.
    pub(crate) fn rows(&self) -> impl Iterator<Item = Row<'_>> {
        let (mut start, mut first) = (0, 0);
        self.rows.iter().map(move |last| {
            let ends = &self.ends[first..=*last as usize];
            let row = Row { start, ends };
            first = *last as usize + 1;
            start = row.end() + 1;
            row
        })
    }
}

impl Before {
    /// Returns which bytes lie within quotes, the opening quote among them.
    fn within(&mut self, quotes: u64, cuts: u64, returns: impl Fn() -> u64) -> Result<u64, Odd> {
        let within = prefix_xor(quotes) ^ self.inside;
        let (open, close) = (quotes & within, quotes & !within);
        let cuts = cuts & !within;
        // A quote opens where a cell begins, or right after one that closed: then it is a doubled one.
        let may_open = (cuts | close) << 1 | self.fresh | self.closed;
        // After a quote that closed the cell ends, or the doubled one opens again.
        let after = close << 1 | self.closed;
        if open & !may_open != 0 || after & !(cuts | open) & !returns() != 0 {
            return Err(Odd);
        }
        self.inside = 0_u64.wrapping_sub(within >> 63);
        self.closed = close >> 63;
        Ok(within)
    }
}

impl Row<'_> {
    /// Returns how many cells the row has.
    pub(crate) fn len(self) -> usize {
        self.ends.len()
    }

    /// Returns where the line end stands.
    pub(crate) fn end(self) -> usize {
        self.ends.last().map_or(self.start, |end| *end as usize)
    }

    /// Returns where a cell begins and ends; nothing when the row is too short.
    #[inline]
    pub(crate) fn cell(self, number: usize) -> Option<(usize, usize)> {
        let end = *self.ends.get(number)? as usize;
        let start = number.checked_sub(1).map_or(self.start, |before| self.ends[before] as usize + 1);
        Some((start, end))
    }
}

const LINE_END: u8x16 = u8x16::new([b'\n'; 16]);
const QUOTE: u8x16 = u8x16::new([b'"'; 16]);
const RETURN: u8x16 = u8x16::new([b'\r'; 16]);

/// Returns which bytes of a block are this one, a bit each.
#[inline]
fn bits(block: &[u8; BLOCK], wanted: u8x16) -> u64 {
    let mut found = 0;
    for (at, part) in block.as_chunks::<16>().0.iter().enumerate() {
        found |= u64::from(u8x16::new(*part).simd_eq(wanted).to_bitmask()) << (16 * at);
    }
    found
}

/// Returns for each bit whether the bits up to it, itself among them, are odd in number.
fn prefix_xor(mut bits: u64) -> u64 {
    for step in [1, 2, 4, 8, 16, 32] {
        bits ^= bits << step;
    }
    bits
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cells(text: &str) -> Option<Vec<Vec<String>>> {
        let mut marks = Marks::default();
        marks.find(text.as_bytes(), b',').ok()?;
        let rows = marks.rows().map(|row| {
            (0..row.len()).filter_map(|at| row.cell(at)).map(|(from, to)| text[from..to].to_owned()).collect()
        });
        Some(rows.collect())
    }

    #[test]
    fn cells_end_at_delimiters_and_line_ends_outside_quotes() {
        let long = "x".repeat(61);
        assert_eq!(cells("a,b\nc\n\n,\n").unwrap(), [vec!["a", "b"], vec!["c"], vec![""], vec!["", ""]]);
        let quoted = cells(&format!("{long},\"q,\"\"r\",e\n\"\",1\n")).unwrap();
        assert_eq!(quoted, [vec![long.as_str(), "\"q,\"\"r\"", "e"], vec!["\"\"", "1"]]);
    }

    #[test]
    fn a_quote_anywhere_else_is_odd() {
        for place in 0..130 {
            let pad = "x,".repeat(place / 2) + if place % 2 == 1 { "y" } else { "" };
            let fresh = place % 2 == 0;
            assert_eq!(cells(&format!("{pad}\"a\",b\n")).is_some(), fresh, "{place}");
            assert!(cells(&format!("{pad}a\"b,c\n")).is_none(), "{place}");
            assert!(cells(&format!("{pad},\"a\"b\n")).is_none(), "{place}");
            assert!(cells(&format!("{pad},\"a\nb\"\n")).is_none(), "{place}");
            assert!(cells(&format!("{pad},\"a\n")).is_none(), "{place}");
            assert!(cells(&format!("{pad},\"a\"\r\nb\n")).is_some(), "{place}");
            assert!(cells(&format!("{pad},\"a\"\"b\",\"\"\"\",\"\"\n")).is_some(), "{place}");
        }
    }
}
