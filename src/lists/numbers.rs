//! On which physical line of the file each row stands.

/// The physical line of each row: mostly one more than that of the row before, so only the others are kept.
#[derive(Clone, Debug, Default)]
pub(crate) struct Numbers(Vec<(u32, u32)>);

impl Numbers {
    /// Appends a row that stands on this line.
    pub(crate) fn push(&mut self, row: u32, line: u32) {
        let follows = self.0.last().is_some_and(|(first, start)| {
            line.checked_sub(*start) == row.checked_sub(*first) && line >= *start
        });
        if !follows {
            self.0.push((row, line));
        }
    }

    /// Appends the lines of rows that follow on the first `rows` ones.
    pub(crate) fn append(&mut self, rows: u32, more: &Numbers) {
        more.0.iter().for_each(|(row, line)| self.push(rows + row, *line));
    }

    /// Returns the line of a row that is there.
    pub(crate) fn at(&self, row: u32) -> u32 {
        let after = self.0.partition_point(|(first, _)| *first <= row);
        after.checked_sub(1).map_or(0, |at| self.0[at].1 + (row - self.0[at].0))
    }

    /// Gives back the room that was made and not used.
    pub(crate) fn settle(&mut self) {
        self.0.shrink_to_fit();
    }

    /// Returns the bytes of memory they take.
    pub(crate) fn memory(&self) -> usize {
        self.0.capacity() * 8
    }
}
