//! Taking a list into the plan: its id, what it replaces, and the day the totals speak of afterwards.
//!
//! The command and the wizard import through these steps; keeping the list itself is the disk's business.

use super::{Day, ListKind, ListRecord, Plan, same_label};

/// What a person says of the list beside its file.
#[derive(Clone, Debug)]
pub struct Intake {
    /// What the list says of the people in it.
    pub kind: ListKind,
    /// Where it came from.
    pub label: String,
    /// The day it speaks of.
    pub as_of: Day,
    /// The name of the file, without its folder.
    pub file: String,
}

/// The product a file to import comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Origin {
    /// What its layout is called, as the records of lists keep it.
    pub format: &'static str,
    /// The label that suits it; nothing where the plan's own words say more.
    pub label: Option<&'static str>,
    /// Such a list never shows everybody, as a log does not: who is missing in a newer one is not gone for that, so that
    /// each is a source of its own.
    pub is_never_whole: bool,
}

impl Plan {
    /// Returns an id no list of the plan has, made of kind and date: `members-2026-11-15`, then `members-2026-11-15-2`.
    /// `is_kept` says whether a file is kept under an id: one that undo may need is not written over.
    #[must_use]
    pub fn new_list_id(&self, kind: ListKind, as_of: Day, is_kept: impl Fn(&str) -> bool) -> String {
        let plain = format!("{}-{as_of}", kind.word());
        let numbered = (2_u32..).map(|number| format!("{plain}-{number}"));
        std::iter::once(plain.clone())
            .chain(numbered)
            .find(|id| !is_kept(id) && self.lists.iter().all(|list| list.id != *id))
            .unwrap_or(plain)
    }

    /// Returns the label a list of this kind gets when nobody gave it one: that of the kind's only source so far, else
    /// a word for the kind. A list of a product with a label of its own continues the plan's only list of that
    /// product, or begins one under that label; `origin` is that product where the list is of its kind.
    #[must_use]
    pub fn usual_label(&self, kind: ListKind, origin: Option<&Origin>) -> String {
        let only = |format: Option<&str>| {
            let fits =
                |list: &&ListRecord| list.kind == kind && format.is_none_or(|known| list.format == known);
            let labels: Vec<&str> = self.lists.iter().filter(fits).map(|list| list.label.trim()).collect();
            let only = *labels.last()?;
            labels.iter().all(|label| same_label(label, only)).then_some(only)
        };
        if let Some(Origin { label: Some(label), is_never_whole: true, .. }) = origin {
            return self.free_label(label);
        }
        if let Some(Origin { format, label: Some(label), .. }) = origin {
            return only(Some(format)).unwrap_or(label).to_owned();
        }
        match (only(None), kind) {
            (Some(only), _) => only.to_owned(),
            (_, ListKind::Outside) => "release".to_owned(),
            (_, ListKind::Members | ListKind::Pending) => "main account".to_owned(),
            (_, ListKind::Directory) => "directory".to_owned(),
            (_, ListKind::Special) => "special".to_owned(),
        }
    }

    /// Returns a label no list of the plan has: this one, or with a number behind it.
    #[must_use]
    pub fn free_label(&self, label: &str) -> String {
        let numbered = (2_u32..).map(|number| format!("{label} {number}"));
        let is_free = |label: &String| self.lists.iter().all(|list| !same_label(&list.label, label));
        std::iter::once(label.to_owned()).chain(numbered).find(is_free).unwrap_or_default()
    }

    /// Takes a list's record in, and takes those out that it replaces: of the same kind, label and date, since the same
    /// list was imported again. Returns the ids of those.
    pub fn take_in(&mut self, record: ListRecord) -> Vec<String> {
        let same = |list: &ListRecord| {
            list.kind == record.kind && list.as_of == record.as_of && same_label(&list.label, &record.label)
        };
        let replaced = self.lists.iter().filter(|list| same(list)).map(|list| list.id.clone()).collect();
        self.lists.retain(|list| !same(list));
        self.lists.push(record);
        replaced
    }

    /// Returns the day the totals speak of: that of the newest list or reading, never a day to come; today while
    /// there is none.
    #[must_use]
    pub fn evidence_day(&self, today: Day) -> Day {
        let lists = self.lists.iter().filter_map(|list| list.as_of);
        let readings = self.readings.iter().filter_map(|reading| reading.date);
        lists.chain(readings).filter(|day| *day <= today).max().unwrap_or(today)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Day {
        text.parse().unwrap()
    }

    fn record(id: &str, label: &str, as_of: &str) -> ListRecord {
        let as_of = Some(day(as_of));
        ListRecord {
            id: id.into(),
            kind: ListKind::Members,
            label: label.into(),
            as_of,
            ..ListRecord::default()
        }
    }

    #[test]
    fn a_second_list_of_a_day_gets_a_number() {
        let mut plan = Plan::default();
        let id = plan.new_list_id(ListKind::Members, day("2026-11-15"), |_| false);
        assert_eq!(id, "members-2026-11-15");
        plan.take_in(record(&id, "main account", "2026-11-15"));
        let second = plan.new_list_id(ListKind::Members, day("2026-11-15"), |_| false);
        assert_eq!(second, "members-2026-11-15-2");
        let third = plan.new_list_id(ListKind::Members, day("2026-11-15"), |id| id == second);
        assert_eq!(third, "members-2026-11-15-3");
    }

    #[test]
    fn the_same_list_imported_again_replaces_the_first_and_another_stays() {
        let mut plan = Plan::default();
        plan.take_in(record("a", "main account", "2026-11-15"));
        plan.take_in(record("b", "main account", "2026-11-20"));
        plan.take_in(record("c", "health", "2026-11-15"));
        assert_eq!(plan.take_in(record("d", "Main account ", "2026-11-15")), ["a"]);
        let ids: Vec<&str> = plan.lists.iter().map(|list| list.id.as_str()).collect();
        assert_eq!(ids, ["b", "c", "d"]);
    }

    #[test]
    fn a_list_without_a_label_goes_with_the_only_source_of_its_kind() {
        let mut plan = Plan::default();
        assert_eq!(plan.usual_label(ListKind::Members, None), "main account");
        plan.take_in(record("a", "head office", "2026-11-15"));
        assert_eq!(plan.usual_label(ListKind::Members, None), "head office");
        plan.take_in(record("b", "health", "2026-11-15"));
        assert_eq!(plan.usual_label(ListKind::Members, None), "main account");
    }

    #[test]
    fn a_list_of_a_product_continues_the_one_of_that_product() {
        let of = |format, label| Some(Origin { format, label: Some(label), is_never_whole: false });
        let (entra, okta) = (of("Microsoft Entra users export", "Entra"), of("Okta users", "Okta"));
        let mut plan = Plan::default();
        let label =
            |plan: &Plan, origin: Option<Origin>| plan.usual_label(ListKind::Directory, origin.as_ref());
        assert_eq!(label(&plan, entra), "Entra");
        plan.take_in(ListRecord {
            kind: ListKind::Directory,
            format: "Microsoft Entra users export".into(),
            ..record("a", "staff", "2026-11-15")
        });
        assert_eq!((label(&plan, entra), label(&plan, okta)), ("staff".to_owned(), "Okta".to_owned()));
        assert_eq!(label(&plan, None), "staff");
    }

    #[test]
    fn a_list_that_never_shows_everybody_is_a_source_of_its_own() {
        let log =
            Origin { format: "provisioning log", label: Some("provisioning log"), is_never_whole: true };
        let mut plan = Plan::default();
        assert_eq!(plan.usual_label(ListKind::Outside, Some(&log)), "provisioning log");
        plan.take_in(ListRecord {
            kind: ListKind::Outside,
            format: "provisioning log".into(),
            ..record("a", "Provisioning log", "2026-11-15")
        });
        assert_eq!(plan.usual_label(ListKind::Outside, Some(&log)), "provisioning log 2");
    }

    #[test]
    fn labels_of_one_source_differ_in_case_and_space_at_most() {
        let mut plan = Plan::default();
        plan.take_in(record("a", "Zürich ", "2026-11-15"));
        plan.take_in(record("b", "ZÜRICH", "2026-11-20"));
        assert_eq!(plan.usual_label(ListKind::Members, None), "ZÜRICH");
    }

    #[test]
    fn totals_speak_of_the_newest_evidence_and_never_of_tomorrow() {
        let mut plan = Plan::default();
        let today = day("2026-11-21");
        assert_eq!(plan.evidence_day(today), today);
        plan.take_in(record("a", "main account", "2026-11-15"));
        plan.take_in(record("b", "main account", "2026-12-15"));
        assert_eq!(plan.evidence_day(today), day("2026-11-15"));
    }
}
