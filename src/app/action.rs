//! What a person can wish for. A key resolves to an action; a screen or [`super::update`] carries it out.

/// A wish, whatever key expressed it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Action {
    /// Show every key and what this page is for.
    Help,
    /// Show every page and action, to choose by typing.
    Palette,
    /// One step back.
    Back,
    /// Leave the program.
    Quit,
    /// Leave the program without a look at what is being typed.
    Interrupt,
    /// Take the last change back.
    Undo,
    /// Put the change taken back in again.
    Redo,
    /// Write the plan now.
    Save,
    /// Go to the overview.
    Overview,
    /// Go to the pages of a phase, 1 to 5.
    Phase(u8),
    /// Go to the people.
    People,
    /// Go to the findings.
    Findings,
    /// Go to the documents.
    Documents,
    /// One row or question up.
    Up,
    /// One row or question down.
    Down,
    /// One step to the left, or the answer before.
    Left,
    /// One step to the right, or the next answer.
    Right,
    /// A screenful up.
    PageUp,
    /// A screenful down.
    PageDown,
    /// The first row.
    First,
    /// The last row.
    Last,
    /// Open or confirm what is chosen.
    Open,
    /// Choose or tick.
    Toggle,
    /// The next question or part of the screen.
    Next,
    /// The question or part of the screen before.
    Previous,
    /// Add an entry.
    Add,
    /// Take an entry out.
    Remove,
    /// Import a list.
    Import,
    /// Narrow the rows.
    Filter,
    /// Order the rows by the next column.
    Sort,
    /// Order the rows the other way round.
    SortOther,
    /// Choose by which column the rows are ordered.
    OrderBy,
    /// Choose which columns are shown.
    Columns,
    /// Select everybody who is shown.
    SelectAll,
    /// Select those shown who are not selected, and the others no more.
    SelectOthers,
    /// Select nobody.
    SelectNobody,
    /// Go to the next person of the filter.
    NextPerson,
    /// Go to the person of the filter before.
    PersonBefore,
    /// Show why something is asked or said.
    Why,
    /// Show what moving means for a person.
    Impact,
    /// Put paragraphs into a message.
    Tell,
    /// Show by name whom something would touch.
    Who,
    /// Answer for a shut gate with name and reason.
    Override,
    /// Look at what was not taken.
    Rejected,
    /// Write what is shown into a file.
    Write,
    /// Look at what a list changed.
    Changes,
    /// Decide something about a person.
    Act,
    /// Keep a person outside, with a reason.
    Exclude,
    /// Look for addresses of one person.
    Alike,
    /// Say that two addresses are one person.
    Same,
    /// Say that two addresses are two people.
    Different,
    /// Answer yes and go on.
    Yes,
    /// Answer no and go on.
    No,
    /// Put two things side by side.
    Compare,
    /// Decide about all rows in sight.
    All,
    /// Open the special cases that are needed.
    OpenCases,
    /// Change a line of text.
    Edit(Edit),
}

/// A change of the line or text being typed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Edit {
    /// Cursor one letter to the left.
    Left,
    /// Cursor one letter to the right.
    Right,
    /// Cursor one word to the left.
    WordLeft,
    /// Cursor one word to the right.
    WordRight,
    /// Cursor to the start of the line.
    Start,
    /// Cursor to the end of the line.
    End,
    /// Take the letter before the cursor out.
    Backspace,
    /// Take the letter under the cursor out.
    Delete,
    /// Take the word before the cursor out.
    DeleteWord,
    /// Take everything before the cursor out.
    DeleteToStart,
    /// Begin a new line.
    NewLine,
    /// Cursor one line up.
    Up,
    /// Cursor one line down.
    Down,
}
