//! Every key of the program, once. Dispatch, the footer, the help page, the README and the tests read this table.
//!
//! A screen names the scopes that apply now, the most special first; [`action_for`] takes the first line that fits.
//! A key that resolves to nothing is a typed letter, and only screens that take text receive it.

use crossterm::event::{KeyCode, KeyEvent, KeyEventKind, KeyModifiers};

use super::action::{Action, Edit};
use super::scope::Scope;

/// Whether the footer names the key.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Show {
    /// Named in the footer where there is room.
    Hint,
    /// In the help only.
    Quiet,
}

/// One line of the table: where, which keys, what they do.
#[derive(Clone, Copy, Debug)]
pub struct Binding {
    /// Where the keys apply.
    pub scope: Scope,
    /// The keys, the one to show first.
    pub keys: &'static [&'static str],
    /// What they do.
    pub action: Action,
    /// What a person reads about it.
    pub says: &'static str,
    /// Whether the footer names it.
    pub show: Show,
}

const fn bind(
    scope: Scope,
    keys: &'static [&'static str],
    action: Action,
    says: &'static str,
    show: Show,
) -> Binding {
    Binding { scope, keys, action, says, show }
}

use Scope::{
    Alike, Answering, Asking, Browsing, Cases, Choice, Choosing, Columns, Commands, Comparing, Enforcing,
    Entries, Everywhere, Explained, Filling, Filtering, Gate, Intake, Kept, Keys, Leading, Lists, Matching,
    Message, MessageText, Narrowing, Needed, NotTaken, Path, People, Person, Picking, Population, Preview,
    Question, Reading, Ready, Reasons, Record, Rejections, Review, Rows, Search, Searching, Sides, Telling,
    Text, Ticking, Tools, Topics, Typing, Weighing, Whom, Why, Writing,
};
use Show::{Hint, Quiet};

/// Every key of the program.
pub const KEYS: &[Binding] = &[
    bind(Asking, &["enter"], Action::Open, "choose", Hint),
    bind(Asking, &["esc", "n"], Action::Back, "change nothing", Hint),
    bind(Asking, &["up", "left", "shift-tab"], Action::Up, "answer before", Quiet),
    bind(Asking, &["down", "right", "tab"], Action::Down, "next answer", Quiet),
    bind(Text, &["enter", "w"], Action::Back, "close", Hint),
    bind(Text, &["up", "k"], Action::Up, "line above", Quiet),
    bind(Text, &["down", "j"], Action::Down, "line below", Quiet),
    bind(Text, &["pageup"], Action::PageUp, "screenful up", Quiet),
    bind(Text, &["pagedown", "space"], Action::PageDown, "screenful down", Quiet),
    bind(Filling, &["enter"], Action::Open, "keep it", Hint),
    bind(Filling, &["tab", "down"], Action::Next, "next line", Hint),
    bind(Filling, &["shift-tab", "up"], Action::Previous, "line before", Quiet),
    bind(Filtering, &["tab"], Action::Next, "complete", Hint),
    bind(Filtering, &["enter"], Action::Open, "to the rows", Hint),
    bind(Filtering, &["up"], Action::Up, "offer or row above", Quiet),
    bind(Filtering, &["down"], Action::Down, "next offer", Hint),
    bind(Filtering, &["pageup"], Action::PageUp, "screenful up", Quiet),
    bind(Filtering, &["pagedown"], Action::PageDown, "screenful down", Quiet),
    bind(Narrowing, &["tab"], Action::Next, "complete", Hint),
    bind(Narrowing, &["enter"], Action::Open, "next question", Hint),
    bind(Narrowing, &["up"], Action::Up, "offer or question before", Quiet),
    bind(Narrowing, &["down"], Action::Down, "next offer", Hint),
    bind(Narrowing, &["shift-tab"], Action::Previous, "question before", Quiet),
    bind(Columns, &["space"], Action::Toggle, "show or hide", Hint),
    bind(Columns, &["right", "l"], Action::Right, "further right", Hint),
    bind(Columns, &["left", "h"], Action::Left, "further left", Hint),
    bind(Columns, &["d"], Action::Remove, "as at first", Hint),
    bind(Columns, &["enter"], Action::Open, "done", Hint),
    bind(Columns, &["up", "k"], Action::Up, "one up", Quiet),
    bind(Columns, &["down", "j"], Action::Down, "one down", Quiet),
    bind(Searching, &["enter", "tab"], Action::Open, "to the rows", Hint),
    bind(Searching, &["up"], Action::Up, "row above", Quiet),
    bind(Searching, &["down"], Action::Down, "row below", Quiet),
    bind(Searching, &["pageup"], Action::PageUp, "screenful up", Quiet),
    bind(Searching, &["pagedown"], Action::PageDown, "screenful down", Quiet),
    bind(Path, &["tab"], Action::Next, "complete", Hint),
    bind(Path, &["enter"], Action::Open, "choose", Hint),
    bind(Path, &["up"], Action::Up, "entry above", Quiet),
    bind(Path, &["down"], Action::Down, "entry below", Hint),
    bind(Choice, &["enter", "space", "right", "left"], Action::Open, "choose", Hint),
    bind(Leading, &["enter", "space", "right"], Action::Open, "look", Hint),
    bind(Ready, &["enter"], Action::Open, "import", Hint),
    bind(Intake, &["i"], Action::Import, "to the import", Hint),
    bind(Preview, &["enter", "tab"], Action::Next, "next part", Hint),
    bind(Preview, &["shift-tab"], Action::Previous, "part before", Quiet),
    bind(Preview, &["down"], Action::Down, "next line", Quiet),
    bind(Preview, &["up"], Action::Up, "line before", Quiet),
    bind(Preview, &["pagedown"], Action::PageDown, "another value", Quiet),
    bind(Preview, &["pageup"], Action::PageUp, "the value before", Quiet),
    bind(NotTaken, &["tab"], Action::Next, "rejected and repeated rows", Hint),
    bind(NotTaken, &["e"], Action::Write, "write them to a file", Hint),
    bind(Kept, &["c"], Action::Changes, "what it changed", Hint),
    bind(Cases, &["s"], Action::Sort, "sort", Hint),
    bind(Needed, &["o"], Action::OpenCases, "open those needed", Hint),
    bind(Picking, &["enter", "space"], Action::Open, "choose", Hint),
    bind(Picking, &["up", "shift-tab"], Action::Up, "one up", Quiet),
    bind(Picking, &["down", "tab"], Action::Down, "one down", Quiet),
    bind(Picking, &["home"], Action::First, "first one", Quiet),
    bind(Picking, &["end"], Action::Last, "last one", Quiet),
    bind(Picking, &["pageup"], Action::PageUp, "screenful up", Quiet),
    bind(Picking, &["pagedown"], Action::PageDown, "screenful down", Quiet),
    bind(Review, &["enter"], Action::Open, "write it", Hint),
    bind(Answering, &["enter"], Action::Open, "keep it", Hint),
    bind(Commands, &["enter"], Action::Open, "do it", Hint),
    bind(Commands, &["down", "tab"], Action::Down, "next line", Hint),
    bind(Commands, &["up", "shift-tab"], Action::Up, "line before", Quiet),
    bind(Commands, &["pagedown"], Action::PageDown, "screenful down", Quiet),
    bind(Commands, &["pageup"], Action::PageUp, "screenful up", Quiet),
    bind(Keys, &["enter"], Action::Back, "close", Quiet),
    bind(Keys, &["pagedown", "tab"], Action::PageDown, "more keys", Hint),
    bind(Keys, &["pageup", "shift-tab"], Action::PageUp, "screenful up", Quiet),
    bind(Keys, &["down"], Action::Down, "line below", Quiet),
    bind(Keys, &["up"], Action::Up, "line above", Quiet),
    bind(Question, &["tab", "enter"], Action::Next, "next question", Hint),
    bind(Question, &["down"], Action::Down, "next question", Quiet),
    bind(Question, &["shift-tab"], Action::Previous, "question before", Quiet),
    bind(Question, &["up"], Action::Up, "question before", Quiet),
    bind(Typing, &["left"], Action::Edit(Edit::Left), "one letter left", Quiet),
    bind(Typing, &["right"], Action::Edit(Edit::Right), "one letter right", Quiet),
    bind(Typing, &["ctrl-left"], Action::Edit(Edit::WordLeft), "one word left", Quiet),
    bind(Typing, &["ctrl-right"], Action::Edit(Edit::WordRight), "one word right", Quiet),
    bind(Typing, &["home", "ctrl-a"], Action::Edit(Edit::Start), "start of the line", Quiet),
    bind(Typing, &["end", "ctrl-e"], Action::Edit(Edit::End), "end of the line", Quiet),
    bind(Typing, &["backspace"], Action::Edit(Edit::Backspace), "delete the letter before", Quiet),
    bind(Typing, &["delete"], Action::Edit(Edit::Delete), "delete the letter here", Quiet),
    bind(Typing, &["ctrl-w"], Action::Edit(Edit::DeleteWord), "delete the word before", Quiet),
    bind(Typing, &["ctrl-u"], Action::Edit(Edit::DeleteToStart), "delete to the start", Quiet),
    bind(Writing, &["tab"], Action::Next, "next question", Hint),
    bind(Writing, &["enter"], Action::Edit(Edit::NewLine), "new line", Hint),
    bind(Writing, &["shift-tab"], Action::Previous, "question before", Quiet),
    bind(Writing, &["up"], Action::Edit(Edit::Up), "line above", Quiet),
    bind(Writing, &["down"], Action::Edit(Edit::Down), "line below", Quiet),
    bind(Writing, &["left"], Action::Edit(Edit::Left), "one letter left", Quiet),
    bind(Writing, &["right"], Action::Edit(Edit::Right), "one letter right", Quiet),
    bind(Writing, &["ctrl-left"], Action::Edit(Edit::WordLeft), "one word left", Quiet),
    bind(Writing, &["ctrl-right"], Action::Edit(Edit::WordRight), "one word right", Quiet),
    bind(Writing, &["home", "ctrl-a"], Action::Edit(Edit::Start), "start of the line", Quiet),
    bind(Writing, &["end", "ctrl-e"], Action::Edit(Edit::End), "end of the line", Quiet),
    bind(Writing, &["backspace"], Action::Edit(Edit::Backspace), "delete the letter before", Quiet),
    bind(Writing, &["delete"], Action::Edit(Edit::Delete), "delete the letter here", Quiet),
    bind(Writing, &["ctrl-w"], Action::Edit(Edit::DeleteWord), "delete the word before", Quiet),
    bind(Writing, &["ctrl-u"], Action::Edit(Edit::DeleteToStart), "delete to the start", Quiet),
    bind(Choosing, &["tab", "enter"], Action::Next, "next question", Hint),
    bind(Choosing, &["down"], Action::Down, "next question", Quiet),
    bind(Choosing, &["shift-tab"], Action::Previous, "question before", Quiet),
    bind(Choosing, &["up"], Action::Up, "question before", Quiet),
    bind(Choosing, &["space", "right"], Action::Right, "next answer", Hint),
    bind(Choosing, &["left"], Action::Left, "answer before", Quiet),
    bind(Reading, &["tab", "enter"], Action::Next, "next question", Hint),
    bind(Reading, &["down"], Action::Down, "next question", Quiet),
    bind(Reading, &["shift-tab"], Action::Previous, "question before", Quiet),
    bind(Reading, &["up"], Action::Up, "question before", Quiet),
    bind(People, &["/"], Action::Filter, "filter", Hint),
    bind(People, &["space"], Action::Toggle, "select", Hint),
    bind(People, &["*", "A"], Action::SelectAll, "select all shown", Quiet),
    bind(People, &["v"], Action::SelectOthers, "select the others", Quiet),
    bind(People, &["n"], Action::SelectNobody, "select nobody", Quiet),
    bind(People, &["left", "h"], Action::Left, "columns to the left", Quiet),
    bind(People, &["right", "l"], Action::Right, "columns to the right", Quiet),
    bind(People, &["shift-tab"], Action::Previous, "to the filter", Quiet),
    bind(People, &["s"], Action::Sort, "sort", Hint),
    bind(People, &["S"], Action::SortOther, "other way round", Quiet),
    bind(People, &["o"], Action::OrderBy, "order by a column", Quiet),
    bind(People, &["c"], Action::Columns, "choose columns", Quiet),
    bind(Whom, &["/"], Action::Filter, "only some people", Hint),
    bind(Record, &["n", "right"], Action::NextPerson, "next person", Hint),
    bind(Record, &["b", "left"], Action::PersonBefore, "person before", Hint),
    bind(Message, &["t"], Action::Tell, "paragraphs that apply", Hint),
    bind(MessageText, &["ctrl-t"], Action::Tell, "paragraphs that apply", Hint),
    bind(Telling, &["space"], Action::Toggle, "tick", Hint),
    bind(Telling, &["enter"], Action::Open, "put in what is ticked", Hint),
    bind(Telling, &["a"], Action::All, "tick all", Hint),
    bind(Telling, &["up", "k", "shift-tab"], Action::Up, "one up", Quiet),
    bind(Telling, &["down", "j", "tab"], Action::Down, "one down", Quiet),
    bind(Record, &["m"], Action::Impact, "what moves", Hint),
    bind(Explained, &["w", "enter"], Action::Why, "why", Hint),
    bind(Person, &["a"], Action::Act, "act", Hint),
    bind(Person, &["x"], Action::Exclude, "stays outside", Hint),
    bind(Matching, &["y"], Action::Same, "same person", Hint),
    bind(Matching, &["n"], Action::Different, "two people", Hint),
    bind(Alike, &["tab"], Action::Next, "next reason", Hint),
    bind(Alike, &["shift-tab"], Action::Previous, "reason before", Quiet),
    bind(Alike, &["a"], Action::All, "all of a reason", Hint),
    bind(Lists, &["i"], Action::Import, "import a list", Hint),
    bind(Entries, &["a", "+"], Action::Add, "add", Hint),
    bind(Entries, &["d", "delete"], Action::Remove, "remove", Hint),
    bind(Search, &["/"], Action::Filter, "search", Hint),
    bind(Why, &["w"], Action::Why, "why", Quiet),
    bind(Reasons, &["enter"], Action::Open, "go there", Hint),
    bind(Reasons, &["w"], Action::Why, "why", Hint),
    bind(Ticking, &["space", "right"], Action::Toggle, "next answer", Hint),
    bind(Ticking, &["left"], Action::Left, "answer before", Quiet),
    bind(Topics, &["tab"], Action::Next, "next topic", Hint),
    bind(Topics, &["shift-tab"], Action::Previous, "topic before", Quiet),
    bind(Sides, &["tab", "right"], Action::Next, "next actions and back", Hint),
    bind(Sides, &["shift-tab", "left"], Action::Previous, "phases and back", Quiet),
    bind(Gate, &["o"], Action::Override, "override with a reason", Hint),
    bind(Enforcing, &["n"], Action::Who, "who, by name", Hint),
    bind(Population, &["s"], Action::Who, "show them", Hint),
    bind(Weighing, &["y"], Action::Yes, "yes", Hint),
    bind(Weighing, &["n"], Action::No, "no", Hint),
    bind(Weighing, &["space", "right"], Action::Toggle, "next answer", Quiet),
    bind(Weighing, &["left"], Action::Left, "answer before", Quiet),
    bind(Weighing, &["tab"], Action::Next, "the tools", Hint),
    bind(Weighing, &["enter"], Action::Open, "next", Hint),
    bind(Tools, &["enter"], Action::Open, "give them this tool", Hint),
    bind(Tools, &["c"], Action::Compare, "two side by side", Hint),
    bind(Tools, &["tab", "shift-tab"], Action::Next, "back to the questions", Quiet),
    bind(Comparing, &["tab"], Action::Next, "another tool", Hint),
    bind(Comparing, &["shift-tab"], Action::Previous, "the tool before", Quiet),
    bind(Rejections, &["r"], Action::Rejected, "rejected rows", Hint),
    bind(Rows, &["up", "k", "shift-tab"], Action::Up, "row above", Quiet),
    bind(Rows, &["down", "j", "tab"], Action::Down, "row below", Quiet),
    bind(Rows, &["pageup"], Action::PageUp, "screenful up", Quiet),
    bind(Rows, &["pagedown"], Action::PageDown, "screenful down", Quiet),
    bind(Rows, &["home", "g"], Action::First, "first row", Quiet),
    bind(Rows, &["end", "G"], Action::Last, "last row", Quiet),
    bind(Rows, &["enter"], Action::Open, "open", Hint),
    bind(Browsing, &["0"], Action::Overview, "overview", Quiet),
    bind(Browsing, &["1"], Action::Phase(1), "phase 1", Quiet),
    bind(Browsing, &["2"], Action::Phase(2), "phase 2", Quiet),
    bind(Browsing, &["3"], Action::Phase(3), "phase 3", Quiet),
    bind(Browsing, &["4"], Action::Phase(4), "phase 4", Quiet),
    bind(Browsing, &["5"], Action::Phase(5), "phase 5", Quiet),
    bind(Browsing, &["p"], Action::People, "people", Quiet),
    bind(Browsing, &["="], Action::Alike, "same person?", Quiet),
    bind(Browsing, &["f"], Action::Findings, "findings", Quiet),
    bind(Browsing, &["e"], Action::Documents, "documents", Quiet),
    bind(Browsing, &[":"], Action::Palette, "commands", Hint),
    bind(Browsing, &["u"], Action::Undo, "undo", Hint),
    bind(Browsing, &["r"], Action::Redo, "redo", Quiet),
    bind(Browsing, &["q"], Action::Quit, "quit", Hint),
    bind(Browsing, &["?"], Action::Help, "Help", Hint),
    bind(Everywhere, &["f1"], Action::Help, "Help", Hint),
    bind(Everywhere, &["esc"], Action::Back, "back", Hint),
    bind(Everywhere, &["ctrl-p"], Action::Palette, "commands", Quiet),
    bind(Everywhere, &["ctrl-z"], Action::Undo, "undo", Quiet),
    bind(Everywhere, &["ctrl-y", "ctrl-r"], Action::Redo, "redo", Quiet),
    bind(Everywhere, &["ctrl-s"], Action::Save, "save now", Quiet),
    bind(Everywhere, &["ctrl-q"], Action::Quit, "quit", Quiet),
    bind(Everywhere, &["ctrl-c"], Action::Interrupt, "leave", Quiet),
];

/// Returns what a key means where these scopes apply; [`Scope::Everywhere`] is added.
#[must_use]
pub fn action_for(scopes: &[Scope], key: &KeyEvent) -> Option<Action> {
    if key.kind == KeyEventKind::Release {
        return None;
    }
    let name = name_of(key)?;
    bindings(scopes).find(|binding| binding.keys.contains(&name.as_str())).map(|binding| binding.action)
}

/// Returns the lines that apply in these scopes, the most special first.
pub fn bindings(scopes: &[Scope]) -> impl Iterator<Item = &'static Binding> {
    scopes
        .iter()
        .copied()
        .chain([Everywhere])
        .flat_map(|scope| KEYS.iter().filter(move |binding| binding.scope == scope))
}

/// Returns the name of a key as the table writes it, for example `ctrl-s`; nothing for keys that have none here.
///
/// Shift on a letter is ignored, because terminals disagree about reporting it.
#[must_use]
pub fn name_of(key: &KeyEvent) -> Option<String> {
    let name = match key.code {
        KeyCode::Char(' ') => "space".to_owned(),
        KeyCode::Char(letter) => letter.to_string(),
        KeyCode::F(number) => format!("f{number}"),
        KeyCode::BackTab => return Some("shift-tab".to_owned()),
        KeyCode::Tab if key.modifiers.contains(KeyModifiers::SHIFT) => return Some("shift-tab".to_owned()),
        KeyCode::Tab => "tab".to_owned(),
        KeyCode::Enter => "enter".to_owned(),
        KeyCode::Esc => "esc".to_owned(),
        KeyCode::Backspace => "backspace".to_owned(),
        KeyCode::Delete => "delete".to_owned(),
        KeyCode::Up => "up".to_owned(),
        KeyCode::Down => "down".to_owned(),
        KeyCode::Left => "left".to_owned(),
        KeyCode::Right => "right".to_owned(),
        KeyCode::Home => "home".to_owned(),
        KeyCode::End => "end".to_owned(),
        KeyCode::PageUp => "pageup".to_owned(),
        KeyCode::PageDown => "pagedown".to_owned(),
        _ => return None,
    };
    if key.modifiers.contains(KeyModifiers::CONTROL) {
        return Some(format!("ctrl-{}", name.to_lowercase()));
    }
    Some(name)
}

/// Returns the letter a key types, or nothing when it types none.
#[must_use]
pub fn letter_of(key: &KeyEvent) -> Option<char> {
    let typed = !key.modifiers.intersects(KeyModifiers::CONTROL | KeyModifiers::SUPER);
    // AltGr arrives as Ctrl+Alt on Windows and as plain letters elsewhere.
    let alt_gr = key.modifiers.contains(KeyModifiers::CONTROL | KeyModifiers::ALT);
    match key.code {
        KeyCode::Char(letter) if (typed || alt_gr) && key.kind != KeyEventKind::Release => Some(letter),
        _ => None,
    }
}

/// Returns how a key is written for people: `Ctrl+S`, `Enter`, `?`.
#[must_use]
pub fn shown(name: &str) -> String {
    match name {
        "up" => "↑".to_owned(),
        "down" => "↓".to_owned(),
        "left" => "←".to_owned(),
        "right" => "→".to_owned(),
        "pageup" => "PgUp".to_owned(),
        "pagedown" => "PgDn".to_owned(),
        "shift-tab" => "Shift+Tab".to_owned(),
        _ => match name.strip_prefix("ctrl-") {
            Some(letter) if letter.len() == 1 => format!("Ctrl+{}", letter.to_uppercase()),
            Some(key) => format!("Ctrl+{}", shown(key)),
            None if name.chars().count() > 1 => {
                let mut letters = name.chars();
                letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
            }
            None => name.to_owned(),
        },
    }
}

#[cfg(test)]
mod tests;
