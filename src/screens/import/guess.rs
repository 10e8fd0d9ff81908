//! What is proposed for a file to import: what it says of people, and where it came from. A person decides.

use crate::lists::{self, List, email};
use crate::plan::{Day, ListKind, Plan, same_label};

/// Rows looked at for the domain most people are on.
const FOR_DOMAIN: usize = 500;

/// What was imported before under the header of a file that is no product's.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Before {
    /// What every such list said of people, where they agree.
    kind: Option<ListKind>,
    /// Where every such list came from, where they agree.
    label: Option<String>,
}

impl Before {
    /// Returns what the lists of the plan with the header of this one agree on.
    pub(super) fn of(list: &List, plan: &Plan) -> Before {
        let Some(header) = list.header_key() else { return Before::default() };
        let mut same = plan.lists.iter().filter(|known| known.header == header);
        let Some(first) = same.next() else { return Before::default() };
        let mut before = Before { kind: Some(first.kind), label: Some(first.label.trim().to_owned()) };
        for known in same {
            before.kind = before.kind.filter(|kind| *kind == known.kind);
            before.label = before.label.filter(|label| same_label(label, &known.label));
        }
        Before { label: before.label.filter(|_| before.kind.is_some()), ..before }
    }
}

/// Returns the kind a list seems to be: that of its product, else that of the lists with its header before. A file that
/// tells neither is not guessed at: a wrong kind replaces a good list.
pub(super) fn kind(list: &List, plan: &Plan) -> Option<ListKind> {
    list.suggested.or_else(|| Before::of(list, plan).kind)
}

/// Returns where a list of this kind may come from, the likeliest first: what the plan knows, then the usual words. A
/// file of no product is called what it is named, and continues a list of the plan only where that had its header.
pub(super) fn labels(kind: Option<ListKind>, (list, file): (&List, &str), plan: &Plan) -> Vec<String> {
    let mut labels = Labels::default();
    if list.suggested.is_none() {
        let before = Before::of(list, plan);
        before.label.filter(|_| before.kind == kind).iter().for_each(|label| labels.offer(label));
        labels.offer(&own_name(kind, file, plan));
    }
    if let Some(kind) = kind {
        offer_known(&mut labels, kind, list, plan);
    }
    labels.0
}

/// Returns the name of a file without its day, with a number where the plan has lists of that name.
fn own_name(kind: Option<ListKind>, file: &str, plan: &Plan) -> String {
    let name = lists::name_without_day(file);
    let name = if name.is_empty() { kind.map_or("list", ListKind::word).to_owned() } else { name };
    plan.free_label(&name)
}

/// Labels in the order in which they are offered, each once.
#[derive(Default)]
struct Labels(Vec<String>);

impl Labels {
    fn offer(&mut self, label: &str) {
        if !label.is_empty() && !self.0.iter().any(|known| same_label(known, label)) {
            self.0.push(label.to_owned());
        }
    }
}

/// Offers the labels of the plan that suit a kind, then the usual words.
fn offer_known(labels: &mut Labels, kind: ListKind, list: &List, plan: &Plan) {
    let mut known: Vec<(Option<Day>, ListKind, &str)> =
        plan.lists.iter().map(|list| (list.as_of, list.kind, list.label.trim())).collect();
    known.sort_by_key(|(as_of, ..)| std::cmp::Reverse(*as_of));
    let of =
        |wanted: ListKind| known.iter().filter(move |(_, kind, _)| *kind == wanted).map(|(.., label)| *label);
    let suggested = list.suggested_label.filter(|_| list.suggested == Some(kind));
    match kind {
        ListKind::Outside => {
            if let Some(origin) = list.origin(kind).filter(|origin| origin.is_never_whole) {
                labels.offer(&plan.usual_label(kind, Some(&origin)));
            }
            // Release lists come domain by domain: the domain tells which one this continues.
            if let Some(domain) = domain(list) {
                of(kind).filter(|label| label.contains(domain)).for_each(|label| labels.offer(label));
                labels.offer(&format!("release {domain}"));
            }
            of(kind).for_each(|label| labels.offer(label));
            labels.offer("release");
        }
        ListKind::Members | ListKind::Pending => {
            of(kind).for_each(|label| labels.offer(label));
            of(if kind == ListKind::Members { ListKind::Pending } else { ListKind::Members })
                .for_each(|label| labels.offer(label));
            labels.offer(suggested.unwrap_or_default());
            labels.offer("main account");
        }
        ListKind::Directory | ListKind::Special => {
            if let Some(origin) = list.origin(kind).filter(|origin| origin.label.is_some()) {
                labels.offer(&plan.usual_label(kind, Some(&origin)));
            }
            of(kind).for_each(|label| labels.offer(label));
            labels.offer(suggested.unwrap_or_default());
            labels.offer(kind.word());
        }
    }
}

/// Returns the domain most people of the list are on, going by its first rows.
fn domain(list: &List) -> Option<&str> {
    let mut counted: Vec<(&str, usize)> = Vec::new();
    for row in list.table.rows().take(FOR_DOMAIN) {
        let domain = email::domain_of(row.email());
        match counted.iter_mut().find(|(known, _)| *known == domain) {
            Some((_, count)) => *count += 1,
            None => counted.push((domain, 1)),
        }
    }
    counted.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
    counted.first().map(|(domain, _)| *domain)
}

#[cfg(test)]
mod tests {
    use std::ops::ControlFlow;

    use super::*;
    use crate::lists::{Hints, read};
    use crate::plan::ListRecord;

    fn list(text: &str) -> List {
        read(text.as_bytes(), &Hints::default(), &mut |_| ControlFlow::Continue(())).unwrap()
    }

    fn plan(lists: &[(ListKind, &str, &str)]) -> Plan {
        let record = |(kind, label, as_of): &(ListKind, &str, &str)| ListRecord {
            kind: *kind,
            label: (*label).to_owned(),
            as_of: as_of.parse().ok(),
            ..ListRecord::default()
        };
        Plan { lists: lists.iter().map(record).collect(), ..Plan::default() }
    }

    fn of(kind: ListKind, list: &List, plan: &Plan) -> Vec<String> {
        labels(Some(kind), (list, "users-2026-11-21.csv"), plan)
    }

    #[test]
    fn a_file_of_no_product_is_called_what_it_is_named_and_continues_only_a_list_of_its_header() {
        let unknown = list("Mail,Town\nana@northwind.example,Bern\n");
        let mut known = plan(&[(ListKind::Members, "main account", "2026-11-01")]);
        assert_eq!(kind(&unknown, &known), None);
        assert_eq!(labels(None, (&unknown, "staff-2026-11-21.csv"), &known), ["staff"]);
        assert_eq!(labels(None, (&unknown, "Main account.csv"), &known), ["Main account 2"]);
        assert_eq!(of(ListKind::Members, &unknown, &known), ["users", "main account"]);
        known.lists[0].header = unknown.header_key().unwrap();
        assert_eq!(kind(&unknown, &known), Some(ListKind::Members));
        assert_eq!(of(ListKind::Members, &unknown, &known)[0], "main account");
        let mut other = known.lists[0].clone();
        other.label = "health".to_owned();
        known.lists.push(other);
        assert_eq!(of(ListKind::Members, &unknown, &known)[0], "users", "two sources have that header");
    }

    #[test]
    fn the_plans_own_words_for_a_source_come_first_the_newest_before_the_others() {
        let members = list("Email\nana@northwind.example\n");
        let known = plan(&[
            (ListKind::Members, "head office", "2026-11-01"),
            (ListKind::Members, "health", "2026-11-10"),
            (ListKind::Members, "Head office", "2026-11-12"),
        ]);
        assert_eq!(of(ListKind::Members, &members, &known), ["Head office", "health", "main account"]);
        assert_eq!(of(ListKind::Directory, &members, &known), ["directory"]);
        assert_eq!(of(ListKind::Members, &members, &Plan::default()), ["main account"]);
    }

    #[test]
    fn a_release_list_continues_the_one_of_its_domain() {
        let release = list("Email\nana@nw.example\nbo@nw.example\ncy@other.example\n");
        assert_eq!(of(ListKind::Outside, &release, &Plan::default()), ["release nw.example", "release"]);
        let known = plan(&[
            (ListKind::Outside, "release northwind.example", "2026-11-12"),
            (ListKind::Outside, "from legal: nw.example", "2026-11-01"),
        ]);
        let offered = of(ListKind::Outside, &release, &known);
        assert_eq!(offered[..2], ["from legal: nw.example", "release nw.example"]);
    }
}
