//! The first screen: what this is, what one needs, and which plan to open.

use ratatui::layout::Rect;
use ratatui::style::Style;

use super::{Go, Screen};
use crate::app::{Access, Action, Desk, Job, JobId, Outcome, RecentPlan, SamplePlan, Scope};
use crate::widgets::{Canvas, Window};

/// Returns the first screen.
pub(crate) fn home() -> Box<dyn Screen> {
    Box::new(Home { recent: Vec::new(), samples: Vec::new(), window: Window::default() })
}

/// The first screen.
struct Home {
    recent: Vec<RecentPlan>,
    samples: Vec<SamplePlan>,
    window: Window,
}

/// One line to choose.
enum Choice<'h> {
    New,
    Open,
    Sample(&'h SamplePlan),
    Recent(&'h RecentPlan),
}

impl Home {
    fn choices(&self) -> Vec<Choice<'_>> {
        let recent = self.recent.iter().map(Choice::Recent);
        recent.chain([Choice::New, Choice::Open]).chain(self.samples.iter().map(Choice::Sample)).collect()
    }
}

impl Screen for Home {
    fn title(&self, _desk: &Desk) -> String {
        "ingather".to_owned()
    }
    fn about(&self) -> &'static str {
        "Open the plan you worked on, start a new one, or look at a sample."
    }
    fn scopes(&self, _desk: &Desk) -> Vec<Scope> {
        vec![Scope::Rows, Scope::Browsing]
    }
    fn act(&mut self, action: Action, desk: &mut Desk) -> Go {
        let len = self.choices().len();
        match action {
            Action::Open => {
                match self.choices().into_iter().nth(self.window.chosen()) {
                    Some(Choice::New) => return Go::To(super::path::ask_path(super::path::Purpose::New, "")),
                    Some(Choice::Open) => {
                        return Go::To(super::path::ask_path(super::path::Purpose::Open, ""));
                    }
                    Some(Choice::Sample(sample)) => {
                        let (name, today) = (sample.name.clone(), desk.today);
                        desk.start("Opening the sample", Job::OpenSample(name, today));
                    }
                    Some(Choice::Recent(plan)) => {
                        let path = plan.path.clone();
                        desk.start("Opening the plan", Job::Open(path, Access::Alone));
                    }
                    None => {}
                }
                Go::Stay
            }
            action if self.window.act(action, len, len) => Go::Stay,
            _ => Go::Pass,
        }
    }
    fn told(&mut self, _job: JobId, outcome: &Outcome, _desk: &mut Desk) -> Go {
        match outcome {
            Outcome::Recent(recent, samples) => {
                self.recent.clone_from(recent);
                self.samples.clone_from(samples);
                Go::Stay
            }
            _ => Go::Pass,
        }
    }
    fn draw(&self, _desk: &Desk, area: Rect, canvas: &mut Canvas) {
        const SAYS: &str = "Brings every Zoom user on your e-mail domains into your one main account: a plan in five phases, measured against the user lists you export. It works offline and asks for no password.";
        const NEEDS: &str = "You need: your e-mail domains, a users export from Zoom, and, for names of people outside, the release list. A sample shows it all without them.";
        let (focus, quiet, heading) = (canvas.theme.focus(), canvas.theme.quiet(), canvas.theme.heading());
        let text = Rect { width: area.width.min(76), ..area };
        let mut row = canvas.paragraph(text, 0, SAYS, Style::new());
        if area.height > 16 {
            row += 1;
            row += canvas.paragraph(text, row, NEEDS, quiet);
        }
        row += 1;
        let mut last = "";
        for (n, choice) in self.choices().into_iter().enumerate() {
            let (group, says, beside) = match choice {
                Choice::Recent(plan) => {
                    ("Lately", plan.title.clone(), format!("{}  {}", plan.opened, plan.path.display()))
                }
                Choice::New => ("Start", "A new plan".to_owned(), "asks where to keep it".to_owned()),
                Choice::Open => ("Start", "Open a plan".to_owned(), "a .toml file".to_owned()),
                Choice::Sample(sample) => ("Samples, opened as copies", sample.title.clone(), String::new()),
            };
            if group != last {
                row += u16::from(!last.is_empty() && area.height > 18);
                canvas.put(area, (0, row), group, heading);
                row += 1;
                last = group;
            }
            let here = n == self.window.chosen();
            if here {
                canvas.put(area, (0, row), canvas.theme.pointer(), focus);
                canvas.point(area, (0, row));
            }
            let column = canvas.put(area, (2, row), &says, if here { focus } else { Style::new() });
            canvas.put(area, (column + 2, row), &beside, quiet);
            row += 1;
        }
    }
}
