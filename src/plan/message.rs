//! Communications: who is told what, when and how (guide §6).

use super::field::{Slot, ask, choice};
use super::words::{part, words};
use super::{Day, Field, Kind};

words! {
    /// How a message reaches people.
    Channel {
        Email = "e-mail", "e-mail";
        Intranet = "intranet", "intranet";
        Chat = "chat", "chat";
        Meeting = "meeting", "meeting or call";
        Letter = "letter", "letter";
        Other = "other", "other";
    }
}

part! {
    /// One communication, with the six elements every message should have (fact COM-2).
    Message {
        /// Stable key of the entry.
        id: String,
        /// What it is called.
        title: String,
        /// Who gets it, as a filter; empty means everybody in the baseline.
        audience: String,
        /// When it goes out.
        date: Option<Day>,
        /// How it reaches people.
        channel: Channel,
        /// Who sends it.
        owner: String,
        /// Element 1: why there is a change.
        background: String,
        /// Element 2: who is concerned and who is not.
        scope: String,
        /// Element 3: when.
        timing: String,
        /// Element 4: what will happen and what to do.
        actions: String,
        /// Element 5: how to see that it worked.
        success: String,
        /// Element 6: whom to ask.
        support: String,
        /// The settings changes it tells of in words of its own, by the guide's id or title (fact TEC-2).
        tells: Vec<String>,
        /// When the text was approved.
        approved_on: Option<Day>,
        /// When it was sent.
        sent_on: Option<Day>,
        /// Anything worth remembering.
        note: String,
    }
}

/// The names of the six elements, in the order in which the guide gives them (fact COM-2).
pub const ELEMENTS: [&str; 6] = ["background", "scope", "timing", "actions", "success", "support"];

impl Message {
    /// Returns each element's name with whether the message has it, in the guide's order.
    #[must_use]
    pub fn elements(&self) -> [(&'static str, bool); 6] {
        let texts =
            [&self.background, &self.scope, &self.timing, &self.actions, &self.success, &self.support];
        std::array::from_fn(|n| (ELEMENTS[n], !texts[n].trim().is_empty()))
    }

    /// Returns the names of the elements that are missing.
    #[must_use]
    pub fn missing(&self) -> Vec<&'static str> {
        self.elements().into_iter().filter(|(_, there)| !there).map(|(name, _)| name).collect()
    }

    /// Returns how many elements there are and which are missing: `6 of 6`, `5 of 6, no success`.
    #[must_use]
    pub fn elements_in_words(&self) -> String {
        let missing = self.missing();
        let there = format!("{} of {}", ELEMENTS.len() - missing.len(), ELEMENTS.len());
        if missing.is_empty() { there } else { format!("{there}, no {}", missing.join(", no ")) }
    }

    /// Returns how far the message is: draft, approved or sent.
    #[must_use]
    pub fn state(&self) -> &'static str {
        match (self.sent_on, self.approved_on) {
            (Some(_), _) => "sent",
            (None, Some(_)) => "approved",
            (None, None) => "draft",
        }
    }

    /// The questions about a message.
    pub const FIELDS: &'static [Field<Message>] = &[
        ask!(Text, title, "Message", "What you call it, for example Reminder, one week before.").required(),
        ask!(
            Text,
            audience,
            "To",
            "A filter, for example standing:outstanding. Empty means everybody who was outside."
        )
        .kind(Kind::Filter)
        .fact("COM-1"),
        ask!(Date, date, "On", "When it goes out, for example 2026-12-07.").required().fact("COM-1"),
        choice!(channel: Channel, "By", "How it reaches people."),
        ask!(Text, owner, "Who sends it", "A name: somebody must do it.").required(),
        ask!(Text, background, "Background", "Why there is a change.")
            .kind(Kind::Text)
            .required()
            .fact("COM-2"),
        ask!(Text, scope, "Scope", "Who is concerned, and who is not.")
            .kind(Kind::Text)
            .required()
            .fact("COM-2"),
        ask!(Text, timing, "Timing", "When it happens, with dates.")
            .kind(Kind::Text)
            .required()
            .fact("COM-2"),
        ask!(Text, actions, "Expected actions", "What people will see, and what they have to do.")
            .kind(Kind::Text)
            .required()
            .fact("COM-2"),
        ask!(
            Text,
            success,
            "Success",
            "How people see that it worked, for example the account number in the web portal."
        )
        .kind(Kind::Text)
        .required()
        .fact("COM-2"),
        ask!(Text, support, "Support", "Whom to ask, with name and address.")
            .kind(Kind::Text)
            .required()
            .fact("COM-2"),
        ask!(
            Entries,
            tells,
            "Tells",
            "Settings changes this message tells of in its own words, one a line, for example Sign-in by SSO only."
        )
        .fact("TEC-2"),
        Field::new(
            "elements",
            "Elements",
            "All six should be there before the message is approved.",
            Slot::Shown(|message: &Message| message.elements_in_words()),
        )
        .fact("COM-2"),
        Field::new(
            "state",
            "State",
            "Follows from the two dates below.",
            Slot::Shown(|message: &Message| message.state().to_owned()),
        ),
        ask!(Date, approved_on, "Approved on", "The day the text was approved."),
        ask!(Date, sent_on, "Sent on", "The day it went out."),
        ask!(Text, note, "Notes", "Anything worth remembering.").kind(Kind::Text),
    ];
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_message_says_which_elements_are_missing() {
        let mut message = Message { background: "Why".to_owned(), ..Message::default() };
        assert_eq!(
            message.elements_in_words(),
            "1 of 6, no scope, no timing, no actions, no success, no support"
        );
        for text in [&mut message.scope, &mut message.timing, &mut message.actions, &mut message.success] {
            "x".clone_into(text);
        }
        message.support = " \n".to_owned();
        assert_eq!(message.elements_in_words(), "5 of 6, no support");
        message.support = "Help desk".to_owned();
        assert_eq!(message.elements_in_words(), "6 of 6");
    }
}
