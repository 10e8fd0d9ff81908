//! Which columns the table of each part has, and what belongs there while it is empty.

/// What the table of a part shows.
pub(super) struct Table {
    pub(super) part: &'static str,
    /// The columns, the most telling first: questions by id, and what is worked out with `=` in front. A number behind a
    /// colon is the fewest cells a column is of use with.
    pub(super) columns: &'static [&'static str],
    /// What belongs here, which key adds it and which file imports it, while there is nothing.
    pub(super) empty: &'static str,
}

pub(super) const fn table(
    part: &'static str,
    columns: &'static [&'static str],
    empty: &'static str,
) -> Table {
    Table { part, columns, empty }
}

/// The table of each part that is a list.
pub(super) const TABLES: &[Table] = &[
    table(
        "domains",
        &["name", "verified_on", "option", "enabled_on", "release"],
        "Your e-mail domains belong here: the part after the @ of your people's addresses. Press a to add the first.",
    ),
    table(
        "readings",
        &["domain", "date", "outside", "inside"],
        "The two counts of the portal's user summary belong here: how many users of a domain are inside and outside. Press a to add one each time you look.",
    ),
    table(
        "holidays",
        &["name", "date", "until"],
        "Days on which nobody works belong here, weekends apart. The calendar of a domain and its warnings count them. Press a to add one.",
    ),
    table(
        "lists",
        &["label", "kind", "as_of", "people", "file"],
        "Nothing was imported yet. Press i and choose a file: the release list from Zoom (outside), the users export of your account (members), its pending tab (pending), or an export of your directory.",
    ),
    table(
        "accounts",
        &["name", "owner", "=cases", "plan", "users", "rooms", "phone"],
        "Zoom accounts you find outside yours belong here, with users, rooms and phones. They show which special cases there are. Press a to add one, or import a file of them.",
    ),
    table(
        "contacts",
        &["name", "role", "email"],
        "Who has a part in the project: lead, help desk, finance. Press a to add somebody.",
    ),
    table(
        "cases",
        &["title:17", "=next:20", "=age:4", "=kind:13", "owner:9", "due_on:10"],
        "Accounts with several users, Zoom Rooms, phone numbers, and executives each need steps of their own before they move. Press a to open a case, or o to open every case that the discovered accounts and the lists call for.",
    ),
    table(
        "groups",
        &["title", "decision", "model", "people"],
        "Decisions about people belong here: who stays outside and why, who is an executive. Press a to add a group.",
    ),
    table(
        "same",
        &["reason", "verdict", "pairs", "decided_on"],
        "Addresses you said are one person stand here, and those you said are two. The program proposes them on the page “Same person?”; nothing is merged unasked.",
    ),
    table(
        "sub_accounts",
        &["name", "owner_email", "licences", "payment", "sso"],
        "No sub-accounts. A unit that needs settings or billing of its own can have one, such as a clinic. Press a to plan one: the page then shows the licences left and what is to be done.",
    ),
    table(
        "break_glass",
        &["name", "email", "member", "second_factor", "tested_on"],
        "Name at least two people who can sign in without SSO, and test them before SSO is enforced. Press a to add one.",
    ),
    table(
        "messages",
        &["title", "date", "state", "elements", "owner", "audience"],
        "No messages yet. People are told early and more than once. Press a to write the first.",
    ),
    table(
        "tasks",
        &["title", "date", "owner", "waits_for", "done_on"],
        "The run-book is empty. Press a to add what has to be done, when and by whom.",
    ),
    table(
        "waves",
        &["title", "date", "=going:6", "=waiting:5", "filter", "owner", "done_on"],
        "No waves yet. A wave is a group of people who are invited together. Press a to plan one.",
    ),
    table(
        "history",
        &["date", "after", "consolidated", "invited", "outstanding", "unnamed", "rate_low"],
        "Nothing was measured yet. Every import and every reading adds a line. Press i to import a list.",
    ),
    table(
        "overrides",
        &["condition", "by", "on", "reason"],
        "Nobody answered for a shut gate so far. That is done on the gate's page with o.",
    ),
];
