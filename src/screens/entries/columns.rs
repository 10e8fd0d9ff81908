//! The columns of a table of entries: answers as people say them, and what is worked out from them.

use super::worked::{WORKED, Worked};
use crate::app::Desk;
use crate::plan::{Day, Kind, ListKind, Part, Place, Question};
use crate::widgets::width;
use crate::wording;

/// The fewest cells a column is of use with, where its table does not say.
const LEAST: usize = 12;

/// The most cells a column gets.
const MOST: usize = 44;

/// One column.
pub(super) struct Column {
    what: What,
    least: usize,
}

enum What {
    Answer(&'static Question),
    Worked(&'static Worked),
}

impl Column {
    /// Returns the column a table names, or nothing where the part has no such question.
    pub(super) fn named(name: &str, part: &'static Part) -> Option<Column> {
        let (id, least) = name.split_once(':').unwrap_or((name, ""));
        let what = match id.strip_prefix('=') {
            Some(id) => What::Worked(WORKED.iter().find(|one| one.part == part.id && one.id == id)?),
            None => What::Answer(part.rows.questions().into_iter().find(|question| question.id == id)?),
        };
        Some(Column { what, least: least.parse().unwrap_or(LEAST) })
    }

    pub(super) fn label(&self) -> &'static str {
        match self.what {
            What::Answer(question) => question.label,
            What::Worked(worked) => worked.label,
        }
    }

    /// Whether it is a number and stands at the right.
    pub(super) fn is_number(&self) -> bool {
        match self.what {
            What::Answer(question) => is_number(question),
            What::Worked(worked) => worked.number,
        }
    }

    /// Returns what it shows of an entry.
    pub(super) fn cell(&self, part: &Part, id: &str, desk: &Desk) -> String {
        match self.what {
            // What is not asked of an entry is no open answer.
            What::Answer(question) if !part.rows.shows(desk.plan(), id, question.id) => String::new(),
            What::Answer(question) => {
                let place = Place::new(part.id, id, question.id);
                let (first, lines) = desk.plan().brief(&place).unwrap_or_default();
                shown(question, &first, lines, desk.today)
            }
            What::Worked(worked) => (worked.cell)(id, desk),
        }
    }
}

/// Returns an answer as a table shows it, of several lines the first or how many they are: dates and words as people say them.
fn shown(question: &Question, answer: &str, lines: usize, today: Day) -> String {
    match question.kind {
        Kind::Choice(offered) => offered
            .iter()
            .find(|one| one.word == answer)
            .map_or(answer, |one| {
                one.label.split_once([':', '(', ',']).map_or(one.label, |(short, _)| short.trim())
            })
            .to_owned(),
        Kind::Date => answer.parse().map_or_else(|_| answer.to_owned(), |day| wording::day(day, today)),
        Kind::Count => answer.parse::<u32>().map_or_else(|_| answer.to_owned(), wording::thousands),
        Kind::Entries if lines > 1 => wording::thousands(wording::count(lines)),
        Kind::Shown if question.id == "kind" => {
            let kind = ListKind::ALL.iter().find(|kind| kind.label() == answer);
            kind.map_or(answer, |kind| kind.word()).to_owned()
        }
        Kind::Shown => match (answer.parse::<Day>(), answer.parse::<u32>()) {
            (Ok(day), _) => wording::day(day, today),
            (_, Ok(number)) => wording::thousands(number),
            _ => answer.to_owned(),
        },
        _ => answer.to_owned(),
    }
}

/// Whether a column is a number and stands at the right.
fn is_number(question: &Question) -> bool {
    matches!(question.kind, Kind::Count | Kind::Percent)
        || matches!(
            question.id,
            "people" | "rows" | "consolidated" | "invited" | "outstanding" | "unnamed" | "rate_low" | "steps"
        )
}

/// Gives each column the cells it needs, the first ones first; columns for which there is no room are left out.
pub(super) fn widths(columns: &[Column], rows: &[Vec<String>], room: usize) -> Vec<usize> {
    let needed: Vec<usize> = (columns.iter().enumerate())
        .map(|(n, column)| {
            let longest = rows.iter().map(|row| width(&row[n])).max().unwrap_or(0);
            longest.max(width(column.label())).min(MOST)
        })
        .collect();
    let mut widths: Vec<usize> =
        needed.iter().zip(columns).map(|(cells, column)| *cells.min(&column.least)).collect();
    let total = |widths: &[usize]| widths.iter().map(|cells| cells + 2).sum::<usize>();
    while widths.len() > 2 && total(&widths) > room {
        widths.pop();
    }
    if total(&widths) > room {
        // Two columns that are cut say more than one.
        for cells in &mut widths {
            *cells = LEAST.min(*cells);
        }
        widths.truncate(if total(&widths) > room { 1 } else { 2 });
    }
    let mut left = room.saturating_sub(total(&widths));
    for (cells, needed) in widths.iter_mut().zip(needed) {
        let more = (needed - *cells).min(left);
        *cells += more;
        left -= more;
    }
    widths
}
