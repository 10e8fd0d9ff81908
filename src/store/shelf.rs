//! The kept lists of a plan as sources to measure; what was read once is not read again while its digest stays.

use std::collections::HashMap;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::lists::{Kept as File, keep_list, read_list};
use crate::error::Error;
use crate::lists::{self, Hints, List, normalised};
use crate::plan::{Count, ListRecord};
use crate::progress::{Kept, Source};
use crate::wording;

/// The kept lists of one plan.
#[derive(Debug)]
pub struct Shelf {
    plan: PathBuf,
    read: HashMap<String, (String, Arc<List>)>,
}

impl Shelf {
    /// Returns the shelf of a plan; nothing is read yet.
    #[must_use]
    pub fn of(plan: &Path) -> Shelf {
        Shelf { plan: plan.to_owned(), read: HashMap::new() }
    }

    /// Returns a source for every record: its people, or why there are none. Nothing when `watch` stopped it.
    pub fn sources(
        &mut self,
        records: &[ListRecord],
        watch: &mut dyn FnMut(u64) -> ControlFlow<()>,
    ) -> Option<Vec<Source>> {
        self.read.retain(|id, _| records.iter().any(|record| record.id == *id));
        let mut sources = Vec::with_capacity(records.len());
        for record in records {
            if watch(0).is_break() {
                return None;
            }
            sources.push(Source { record: record.clone(), list: self.list(record, watch) });
        }
        Some(sources)
    }

    fn list(
        &mut self,
        record: &ListRecord,
        watch: &mut dyn FnMut(u64) -> ControlFlow<()>,
    ) -> Result<Arc<List>, Kept> {
        if let Some((digest, list)) = self.read.get(&record.id)
            && *digest == record.digest
        {
            return Ok(Arc::clone(list));
        }
        let bytes = match read_list(&self.plan, &record.id, &record.digest) {
            Ok(File::Same(bytes)) => bytes,
            Ok(File::Altered { .. }) => return Err(Kept::Altered),
            Ok(File::Missing) => return Err(Kept::Missing),
            Err(refused) => return Err(Kept::Unreadable(refused.to_string())),
        };
        let hints = Hints { kind: Some(record.kind), ..Hints::default() };
        let list = lists::read(&bytes[..], &hints, watch).map_err(|refusal| Kept::Unreadable(refusal.message))?;
        let list = Arc::new(list);
        self.read.insert(record.id.clone(), (record.digest.clone(), Arc::clone(&list)));
        Ok(list)
    }

    /// Keeps a list beside the plan and returns its record with digest and counts filled in.
    ///
    /// # Errors
    /// Returns what the disk refused; the plan is untouched.
    pub fn keep(&mut self, list: &Arc<List>, record: ListRecord) -> Result<ListRecord, Error> {
        let digest = keep_list(&self.plan, &record.id, normalised(list).as_bytes())?;
        let count = |number: usize| Some(Count(wording::count(number)));
        self.read.insert(record.id.clone(), (digest.clone(), Arc::clone(list)));
        Ok(ListRecord {
            digest,
            rows: Some(Count(u32::try_from(list.rows).unwrap_or(u32::MAX))),
            people: count(list.table.len()),
            duplicates: count(list.duplicates.len()),
            rejected: count(list.rejected.len()),
            format: list.format.to_owned(),
            ..record
        })
    }
}
