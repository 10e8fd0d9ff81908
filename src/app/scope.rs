//! Where a key applies: the words with which a screen says which lines of the table of keys count now.

/// Where a key applies.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Scope {
    /// On every screen, also while typing.
    Everywhere,
    /// On every screen on which nothing is typed.
    Browsing,
    /// Where one of several rows is chosen.
    Rows,
    /// Where entries can be added and taken out.
    Entries,
    /// On the people page.
    People,
    /// Where a person can be acted on.
    Person,
    /// Among addresses that may be one person.
    Alike,
    /// Where two addresses are compared.
    Matching,
    /// On a page with a gate.
    Gate,
    /// On the page of the gate before SSO.
    Enforcing,
    /// Where lists are.
    Lists,
    /// In a question that is answered by one of a few words or by yes and no.
    Choosing,
    /// In one line of text.
    Typing,
    /// In a question that is answered by a line of text.
    Question,
    /// In the list of all commands.
    Commands,
    /// In the help.
    Keys,
    /// In several lines of text.
    Writing,
    /// In a question shown for information only.
    Reading,
    /// Where a file name is typed.
    Path,
    /// In the preview of a file to import.
    Preview,
    /// Where rows that were not taken can be looked at.
    Rejections,
    /// On an answer about a file that is chosen from a list.
    Choice,
    /// On a line of the preview that leads to rows or people.
    Leading,
    /// In the preview of a file in which somebody is, where nothing is typed.
    Intake,
    /// On the line of the preview that imports the list.
    Ready,
    /// In the rows that were not taken.
    NotTaken,
    /// On the page of the imported lists.
    Kept,
    /// Where special cases can be opened from what is known.
    Needed,
    /// On the page of the special cases.
    Cases,
    /// Where one of a few things is picked in a pop-up.
    Picking,
    /// In a line of text that is the one answer asked for.
    Answering,
    /// Where everything is named before it is written.
    Review,
    /// Where yes or no is asked.
    Asking,
    /// Where it can be shown why something is asked or told.
    Why,
    /// Where a row has a place to go to and a reason to show.
    Reasons,
    /// Where a page has two parts to choose in.
    Sides,
    /// Where the rows are decided or ticked in place.
    Ticking,
    /// In a text that is only read.
    Text,
    /// In a few lines that are kept together.
    Filling,
    /// Where the rows can be searched.
    Search,
    /// While the rows are searched.
    Searching,
    /// While a filter of people is typed.
    Filtering,
    /// In a question that is answered by a filter.
    Narrowing,
    /// Where the columns of a table are chosen.
    Columns,
    /// On a message, where nothing is typed.
    Message,
    /// In a text of a message.
    MessageText,
    /// Among the paragraphs for a message.
    Telling,
    /// On the page of one person.
    Record,
    /// Where each row has a reason to show.
    Explained,
    /// Where a population can be shown by name.
    Population,
    /// On the questions that decide between the tools.
    Weighing,
    /// Where the tools stand in order.
    Tools,
    /// Where two tools stand side by side.
    Comparing,
    /// Where it can be said which people a document is about.
    Whom,
    /// Where what belongs to the chosen row is shown by topics.
    Topics,
}

impl Scope {
    /// Returns where that is, for people.
    #[must_use]
    pub fn says(self) -> &'static str {
        match self {
            Scope::Everywhere => "everywhere",
            Scope::Browsing => "where nothing is typed",
            Scope::Rows => "in a table or list",
            Scope::Entries => "in a table of entries",
            Scope::People => "people",
            Scope::Alike => "addresses that may be one person",
            Scope::Matching => "two addresses compared",
            Scope::Gate => "a gate",
            Scope::Enforcing => "the gate before SSO",
            Scope::Lists => "overview, phases and lists",
            Scope::Choosing => "a choice",
            Scope::Typing => "a line of text",
            Scope::Question => "a question with a line of text",
            Scope::Commands => "the list of commands",
            Scope::Keys => "this help",
            Scope::Writing => "several lines of text",
            Scope::Reading => "an answer only shown",
            Scope::Path => "a file name or a search",
            Scope::Preview => "the preview of an import",
            Scope::Asking => "a yes-or-no question",
            Scope::Person => "a person",
            Scope::Rejections => "the preview, where nothing is typed",
            Scope::Choice => "a column, the letters or the sheet of a file",
            Scope::Leading => "a line of the preview that leads further",
            Scope::Intake => "the preview of a list to import",
            Scope::Ready => "the line that imports a list",
            Scope::NotTaken => "rows that were not taken",
            Scope::Kept => "the imported lists",
            Scope::Needed => "special cases, discovered accounts, and a finding that asks for a case",
            Scope::Cases => "the special cases",
            Scope::Picking => "a short list to pick from",
            Scope::Answering => "a line that is the one answer asked for",
            Scope::Why => "pages that say why",
            Scope::Reasons => "findings and gates",
            Scope::Text => "a text to read",
            Scope::Filling => "a few lines kept together",
            Scope::Search => "a page with a search",
            Scope::Searching => "the search of a page",
            Scope::Filtering => "the filter of people",
            Scope::Narrowing => "a question with a filter",
            Scope::Columns => "the columns of a table",
            Scope::Message => "a message",
            Scope::MessageText => "a text of a message",
            Scope::Telling => "the paragraphs for a message",
            Scope::Record => "the page of a person",
            Scope::Topics => "a page with topics",
            Scope::Explained => "what moving means for a person",
            Scope::Population => "a population",
            Scope::Weighing => "the questions about a population",
            Scope::Tools => "the tools for a population",
            Scope::Comparing => "two tools side by side",
            Scope::Whom => "a document that names people",
            Scope::Sides => "a page with two parts",
            Scope::Ticking => "a list decided in place",
            Scope::Review => "a review before something is written",
        }
    }
}
