//! The numbers of the overview: the rate with what it is made of, and the table of the domains.

use ratatui::layout::Rect;
use ratatui::style::Style;

use crate::app::Desk;
use crate::plan::{Percent, Permille, Plan};
use crate::progress::{DomainProgress, Progress, Rate};
use crate::widgets::{Canvas, Share, cut, meter, pad_left, width, wrap};
use crate::wording::{self, count, per_cent, plural, thousands};

/// What the overview says of the rate.
pub(super) struct RateLines {
    /// How many are in, of how many.
    people: String,
    /// The rate against the target.
    rate: String,
    share: Option<Share>,
    /// What that means.
    says: String,
    /// The same where there is no room for all of it.
    short: String,
}

impl RateLines {
    /// Works it out from the totals.
    pub(super) fn of(desk: &Desk) -> RateLines {
        let (plan, progress) = (desk.plan(), desk.progress());
        let Some(rate) = progress.rate else {
            let says = if desk.measured.is_none() {
                "The numbers will stand here in a moment."
            } else if plan.lists.is_empty() && plan.readings.is_empty() {
                "Import the release list and the users export of your account, or type in the portal's readings, and the rate stands here."
            } else {
                "The lists and readings name nobody outside yet. The release list does, and so does a reading of the portal's outside count."
            };
            let people =
                if desk.measured.is_none() { "Everybody is being counted" } else { "Nobody was counted yet" };
            let rate = plan.target().map_or(String::new(), |target| format!("target {target} %"));
            let short = "Import lists or type in readings.".to_owned();
            return RateLines { people: people.to_owned(), rate, share: None, says: says.to_owned(), short };
        };
        let target = plan.target();
        RateLines {
            people: rate.people_in(),
            rate: match target {
                Some(target) => format!("{}, target {target} %", range(rate)),
                None => format!("{}, no target set", range(rate)),
            },
            share: Some(Share {
                low: rate.low.0,
                high: rate.high.0,
                target: target.map(|target| u16::from(target.0) * 10),
            }),
            says: meaning(plan, progress, rate),
            short: target.map_or(String::new(), |target| until(rate, target)),
        }
    }

    /// Returns how many rows it takes.
    pub(super) fn height(&self, width: u16) -> u16 {
        let says = wrap(&self.says, usize::from(width)).len();
        u16::try_from(says).unwrap_or(1)
            + 1
            + u16::from(self.share.is_some())
            + u16::from(self.is_tight(width))
    }

    /// Whether people and rate do not fit into one row.
    fn is_tight(&self, room: u16) -> bool {
        width(&self.people) + 2 + width(&self.rate) > usize::from(room)
    }

    /// Draws it from the top of `area`.
    pub(super) fn draw(&self, area: Rect, canvas: &mut Canvas) {
        let heading = canvas.theme.heading();
        canvas.put(area, (0, 0), &self.people, heading);
        let mut row = u16::from(self.is_tight(area.width));
        if row == 1 {
            canvas.put(area, (0, 1), &self.rate, heading);
        } else {
            canvas.put_right(area, 0, &self.rate, heading);
        }
        if let Some(share) = self.share {
            row += 1;
            meter(canvas, area, row, share);
        }
        let left = usize::from(area.height.saturating_sub(row + 1));
        let fits = wrap(&self.says, usize::from(area.width)).len() <= left;
        canvas.paragraph(area, row + 1, if fits { &self.says } else { &self.short }, Style::new());
    }
}

/// Returns a rate as a range where its ends differ: `58.1–62.3 %`.
fn range(rate: Rate) -> String {
    if rate.is_range() {
        let Permille(low) = rate.low;
        format!("{}.{}–{}", low / 10, low % 10, per_cent(rate.high))
    } else {
        per_cent(rate.low)
    }
}

/// Returns what the rate means, in one to three sentences.
fn meaning(plan: &Plan, progress: &Progress, rate: Rate) -> String {
    let total = &progress.total;
    let mut says = Vec::new();
    if rate.maybe_elsewhere() > 0 {
        says.push(format!(
            "Where only the portal counts, up to {} may have changed their address instead of coming in.",
            thousands(rate.maybe_elsewhere())
        ));
    } else if total.unnamed > 0 {
        let unnamed = thousands(total.unnamed);
        says.push(format!("{} with the {unnamed} counted but unnamed: gates use that.", per_cent(rate.low)));
    }
    says.extend(plan.target().map(|target| until(rate, target)));
    let left_out: Vec<String> = [(total.gone, "gone"), (total.excluded, "excluded")]
        .into_iter()
        .filter(|(n, _)| *n > 0)
        .map(|(n, what)| format!("{} {what}", thousands(n)))
        .collect();
    if !left_out.is_empty() {
        says.push(format!("Not counted: {}.", wording::and(&left_out)));
    }
    says.join(" ")
}

fn until(rate: Rate, target: Percent) -> String {
    match rate.missing(target) {
        0 => format!("The target of {target} % is reached."),
        missing => format!("{} to reach {target} %.", plural(missing, "more person", "more people")),
    }
}

/// A column of the domains table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Column {
    Out,
    Invited,
    In,
    Gone,
    Rate,
}

impl Column {
    const ALL: [Column; 5] = [Column::Out, Column::Invited, Column::In, Column::Gone, Column::Rate];
    /// What gives way first where there is little room.
    const GIVE_WAY: [Column; 4] = [Column::Gone, Column::Invited, Column::Out, Column::In];

    fn label(self) -> &'static str {
        match self {
            Column::Out => "out",
            Column::Invited => "invited",
            Column::In => "in",
            Column::Gone => "gone",
            Column::Rate => "rate",
        }
    }

    fn cell(self, domain: &DomainProgress) -> String {
        let counts = &domain.counts;
        match self {
            Column::Out => thousands(counts.outstanding.saturating_add(counts.unnamed)),
            Column::Invited => thousands(counts.invited),
            Column::In => thousands(counts.consolidated),
            Column::Gone => thousands(counts.gone),
            Column::Rate => domain.rate.map_or("-".to_owned(), |rate| per_cent(rate.low)),
        }
    }
}

/// The fewest cells for a domain's name.
const NAME: usize = 16;

/// Returns the columns that fit into `room` beside the name, each with its cells; the widest need of `cells` decides.
fn columns(room: usize, cells: impl Fn(Column) -> usize) -> Vec<(Column, usize)> {
    let mut columns: Vec<(Column, usize)> =
        Column::ALL.into_iter().map(|column| (column, cells(column).max(column.label().len()) + 2)).collect();
    for column in Column::GIVE_WAY {
        if columns.iter().map(|(_, cells)| cells).sum::<usize>() + NAME <= room {
            break;
        }
        columns.retain(|(kept, _)| *kept != column);
    }
    columns
}

/// Returns the domains the table shows: the plan's own, and others on which somebody counts.
fn listed(progress: &Progress) -> Vec<&DomainProgress> {
    progress.domains.iter().filter(|domain| domain.owned || domain.rate.is_some()).collect()
}

/// Returns how many rows the table of the domains takes, with its header; none without domains.
pub(super) fn domains_height(desk: &Desk) -> u16 {
    match listed(desk.progress()).len() {
        0 => 0,
        n => u16::try_from(n + 1).unwrap_or(u16::MAX),
    }
}

/// Draws the table of the domains; where they do not all fit, the last row says how many more there are.
pub(super) fn domains(desk: &Desk, area: Rect, canvas: &mut Canvas) {
    let domains = listed(desk.progress());
    if area.height < 2 || domains.is_empty() {
        return;
    }
    let quiet = canvas.theme.quiet();
    let longest =
        |column: Column| domains.iter().map(|domain| width(&column.cell(domain))).max().unwrap_or(0);
    let columns = columns(usize::from(area.width), longest);
    let numbers: usize = columns.iter().map(|(_, cells)| cells).sum();
    let name = usize::from(area.width).saturating_sub(numbers);
    let mut line = |row: u16, first: &str, cells: &dyn Fn(Column) -> String, style: Style| {
        canvas.put(area, (0, row), &cut(first, name), style);
        let mut column = name;
        for (of, room) in &columns {
            let at = u16::try_from(column).unwrap_or(u16::MAX);
            canvas.put(area, (at, row), &pad_left(&cells(*of), *room), style);
            column += room;
        }
    };
    line(0, "domain", &|column| column.label().to_owned(), quiet);
    let fit = usize::from(area.height - 1);
    let shown = if domains.len() > fit { fit - 1 } else { domains.len() };
    for (row, domain) in (1..).zip(&domains[..shown]) {
        line(row, &domain.name, &|column| column.cell(domain), Style::new());
    }
    if shown < domains.len() {
        let more = plural(count(domains.len() - shown), "more domain", "more domains");
        line(area.height - 1, &more, &|_| String::new(), quiet);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kept(room: usize) -> Vec<&'static str> {
        columns(room, |column| if column == Column::Rate { 6 } else { 3 })
            .into_iter()
            .map(|(column, _)| column.label())
            .collect()
    }

    #[test]
    fn rate_and_name_stay_where_columns_give_way() {
        assert_eq!(kept(53), ["out", "invited", "in", "gone", "rate"]);
        assert_eq!(kept(48), ["out", "invited", "in", "rate"]);
        assert_eq!(kept(36), ["out", "in", "rate"]);
        assert_eq!(kept(20), ["rate"]);
    }

    #[test]
    fn a_rate_says_what_the_unnamed_people_make_of_it_and_who_is_missing() {
        let mut progress = Progress::default();
        progress.total.unnamed = 71;
        progress.total.gone = 16;
        let rate = Rate {
            low: Permille(581),
            high: Permille(623),
            consolidated: 612,
            of_low: 1054,
            consolidated_high: 612,
            of_high: 983,
        };
        assert_eq!(range(rate), "58.1–62.3 %");
        assert_eq!(
            meaning(&Plan::default(), &progress, rate),
            "58.1 % with the 71 counted but unnamed: gates use that. \
             179 more people to reach 75 %. Not counted: 16 gone."
        );
    }
}
