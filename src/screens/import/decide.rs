//! Yes or no: what stands in the way of an import, what is asked before one goes on, and what is said afterwards.

use std::sync::Arc;

use super::preview::{Preview, Stop};
use super::{Import, Step, words};
use crate::app::{self, Action, Desk, Job, Totals};
use crate::screens::entries::Entries;
use crate::screens::{Go, Way, difference};
use crate::widgets::{State, Window};
use crate::wording::{count, plural};

/// What is asked over the preview, each with the harmless answer first.
pub(super) enum Asked {
    /// Whether it is left, and where to; without a way the choice of a file.
    Leave(Option<Way>),
    /// Whether a list is imported in which so many people are missing.
    Missing(String),
}

impl Asked {
    pub(super) fn answers(&self) -> [&'static str; 2] {
        match self {
            Asked::Leave(_) => ["Stay here", "Leave, and forget what I chose"],
            Asked::Missing(_) => ["Cancel", "Import it anyway"],
        }
    }
}

impl Import {
    /// Goes to the line that imports the list, or says why there is none.
    pub(super) fn go_to_the_import(&mut self, desk: &mut Desk) {
        let Step::Preview(preview) = &mut self.step else { return };
        if let Some((_, problem)) = preview.problem(desk.today).filter(|_| preview.is_empty()) {
            desk.say(State::Attention, problem);
        } else {
            (preview.stop, preview.is_typing) = (Stop::Import, false);
        }
        self.settle(desk);
    }

    /// Imports the list, unless an answer is missing or it may be the wrong file.
    pub(super) fn import(&mut self, desk: &mut Desk) -> Go {
        let Step::Preview(preview) = &mut self.step else { return Go::Stay };
        if let Some(why) = desk.open.as_ref().and_then(|open| open.read_only.clone()) {
            desk.say(State::Attention, format!("Nothing can be imported. {why}"));
            return Go::Stay;
        }
        if preview.reading.is_some() {
            desk.say(State::Attention, "The file is being read again. Import it when that is done.");
            return Go::Stay;
        }
        if let Some((stop, problem)) = preview.problem(desk.today) {
            (preview.stop, preview.is_typing) = (stop, false);
            preview.follow_up(desk);
            desk.say(State::Attention, problem);
            return Go::Stay;
        }
        if preview.follow.is_under_way() {
            desk.say(State::Attention, "What changes is still being compared. Import it when that is told.");
            return Go::Stay;
        }
        match preview.follow.mostly_missing() {
            Some(missing) => self.ask(Asked::Missing(missing)),
            None => self.keep(desk),
        }
        Go::Stay
    }

    /// Asks something over the preview.
    pub(super) fn ask(&mut self, asked: Asked) {
        self.step = match std::mem::replace(&mut self.step, Step::File) {
            Step::Preview(mut preview) | Step::Asking(mut preview, ..) => {
                (preview.picking, preview.is_typing) = (None, false);
                Step::Asking(preview, asked, Window::default())
            }
            step => step,
        };
    }

    /// Keeps the list and measures everybody with it.
    pub(super) fn keep(&mut self, desk: &mut Desk) {
        self.step = match std::mem::replace(&mut self.step, Step::File) {
            Step::Preview(preview) => match preview.record(desk.plan(), desk.today) {
                None => Step::Preview(preview),
                Some(record) => {
                    let columns = preview.said.to_remember(&preview.file);
                    let (list, plan) = (Arc::clone(&preview.list), Arc::clone(desk.plan()));
                    let import = app::Import { list, record, plan, columns };
                    let before = Totals::of(desk.progress());
                    let job = desk.start("Importing", Job::Import(Box::new(import)));
                    Step::Keeping(job, preview, before)
                }
            },
            step => step,
        };
    }

    /// Does what the chosen answer to a question says.
    pub(super) fn answer(&mut self, desk: &mut Desk) -> Go {
        let (preview, asked, window) = match std::mem::replace(&mut self.step, Step::File) {
            Step::Asking(preview, asked, window) => (preview, asked, window),
            step => {
                self.step = step;
                return Go::Stay;
            }
        };
        if window.chosen() == 0 {
            self.step = Step::Preview(preview);
            self.settle(desk);
            return Go::Stay;
        }
        match asked {
            Asked::Missing(_) => {
                self.step = Step::Preview(preview);
                self.keep(desk);
                Go::Stay
            }
            Asked::Leave(way) => {
                preview.give_up(desk);
                match way {
                    None | Some(Way::Page("import")) => Go::Stay,
                    Some(Way::Page(page)) => Go::Page(page),
                    Some(Way::Phase(number)) => Go::Phase(number),
                    Some(Way::Quit) => Go::Do(Action::Quit),
                }
            }
        }
    }

    /// Says what the import did, and shows the list among the others.
    pub(super) fn imported(preview: &Preview, before: Totals, desk: &mut Desk) -> Go {
        let after = Totals::of(desk.progress());
        let people = plural(count(preview.list.table.len()), "person", "people");
        let known = preview.follow.known();
        let same = known.and_then(|known| known.same_as.as_ref());
        let same = same.map(|same| format!(" {}", words::same_rows(same, desk.today)));
        let moved = known.and_then(|known| difference::in_words(known)).map(|says| format!(" {says}"));
        let more = if moved.is_some() { " c shows who." } else { "" };
        let says = format!(
            "Imported {people}.{} {}{more}{}",
            moved.unwrap_or_default(),
            words::changed((before, after)),
            same.unwrap_or_default()
        );
        desk.say(State::Good, says);
        let id = desk.plan().lists.last().map(|list| list.id.clone()).unwrap_or_default();
        Go::Instead(Box::new(Entries::at("lists", &id, desk)))
    }
}
