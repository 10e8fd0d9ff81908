//! Sub-accounts: the licences left for them (fact SUB-5), and what the chosen one needs, topic by topic.

use ratatui::layout::Rect;
use ratatui::style::Style;

use super::entries::Entries;
use super::why::{Reason, Why};
use super::{Go, Screen};
use crate::advice::remaining_licences;
use crate::advice::sub_account::{Need, Tick, Topic, needs};
use crate::app::{Action, Desk, Scope};
use crate::plan::{Payment, Place, SubAccount};
use crate::progress::Standing;
use crate::widgets::{Canvas, State, wrap};
use crate::wording::thousands;

/// From so many rows on, the page has room for what the chosen one needs.
const WITH_NEEDS: u16 = 12;

/// The page.
pub(super) struct SubAccounts {
    table: Entries,
    topic: usize,
}

impl SubAccounts {
    /// Makes the page.
    pub(super) fn new() -> SubAccounts {
        SubAccounts { table: Entries::new("sub_accounts"), topic: 0 }
    }

    fn chosen<'d>(&self, desk: &'d Desk) -> Option<&'d SubAccount> {
        let id = self.table.chosen(desk)?;
        desk.plan().sub_accounts.iter().find(|sub| sub.id == id)
    }

    fn topic(&self) -> Topic {
        Topic::ALL[self.topic % Topic::ALL.len()]
    }

    /// What the chosen one still needs of the topic in sight, or of it all where nothing is open there.
    fn reason(&self, desk: &Desk) -> Option<Reason> {
        let sub = self.chosen(desk)?;
        let of_topic: Vec<Need> =
            of(desk, sub).into_iter().filter(|need| need.topic == self.topic()).collect();
        let need = of_topic.iter().find(|need| need.tick == Tick::Open).or(of_topic.first())?;
        Some(Reason {
            says: need.says.clone(),
            why: String::new(),
            fact: Some(need.fact),
            ..Reason::default()
        })
    }
}

fn of(desk: &Desk, sub: &SubAccount) -> Vec<Need> {
    let owner = Place::new("sub_accounts", &sub.id, "owner_email");
    let standing = desk.progress().named(&owner).and_then(|named| named.standing);
    let known = standing.is_some_and(|standing| standing != Standing::Unknown);
    needs(desk.plan(), sub, known, desk.today)
}

/// Returns the licences the main account has left for sub-accounts, as a sentence, and how it is shown (SUB-5).
fn budget(desk: &Desk) -> (String, State) {
    let plan = desk.plan();
    let given: Vec<u32> = plan
        .sub_accounts
        .iter()
        .filter(|sub| sub.payment == Payment::Delegated)
        .filter_map(|sub| sub.licences.map(|licences| licences.0))
        .collect();
    let all = given.iter().copied().fold(0, u32::saturating_add);
    let (Some(bought), Some(used)) = (plan.main_account.licences_bought, plan.main_account.licences_used)
    else {
        let says = format!(
            "Licences: {} given to sub-accounts. How many are left is not known: the main account's page asks for them.",
            thousands(all)
        );
        return (says, State::Attention);
    };
    let left = remaining_licences(bought.0, used.0, &given);
    let says = format!(
        "Licences: {} bought - {} used - {} given to sub-accounts = {} left.",
        thousands(bought.0),
        thousands(used.0),
        thousands(all),
        thousands(left)
    );
    if all > bought.0.saturating_sub(used.0) {
        return (format!("{says} More are given than there are."), State::Blocked);
    }
    (says, State::Good)
}

impl Screen for SubAccounts {
    fn title(&self, desk: &Desk) -> String {
        self.table.title(desk)
    }
    fn about(&self) -> &'static str {
        "Separate accounts under the main account, the licences left for them, and what each still needs. Tab goes through the topics, Enter opens the questions."
    }
    fn scopes(&self, desk: &Desk) -> Vec<Scope> {
        let mut scopes = vec![Scope::Topics];
        scopes.extend(self.table.scopes(desk));
        scopes
    }
    fn act(&mut self, action: Action, desk: &mut Desk) -> Go {
        let topics = Topic::ALL.len();
        match action {
            Action::Next => self.topic = (self.topic + 1) % topics,
            Action::Previous => self.topic = (self.topic + topics - 1) % topics,
            Action::Why => return self.reason(desk).map_or(Go::Pass, |reason| Go::To(Why::of(reason))),
            action => return self.table.act(action, desk),
        }
        Go::Stay
    }
    fn refresh(&mut self, desk: &mut Desk) {
        self.table.refresh(desk);
    }
    fn place(&self) -> Option<(String, String, String)> {
        self.table.place()
    }
    fn show(&mut self, place: &Place, desk: &mut Desk) -> Option<Box<dyn Screen>> {
        self.table.show(place, desk)
    }
    fn draw(&self, desk: &Desk, area: Rect, canvas: &mut Canvas) {
        let Some(sub) = self.chosen(desk) else { return self.table.draw(desk, area, canvas) };
        let (says, state) = budget(desk);
        let style = canvas.theme.state(state);
        let above = canvas.paragraph(area, 0, &says, style) + 1;
        let room = area.height.saturating_sub(above);
        let rows = u16::try_from(desk.plan().sub_accounts.len()).unwrap_or(u16::MAX).saturating_add(1);
        let table = if area.height < WITH_NEEDS { room } else { rows.min(room / 3).max(2) };
        self.table.draw(desk, Rect { y: area.y + above, height: table, ..area }, canvas);
        if area.height >= WITH_NEEDS {
            let at = above + table;
            canvas.rule(area, at);
            let needs = Rect { y: area.y + at + 1, height: area.height.saturating_sub(at + 1), ..area };
            self.draw_needs(&of(desk, sub), needs, canvas);
        }
    }
}

impl SubAccounts {
    /// Draws the topics with what is open in each, and below them what the one in sight needs.
    fn draw_needs(&self, needs: &[Need], area: Rect, canvas: &mut Canvas) {
        let (focus, quiet) = (canvas.theme.focus(), canvas.theme.quiet());
        let mut column = 2;
        for topic in Topic::ALL {
            let open = needs.iter().filter(|need| need.topic == topic && need.tick == Tick::Open).count();
            let state = if open == 0 { "done".to_owned() } else { format!("{open} open") };
            let here = topic == self.topic();
            let style = if here { focus } else { quiet };
            if here {
                canvas.put(area, (column - 2, 0), canvas.theme.pointer(), style);
            }
            column = canvas.put(area, (column, 0), &format!("{}, {state}", topic.title()), style) + 4;
        }
        let mut row = 2;
        let beside = Rect { x: area.x + 4, width: area.width.saturating_sub(4), ..area };
        let of_topic: Vec<&Need> = needs.iter().filter(|need| need.topic == self.topic()).collect();
        for (n, need) in of_topic.iter().enumerate() {
            let lines = wrap(&crate::untrusted::clean_lines(&need.says), usize::from(beside.width));
            let height = u16::try_from(lines.len()).unwrap_or(u16::MAX);
            let more = of_topic.len() - n;
            // The last row says what is out of sight.
            let last = more == 1;
            if row + height + u16::from(!last) > area.height {
                let says = format!("{more} more. Enter opens the questions.");
                canvas.put(area, (4, row.min(area.height.saturating_sub(1))), &says, quiet);
                return;
            }
            let (state, style) = match need.tick {
                Tick::Done => (State::Good, Style::new()),
                Tick::Open => (State::Attention, Style::new()),
                Tick::Optional => (State::Quiet, quiet),
            };
            canvas.state(area, (2, row), state, "");
            row += canvas.paragraph(beside, row, &need.says, style);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    use crate::plan::{Count, Plan};

    fn desk(plan: Plan) -> Desk {
        Desk::on(plan)
    }

    #[test]
    fn the_line_of_the_budget_is_the_guides_arithmetic() {
        for example in crate::guide::guide().delegation_examples() {
            let mut plan = Plan::default();
            plan.main_account.licences_bought = Some(Count(example.purchased));
            plan.main_account.licences_used = Some(Count(example.used));
            plan.sub_accounts = example
                .assigned
                .iter()
                .map(|given| SubAccount {
                    payment: Payment::Delegated,
                    licences: Some(Count(*given)),
                    ..SubAccount::default()
                })
                .collect();
            let (says, state) = budget(&desk(plan));
            assert!(says.ends_with(&format!("= {} left.", thousands(example.remaining))), "{says}");
            assert_eq!(state, State::Good);
        }
    }

    #[test]
    fn giving_more_than_there_is_shows_none_left_and_says_so() {
        let mut plan = Plan::default();
        plan.main_account.licences_bought = Some(Count(10));
        plan.main_account.licences_used = Some(Count(9));
        let licences = Some(Count(5));
        plan.sub_accounts =
            vec![SubAccount { payment: Payment::Delegated, licences, ..SubAccount::default() }];
        let (says, state) = budget(&desk(plan.clone()));
        assert!(says.contains("= 0 left. More are given"), "{says}");
        assert_eq!(state, State::Blocked);
        plan.main_account.licences_used = None;
        assert!(budget(&desk(plan)).0.contains("not known"));
    }
}
