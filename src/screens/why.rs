//! Why something is asked or said: the reason, the fact, who says so, and where other documents differ.
//!
//! It tells; it judges nothing and changes nothing.

use ratatui::layout::Rect;
use ratatui::style::Style;

use super::ask::popup;
use super::{Go, Screen};
use crate::app::{Action, Desk, Scope};
use crate::guide::{Beside, Why as Guided, guide};
use crate::untrusted::clean_lines;
use crate::widgets::{Canvas, wrap};

/// How wide the pop-up is where there is room.
const WIDTH: u16 = 76;

/// From this width on, a page gives the reason a panel of its own at the right.
pub(super) const BESIDE: u16 = 84;

/// What is asked or said, and why.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Reason {
    /// What is asked or said.
    pub(super) says: String,
    /// Why it matters; empty when only the guide says why.
    pub(super) why: String,
    /// The guide's fact behind it.
    pub(super) fact: Option<&'static str>,
    /// What stands behind the fact is told too, such as the steps of a case.
    pub(super) is_whole: bool,
}

/// How loudly a line is said.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Voice {
    Plain,
    Heading,
    /// A heading that is kept where there is little room, since what follows would be misread without it.
    Aside,
    Quiet,
}

impl Reason {
    /// Returns it with all that stands behind its fact.
    pub(super) fn whole(self) -> Reason {
        Reason { is_whole: true, ..self }
    }

    /// Returns its paragraphs; an empty one is a gap.
    fn paragraphs(&self) -> Vec<(Voice, String)> {
        let mut all = vec![(Voice::Plain, self.says.clone())];
        let gap = || (Voice::Plain, String::new());
        if !self.why.is_empty() {
            all.extend([gap(), (Voice::Heading, "Why this matters".to_owned())]);
            all.push((Voice::Plain, self.why.clone()));
        }
        if let Some(why) = self.fact.and_then(|fact| guide().why(fact)) {
            let heading = if why.reported { "What is reported" } else { "What the guidance says" };
            if !self.says.ends_with(why.says) {
                all.extend([gap(), (Voice::Heading, heading.to_owned())]);
                all.push((Voice::Plain, why.says.to_owned()));
            }
            all.push((Voice::Quiet, source(why.source_title, why.section)));
            if !why.also.is_empty() {
                all.push((Voice::Quiet, format!("Also: {}.", why.also.join("; "))));
            }
            all.extend(others("Where documents differ", &why.differs));
            all.extend(self.behind(&why));
            all.extend(others("What adds to it", &why.beside));
        }
        if all.len() == 1 {
            all.push((Voice::Quiet, "There is no more to say about it.".to_owned()));
        }
        all
    }

    /// Returns what stands behind the fact, where all is to be told; what is told as differing or adding stands there once.
    fn behind(&self, why: &Guided<'_>) -> Vec<(Voice, String)> {
        let mut all = Vec::new();
        let elsewhere = |id: &&str| why.differs.iter().chain(&why.beside).any(|other| other.id == *id);
        for detail in if self.is_whole { guide().details(why.id) } else { Vec::new() } {
            let is_told = |at: usize| detail.ids.get(at).is_some_and(elsewhere);
            let lines = (0..).zip(&detail.lines).filter(|(at, _)| !is_told(*at));
            let lines: Vec<_> = lines.map(|(_, line)| (Voice::Plain, line.clone())).collect();
            if !lines.is_empty() {
                all.extend([(Voice::Plain, String::new()), (Voice::Heading, detail.title.to_owned())]);
                all.extend(lines);
            }
        }
        all
    }

    fn lines(&self, width: usize) -> Vec<(Voice, String)> {
        let wrapped = |(voice, text): (Voice, String)| {
            wrap(&clean_lines(&text), width).into_iter().map(move |line| (voice, line)).collect::<Vec<_>>()
        };
        self.paragraphs().into_iter().flat_map(wrapped).collect()
    }

    /// Writes as much of it as fits, from its line `top` on.
    pub(super) fn draw(&self, top: usize, area: Rect, canvas: &mut Canvas) {
        let mut lines = self.lines(usize::from(area.width));
        if lines.len() > top + usize::from(area.height) && area.height < 9 {
            lines.retain(counts);
        }
        for (row, (voice, line)) in (0..area.height).zip(lines.iter().skip(top)) {
            let style = match voice {
                Voice::Plain => Style::new(),
                Voice::Heading | Voice::Aside => canvas.theme.heading(),
                Voice::Quiet => canvas.theme.quiet(),
            };
            canvas.put(area, (0, row), line, style);
        }
    }
}

/// Whether a line stays where there is little room: what is said counts more than headings and gaps.
fn counts((voice, line): &(Voice, String)) -> bool {
    *voice != Voice::Heading && !line.is_empty()
}

/// Returns what other entries say, each with who says so, under a heading; nothing where there is none.
fn others(heading: &str, others: &[Beside<'_>]) -> Vec<(Voice, String)> {
    let mut all = Vec::new();
    if !others.is_empty() {
        all.extend([(Voice::Plain, String::new()), (Voice::Aside, heading.to_owned())]);
    }
    for other in others {
        all.push((Voice::Plain, format!("- {}", other.told())));
        all.push((Voice::Quiet, format!("  {}", source(other.source_title, ""))));
    }
    all
}

/// Returns who says so, as a sentence.
pub(super) fn source(title: &str, section: &str) -> String {
    if section.is_empty() { format!("Source: {title}.") } else { format!("Source: {title}, {section}.") }
}

/// The pop-up.
pub(super) struct Why {
    reason: Reason,
    top: usize,
}

impl Why {
    /// Makes the pop-up for a reason.
    pub(super) fn of(reason: Reason) -> Box<dyn Screen> {
        Box::new(Why { reason: reason.whole(), top: 0 })
    }

    /// Makes the pop-up for a page: what it is for, and the fact behind it.
    pub(super) fn of_page(about: &str, fact: &'static str) -> Box<dyn Screen> {
        Why::of(Reason { says: about.to_owned(), fact: Some(fact), ..Reason::default() })
    }

    /// Returns how many lines there are and how many of them fit.
    fn sizes(&self, desk: &Desk) -> (usize, usize) {
        let (columns, rows) = desk.size;
        let width = WIDTH.min(columns.saturating_sub(2)).saturating_sub(4);
        (self.reason.lines(usize::from(width)).len(), usize::from(rows.saturating_sub(6)))
    }
}

impl Screen for Why {
    fn title(&self, _desk: &Desk) -> String {
        "Why".to_owned()
    }
    fn about(&self) -> &'static str {
        "The reason, who says so, and where the documents differ. Enter closes it."
    }
    fn scopes(&self, _desk: &Desk) -> Vec<Scope> {
        vec![Scope::Text]
    }
    fn act(&mut self, action: Action, desk: &mut Desk) -> Go {
        let (lines, fit) = self.sizes(desk);
        self.top = match action {
            Action::Up => self.top.saturating_sub(1),
            Action::Down => self.top + 1,
            Action::PageUp => self.top.saturating_sub(fit),
            Action::PageDown => self.top + fit,
            _ => return Go::Pass,
        }
        .min(lines.saturating_sub(fit));
        Go::Stay
    }
    fn draw(&self, _desk: &Desk, area: Rect, canvas: &mut Canvas) {
        let width = WIDTH.min(area.width).saturating_sub(4);
        let lines = self.reason.lines(usize::from(width)).len();
        let height = u16::try_from(lines).unwrap_or(u16::MAX).saturating_add(2);
        let inner = popup(area, (WIDTH, height), "Why", canvas);
        let top = self.top.min(lines.saturating_sub(usize::from(inner.height)));
        self.reason.draw(top, inner, canvas);
        canvas.point(inner, (0, 0));
        if top + usize::from(inner.height) < lines {
            let quiet = canvas.theme.quiet();
            canvas.put_right(
                Rect { y: inner.y + inner.height, height: 1, ..inner },
                0,
                " more: Down ",
                quiet,
            );
        }
    }
    fn is_popup(&self) -> bool {
        true
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_reason_names_its_source_and_tells_what_differs_apart_from_what_adds() {
        let reason = Reason { says: "Why so?".to_owned(), fact: Some("DOM-CHANGE"), ..Reason::default() };
        let text: String = reason.lines(300).into_iter().map(|(_, line)| line + "\n").collect();
        assert!(text.contains("Source: Account and User Consolidation Explainer"), "{text}");
        let (_, after) = text.split_once("Where documents differ\n").unwrap();
        let (differs, adds) = after.split_once("What adds to it\n").unwrap();
        let holds = |text: &str, id: &str| text.contains(&guide().why(id).unwrap().told());
        assert!(holds(differs, "Z-EXIT") && !holds(adds, "Z-EXIT"), "{text}");
        assert!(holds(adds, "Z-5") && !holds(differs, "Z-5"), "{text}");
        assert!(holds(adds, "Z-ADDRESS-CHANGE") && adds.contains("- Reported: "), "{text}");
    }

    #[test]
    fn what_is_told_as_adding_is_not_told_again_behind_the_fact() {
        let reason = Reason { fact: Some("SC-MULTI"), ..Reason::default() }.whole();
        let text: String = reason.lines(300).into_iter().map(|(_, line)| line + "\n").collect();
        assert_eq!(text.matches(&guide().why("Z-OWNER").unwrap().told()).count(), 1, "{text}");
        let at = |heading: &str| text.find(&format!("{heading}\n")).unwrap();
        assert!(at("Where documents differ") < at("The steps, in order"), "{text}");
        assert!(at("The steps, in order") < at("What adds to it"), "{text}");
    }

    #[test]
    fn in_little_room_a_difference_keeps_its_heading() {
        let reason = Reason { fact: Some("DOM-SIGNUP"), ..Reason::default() };
        let mut lines = reason.lines(300);
        lines.retain(counts);
        let at = |text: &str| lines.iter().position(|(_, line)| line.contains(text));
        let differs = guide().why("Z-4").unwrap().told();
        assert_eq!(at("Where documents differ").unwrap() + 1, at(&differs).unwrap(), "{lines:?}");
        assert_eq!(at("What the guidance says"), None);
    }

    #[test]
    fn a_reason_without_a_fact_still_says_something() {
        let reason = Reason { says: "A list is missing.".to_owned(), ..Reason::default() };
        assert_eq!(reason.lines(40).len(), 2);
    }
}
