//! What a message has to tell: the paragraphs that apply to this project, and which settings changes are told where
//! (facts COM-5, TEC-2).
//!
//! A change counts as told where the paragraph stands in a text of the message, or where the message names it under
//! “Tells” because it is told in other words.

use crate::guide::{self, Guide};
use crate::plan::{Applies, DomainOption, Message, Plan};
use crate::progress::{Mark, Progress, Standing};

/// A paragraph that can enter a message.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Paragraph {
    /// The id of the settings change it tells; empty for the others.
    pub change: String,
    /// What it is about.
    pub title: String,
    /// Why it applies here.
    pub because: String,
    /// The text.
    pub text: String,
}

/// Returns the paragraphs that apply to this project, in the order in which they are best read.
#[must_use]
pub fn paragraphs(plan: &Plan, progress: &Progress, guide: &Guide) -> Vec<Paragraph> {
    let mut all = Vec::new();
    let mut add = |fact: &str, because: String, behind: &str| {
        if let Some(known) = guide.paragraph(fact) {
            let text = format!("{}{behind}", known.text);
            all.push(Paragraph { change: String::new(), title: known.title.clone(), because, text });
        }
    };
    let asks = plan
        .domains
        .iter()
        .find(|one| matches!(one.option, DomainOption::Change | DomainOption::Consolidate));
    add("COM-3", "everybody who is invited".to_owned(), "");
    if let Some(domain) = asks {
        add("DOM-1", format!("{} asks at sign-in", domain.name), "");
    }
    add("DATA-2", "everybody who is invited".to_owned(), "");
    let joins =
        plan.domains.iter().any(|one| matches!(one.option, DomainOption::Consolidate | DomainOption::SignUp));
    if joins || plan.sso.configured_on.is_some() {
        let page = plan.main_account.vanity_url.trim();
        let page = if page.is_empty() { String::new() } else { format!(" Begin at {page}.") };
        add("DOM-3", "joining does not switch to SSO".to_owned(), &page);
    }
    add("DATA-NO", "everybody who moves".to_owned(), "");
    let paid: u32 = [Standing::Outstanding, Standing::Invited]
        .into_iter()
        .map(|standing| progress.marked(standing, Mark::Paid))
        .sum();
    if paid > 0 {
        add(
            "SC-PAID",
            format!("{} still outside pay for Zoom", crate::wording::plural(paid, "person", "people")),
            "",
        );
    }
    if let Some(account) = plan.accounts.iter().find(|account| !account.vanity_url.trim().is_empty()) {
        add("SC-VANITY", format!("{}: own address", account.name), "");
    }
    let ticked: Vec<&guide::Change> = ticked(plan).filter_map(|id| guide.change(id)).collect();
    if !ticked.is_empty() {
        add("TEC-2", "goes before the changes below".to_owned(), "");
    }
    all.extend(ticked.into_iter().map(|change| Paragraph {
        change: change.id.clone(),
        title: change.title.clone(),
        because: "ticked in phase 3".to_owned(),
        text: change.paragraph.clone(),
    }));
    let number = plan.main_account.number.trim();
    if !number.is_empty() {
        all.push(Paragraph {
            change: String::new(),
            title: "How to see that it worked".to_owned(),
            because: "the account number is in the plan".to_owned(),
            text: format!(
                "When you are in, your profile in the web portal shows the account number {number}."
            ),
        });
    }
    all
}

/// Returns the ids of the settings changes that apply here.
pub fn ticked(plan: &Plan) -> impl Iterator<Item = &str> {
    plan.changes.iter().filter(|change| change.applies == Applies::Yes).map(|change| change.id.as_str())
}

/// Returns a text with single blanks between its words, as texts are compared.
fn plain(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Returns the texts of a message, one a line, as they are compared.
fn texts_of(message: &Message) -> String {
    let texts = [
        &message.background,
        &message.scope,
        &message.timing,
        &message.actions,
        &message.success,
        &message.support,
    ];
    texts.map(|text| plain(text)).join("\n")
}

/// Says whether a text stands in the message, whatever its line ends.
#[must_use]
pub fn stands_in(text: &str, message: &Message) -> bool {
    texts_of(message).contains(&plain(text))
}

/// Says whether the message names a settings change under “Tells”.
fn names(message: &Message, change: &guide::Change) -> bool {
    let is_it = |named: &String| {
        let named = named.trim();
        named.eq_ignore_ascii_case(&change.id) || named.to_lowercase() == change.title.to_lowercase()
    };
    message.tells.iter().any(is_it)
}

/// Says whether a message tells a settings change.
#[must_use]
pub fn tells(message: &Message, change: &guide::Change) -> bool {
    names(message, change) || stands_in(&change.paragraph, message)
}

/// Returns the settings changes that apply and that no message tells.
#[must_use]
pub fn untold<'g>(plan: &Plan, guide: &'g Guide) -> Vec<&'g guide::Change> {
    // Once a message and not once a change: this is asked after every key.
    let texts: Vec<String> = plan.messages.iter().map(texts_of).collect();
    let is_told = |change: &guide::Change| {
        let paragraph = plain(&change.paragraph);
        plan.messages.iter().any(|message| names(message, change))
            || texts.iter().any(|text| text.contains(&paragraph))
    };
    ticked(plan).filter_map(|id| guide.change(id)).filter(|change| !is_told(change)).collect()
}

/// Puts paragraphs at the end of one of the message's texts, and notes which changes they tell.
pub fn insert(message: &mut Message, element: &str, paragraphs: &[Paragraph]) {
    let text = match element {
        "background" => &mut message.background,
        "scope" => &mut message.scope,
        "timing" => &mut message.timing,
        "success" => &mut message.success,
        "support" => &mut message.support,
        _ => &mut message.actions,
    };
    for paragraph in paragraphs {
        let kept = text.trim_end().len();
        text.truncate(kept);
        if !text.is_empty() {
            text.push_str("\n\n");
        }
        text.push_str(&paragraph.text);
        if !paragraph.change.is_empty() && !message.tells.contains(&paragraph.change) {
            message.tells.push(paragraph.change.clone());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::guide::guide;
    use crate::plan::{Change, Percent};

    fn titles(plan: &Plan, progress: &Progress) -> Vec<String> {
        paragraphs(plan, progress, guide()).into_iter().map(|one| one.title).collect()
    }

    fn changed(id: &str, applies: Applies) -> Change {
        Change { id: id.to_owned(), applies, ..Change::default() }
    }

    #[test]
    fn a_paragraph_is_offered_to_those_it_concerns() {
        let mut plan = Plan::default();
        let mut progress = Progress::default();
        let always = ["What the invitation looks like", "Please accept", "What does not come along"];
        assert_eq!(titles(&plan, &progress), always);
        plan.add_entry("domains");
        plan.domains[0].option = DomainOption::Consolidate;
        plan.add_entry("accounts");
        plan.accounts[0].vanity_url = "acme.zoom.us".to_owned();
        plan.main_account.vanity_url = "northwind.zoom.us".to_owned();
        plan.main_account.number = "500 1".to_owned();
        plan.sso.target = Some(Percent(75));
        plan.changes = vec![changed("no-chat", Applies::Yes), changed("sso-only", Applies::No)];
        progress.marks.add(Standing::Outstanding, Mark::Paid, 3);
        let all = paragraphs(&plan, &progress, guide());
        let found: Vec<&str> = all.iter().map(|one| one.title.as_str()).collect();
        assert_eq!(
            found,
            [
                "What the invitation looks like",
                "What you will see at sign-in",
                "Please accept",
                "Where to sign in from now on",
                "What does not come along",
                "If you paid for Zoom",
                "Links in your calendar",
                "What will be different",
                "No Zoom chat",
                "How to see that it worked",
            ]
        );
        assert!(all[3].text.ends_with("Begin at northwind.zoom.us."), "{}", all[3].text);
        assert!(all[9].text.contains("500 1"));
        assert_eq!(all[5].because, "3 people still outside pay for Zoom");
    }

    #[test]
    fn what_is_inserted_stands_at_the_end_and_counts_as_told() {
        let mut plan = Plan { changes: vec![changed("no-chat", Applies::Yes)], ..Plan::default() };
        plan.add_entry("messages");
        plan.messages[0].actions = "Accept.\n".to_owned();
        assert_eq!(untold(&plan, guide()).len(), 1);
        let all = paragraphs(&plan, &Progress::default(), guide());
        let chat: Vec<Paragraph> = all.into_iter().filter(|one| one.change == "no-chat").collect();
        insert(&mut plan.messages[0], "actions", &chat);
        let text = &plan.messages[0].actions;
        assert_eq!(*text, format!("Accept.\n\n{}", guide().change("no-chat").unwrap().paragraph));
        assert_eq!(plan.messages[0].tells, ["no-chat"]);
        assert!(untold(&plan, guide()).is_empty());
    }

    #[test]
    fn a_change_is_told_by_its_paragraph_by_its_name_or_not_at_all() {
        let chat = guide().change("no-chat").unwrap();
        let mut message = Message::default();
        assert!(!tells(&message, chat));
        message.tells = vec![" NO-CHAT ".to_owned()];
        assert!(tells(&message, chat));
        message.tells = vec![chat.title.to_uppercase()];
        assert!(tells(&message, chat));
        message.tells.clear();
        message.scope = chat.paragraph.replace(' ', "\n");
        assert!(tells(&message, chat));
    }
}
