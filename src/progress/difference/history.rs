//! Which list a list follows, and which lists came before that one.

use std::cmp::Reverse;
use std::sync::Arc;

use crate::lists::List;
use crate::plan::ListRecord;
use crate::progress::Source;
use crate::progress::sheet::{age, label};

/// The lists of one source before a list, those that can be read.
#[derive(Clone, Debug, Default)]
pub struct History {
    /// The one before, with its record; nothing for the first of its source.
    pub before: Option<(ListRecord, Arc<List>)>,
    /// Those before that, the newest first.
    pub older: Vec<Arc<List>>,
}

impl History {
    /// Returns what came before a list: before its place where it is one of `sources`, else up to the day it speaks of.
    #[must_use]
    pub fn of(record: &ListRecord, sources: &[Source]) -> History {
        let is_kept = sources.iter().any(|source| source.record.id == record.id);
        let is_before = |other: &ListRecord| {
            other.id != record.id
                && other.kind == record.kind
                && label(other) == label(record)
                && if is_kept { age(other) < age(record) } else { other.as_of <= record.as_of }
        };
        let mut before: Vec<(&ListRecord, &Arc<List>)> = sources
            .iter()
            .filter(|source| is_before(&source.record))
            .filter_map(|source| Some((&source.record, source.list.as_ref().ok()?)))
            .collect();
        before.sort_by_key(|(record, _)| Reverse(age(record)));
        let mut before = before.into_iter();
        let last = before.next().map(|(record, list)| (record.clone(), Arc::clone(list)));
        History { before: last, older: before.map(|(_, list)| Arc::clone(list)).collect() }
    }
}

#[cfg(test)]
mod tests {
    use std::ops::ControlFlow;

    use super::*;
    use crate::lists::{Hints, read};
    use crate::plan::ListKind;
    use crate::progress::Kept;

    fn record(id: &str, label: &str, as_of: &str) -> ListRecord {
        ListRecord {
            id: id.to_owned(),
            kind: ListKind::Members,
            label: label.to_owned(),
            as_of: as_of.parse().ok(),
            ..ListRecord::default()
        }
    }

    fn sources(lost: &str) -> Vec<Source> {
        let lists = [
            ("members-1", "main account", "2026-11-01"),
            ("members-2", "Main account ", "2026-11-08"),
            ("members-3", "main account", "2026-11-15"),
            ("members-4", "health", "2026-11-14"),
        ];
        let read =
            || read("Email\na@b.example\n".as_bytes(), &Hints::default(), &mut |_| ControlFlow::Continue(()));
        let kept = |id: &str| if id == lost { Err(Kept::Missing) } else { Ok(Arc::new(read().unwrap())) };
        lists.map(|(id, label, as_of)| Source { record: record(id, label, as_of), list: kept(id) }).into()
    }

    fn told(record: &ListRecord, lost: &str) -> (Option<String>, usize) {
        let history = History::of(record, &sources(lost));
        (history.before.map(|(record, _)| record.id), history.older.len())
    }

    #[test]
    fn a_list_follows_the_newest_readable_one_of_its_source() {
        let new = record("", "main account", "2026-11-21");
        assert_eq!(told(&new, ""), (Some("members-3".to_owned()), 2));
        assert_eq!(
            told(&new, "members-3"),
            (Some("members-2".to_owned()), 1),
            "one that is lost says nothing"
        );
        assert_eq!(told(&record("", "elsewhere", "2026-11-21"), ""), (None, 0));
    }

    #[test]
    fn a_late_list_follows_the_one_before_its_day_and_one_of_the_same_day() {
        assert_eq!(told(&record("", "main account", "2026-11-10"), ""), (Some("members-2".to_owned()), 1));
        assert_eq!(told(&record("", "main account", "2026-11-15"), ""), (Some("members-3".to_owned()), 2));
    }

    #[test]
    fn a_kept_list_follows_the_one_before_it() {
        let kept = record("members-2", "Main account ", "2026-11-08");
        assert_eq!(told(&kept, ""), (Some("members-1".to_owned()), 0));
    }
}
