//! What stands behind an entry: the parts of a tool, the steps of a case, the lists a fact sums up.

use super::{CaseKind, DataGroup, Guide, Step, Tool, Why};

/// Some lines about an entry under a heading of their own.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Detail<'a> {
    /// What the lines are about.
    pub title: &'static str,
    /// The lines, each a sentence or a name.
    pub lines: Vec<String>,
    /// The ids of the entries the lines were taken from, where each line is one.
    pub ids: Vec<&'a str>,
}

impl<'a> Detail<'a> {
    fn new(title: &'static str, lines: impl IntoIterator<Item = String>) -> Detail<'a> {
        Detail { title, lines: lines.into_iter().collect(), ids: Vec::new() }
    }
}

impl Guide {
    /// Returns what else there is to say about the entry with this id, in the order in which it is shown; nothing for
    /// an entry that says it all by itself.
    #[must_use]
    pub fn details(&self, id: &str) -> Vec<Detail<'_>> {
        let mut details = match (self.tool(id), self.case_kind(id)) {
            (Some(tool), _) if tool.id == id => of_tool(tool),
            (_, Some(case)) if case.id == id => of_case(case),
            _ => self.of_lists(id),
        };
        details.extend(self.see_also(id));
        details.retain(|detail| !detail.lines.is_empty());
        details
    }

    /// Returns the lists that some facts sum up.
    fn of_lists(&self, id: &str) -> Vec<Detail<'_>> {
        let mut details = Vec::new();
        if let Some(group) = DataGroup::ALL.into_iter().find(|group| group.fact() == id) {
            details.push(Detail::new("The list", self.data_in(group).map(|item| item.title.clone())));
        }
        match id {
            "TEC-2" => details.push(Detail::new(
                "The changes, and what to tell people",
                self.changes().iter().map(|change| format!("{}. {}", change.title, change.paragraph)),
            )),
            "COM-2" => details.push(Detail::new(
                "The six elements",
                self.elements()
                    .iter()
                    .map(|one| format!("{}: {} For example: {}", one.title, one.asks, one.example)),
            )),
            "COM-5" => details.push(Detail::new(
                "The paragraphs",
                self.paragraphs().iter().map(|one| format!("{} ({}). {}", one.title, one.for_whom, one.text)),
            )),
            "SUB-15" => details
                .push(Detail::new("The providers", self.providers().iter().map(|one| one.title.clone()))),
            "SUB-5" => details.push(Detail::new(
                "Worked examples",
                self.delegation_examples().iter().map(super::DelegationExample::spelled),
            )),
            _ => {}
        }
        details
    }

    /// Returns the facts that go with a tool, an option or a case kind, or beside which a paragraph is told.
    fn see_also(&self, id: &str) -> Option<Detail<'_>> {
        let none = &Vec::new();
        let facts = self
            .tools()
            .iter()
            .map(|tool| (&tool.id, &tool.facts))
            .chain(self.domain_options().iter().map(|option| (&option.id, &option.facts)))
            .chain(self.case_kinds().iter().map(|case| (&case.id, &case.facts)))
            .find(|(known, _)| *known == id)
            .map_or(none, |(_, facts)| facts);
        let known: Vec<_> = facts.iter().filter_map(|fact| self.why(fact)).collect();
        let lines = known.iter().map(Why::told).collect();
        let ids = known.iter().map(|why| why.id).collect();
        (!known.is_empty()).then_some(Detail { title: "What goes with it", lines, ids })
    }
}

fn of_tool(tool: &Tool) -> Vec<Detail<'_>> {
    vec![
        Detail::new("For whom", [tool.for_whom.clone()]),
        Detail::new("What speaks for it", tool.pros.iter().cloned()),
        Detail::new("What speaks against it", tool.cons.iter().cloned()),
        Detail::new("Beware", [tool.warning.clone()]),
    ]
}

fn of_case(case: &CaseKind) -> Vec<Detail<'_>> {
    let lost = [case.lost_if_skipped.clone()].into_iter().filter(|_| !case.steps.is_empty());
    vec![
        Detail::new("When it applies", [case.trigger.clone()]),
        Detail::new("The steps, in order", (1..).zip(&case.steps).map(|(n, step)| spelled(n, step))),
        Detail::new("What is lost if the steps are skipped", lost),
    ]
}

fn spelled(number: usize, step: &Step) -> String {
    let waits = if step.blocking { " Its people wait for this." } else { "" };
    let last = if step.point_of_no_return { " There is no way back from it." } else { "" };
    format!("{number}. {}{waits}{last}", step.says)
}

#[cfg(test)]
mod tests {
    use super::super::guide;

    fn text(id: &str) -> String {
        let line = |detail: super::Detail| format!("{}\n{}\n", detail.title, detail.lines.join("\n"));
        guide().details(id).into_iter().map(line).collect()
    }

    #[test]
    fn every_record_of_the_guide_is_told_behind_some_entry() {
        let all: String = guide().ids().map(text).collect();
        let guide = guide();
        let wanted = guide
            .tools()
            .iter()
            .flat_map(|tool| [&tool.for_whom, &tool.warning].into_iter().chain(&tool.pros).chain(&tool.cons))
            .chain(guide.case_kinds().iter().flat_map(|case| case.steps.iter().map(|step| &step.says)))
            .chain(guide.case_kinds().iter().map(|case| &case.trigger))
            .chain(guide.data_items().iter().map(|item| &item.title))
            .chain(guide.changes().iter().flat_map(|change| [&change.title, &change.paragraph]))
            .chain(guide.elements().iter().flat_map(|one| [&one.asks, &one.example]))
            .chain(guide.paragraphs().iter().flat_map(|one| [&one.for_whom, &one.text]))
            .chain(guide.providers().iter().map(|one| &one.title));
        for says in wanted {
            assert!(all.contains(says.as_str()), "{says} is told nowhere");
        }
        for example in guide.delegation_examples() {
            assert!(all.contains(&example.spelled()), "{example:?}");
        }
    }

    #[test]
    fn steps_say_what_waits_for_them_and_where_no_way_leads_back() {
        let phone = text("SC-PHONE");
        assert!(phone.contains("Its people wait for this."), "{phone}");
        assert!(text("SC-VIP").contains("There is no way back from it."));
        assert!(guide().details("D-1").is_empty());
        assert!(guide().details("SC-EASY").iter().all(|detail| !detail.title.starts_with("What is lost")));
    }

    #[test]
    fn what_goes_with_an_entry_is_named_by_its_facts() {
        let details = guide().details("DOM-CHANGE");
        let beside = details.last().unwrap();
        assert_eq!(beside.ids, ["DOM-1", "DOM-2", "Z-5", "Z-EXIT"]);
        assert_eq!(beside.lines.len(), 4);
    }
}
