//! The paragraphs that apply to a message, to be ticked and put at the end of one of its texts as one step.

use ratatui::layout::Rect;
use ratatui::style::Style;

use crate::advice::tells::{Paragraph, insert, paragraphs, stands_in, tells};
use crate::app::{Action, Desk, Scope};
use crate::guide::guide;
use crate::plan::{ELEMENTS, Message};
use crate::screens::ask::popup;
use crate::screens::{Go, Screen};
use crate::widgets::{Canvas, State, Window, cut, wrap};
use crate::wording::{count, plural};

/// How wide the pop-up is where there is room.
const WIDTH: u16 = 78;

/// The pop-up.
pub(super) struct Telling {
    message: String,
    /// The text they go into.
    element: &'static str,
    offered: Vec<Offered>,
    window: Window,
}

/// A paragraph with whether it is in the message, and whether it is to be put in.
struct Offered {
    paragraph: Paragraph,
    is_in: bool,
    is_ticked: bool,
}

fn find<'d>(desk: &'d Desk, id: &str) -> Option<&'d Message> {
    desk.plan().messages.iter().find(|message| message.id == id)
}

/// Says whether the message tells this already, in these words or in others.
fn is_in(paragraph: &Paragraph, message: &Message) -> bool {
    let told = guide().change(&paragraph.change).is_some_and(|change| tells(message, change));
    told || stands_in(&paragraph.text, message)
}

impl Telling {
    /// Offers what applies; it goes into the text of `field`, or into the expected actions where that is no text.
    pub(super) fn of(message: &str, field: &str, desk: &Desk) -> Telling {
        let element = ELEMENTS.into_iter().find(|known| *known == field).unwrap_or("actions");
        let offer = |paragraph: Paragraph| {
            let is_in = find(desk, message).is_some_and(|message| is_in(&paragraph, message));
            Offered { paragraph, is_in, is_ticked: false }
        };
        let offered = paragraphs(desk.plan(), desk.progress(), guide()).into_iter().map(offer).collect();
        Telling { message: message.to_owned(), element, offered, window: Window::default() }
    }

    fn height(desk: &Desk) -> usize {
        usize::from(desk.size.1).saturating_sub(13).max(2)
    }

    fn done(&self, desk: &mut Desk) -> Go {
        let ticked = self.offered.iter().filter(|offered| offered.is_ticked);
        let chosen: Vec<Paragraph> = ticked.map(|offered| offered.paragraph.clone()).collect();
        if chosen.is_empty() {
            desk.say(
                State::Attention,
                "Nothing is ticked. Space ticks a paragraph, Esc leaves everything as it is.",
            );
            return Go::Stay;
        }
        let many = plural(count(chosen.len()), "paragraph", "paragraphs");
        let (id, element) = (self.message.clone(), self.element);
        desk.edit(&format!("{many} in a message"), |plan| {
            if let Some(message) = plan.messages.iter_mut().find(|message| message.id == id) {
                insert(message, element, &chosen);
            }
        });
        if desk.read_only().is_none() {
            let where_to = guide().element(element).map_or("the text", |known| known.title.as_str());
            desk.say(State::Good, format!("{many} stand at the end of “{where_to}”. u takes them back."));
        }
        Go::Back
    }
}

impl Screen for Telling {
    fn title(&self, _desk: &Desk) -> String {
        "Paragraphs that apply".to_owned()
    }
    fn about(&self) -> &'static str {
        "What people have to be told in this project: ticked changes, what they see at sign-in, what does not come along. \
         Space ticks, Enter puts what is ticked at the end of the text, as one step."
    }
    fn scopes(&self, _desk: &Desk) -> Vec<Scope> {
        vec![Scope::Telling]
    }
    fn act(&mut self, action: Action, desk: &mut Desk) -> Go {
        let len = self.offered.len();
        match action {
            Action::Open => self.done(desk),
            Action::Toggle => {
                if let Some(offered) = self.offered.get_mut(self.window.chosen()) {
                    offered.is_ticked = !offered.is_ticked;
                }
                Go::Stay
            }
            Action::All => {
                let all = self.offered.iter().filter(|one| !one.is_in).all(|one| one.is_ticked);
                self.offered.iter_mut().filter(|one| !one.is_in).for_each(|one| one.is_ticked = !all);
                Go::Stay
            }
            action if self.window.act(action, len, Telling::height(desk)) => Go::Stay,
            _ => Go::Pass,
        }
    }
    fn draw(&self, desk: &Desk, area: Rect, canvas: &mut Canvas) {
        let rows = self.offered.len().min(Telling::height(desk));
        let height = u16::try_from(rows).unwrap_or(u16::MAX).saturating_add(8);
        let title = format!("Paragraphs that apply ({})", self.offered.len());
        let inner = popup(area, (WIDTH, height), &title, canvas);
        let (focus, quiet) = (canvas.theme.focus(), canvas.theme.quiet());
        for (row, n) in (0..inner.height).zip(self.window.visible(self.offered.len(), rows)) {
            let one = &self.offered[n];
            let here = n == self.window.chosen();
            let style = if here { canvas.chosen(inner, row) } else { Style::new() };
            let tick = match (one.is_ticked, one.is_in) {
                (true, _) => "[x]",
                (false, true) => "in ",
                (false, false) => "[ ]",
            };
            canvas.put(inner, (2, row), tick, if here { focus } else { style });
            canvas.put(inner, (6, row), &cut(&one.paragraph.title, 30), style);
            canvas.put(inner, (38, row), &one.paragraph.because, quiet);
        }
        let below = u16::try_from(rows).unwrap_or(u16::MAX);
        if let Some(one) = self.offered.get(self.window.chosen()) {
            canvas.rule(inner, below);
            let text = wrap(&one.paragraph.text, usize::from(inner.width).max(1));
            for (row, line) in (below + 1..inner.height).zip(text) {
                canvas.put(inner, (0, row), &line, Style::new());
            }
        }
    }
    fn is_popup(&self) -> bool {
        true
    }
}
