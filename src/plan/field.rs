//! A question about a part of the plan, as data: what is asked, where the answer lives, how it is read.
//!
//! Forms, findings ("where to fix"), the documentation and tests read these tables. How a date or a number is
//! understood is written once, in [`Slot`], so that it is the same for every question.

use super::{Count, Day, Offered, Percent};

/// Whether the plan is complete without an answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Need {
    /// Counted as open while it has no answer.
    Required,
    /// May stay empty.
    Optional,
}

/// What kind of answer is expected.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// One line of text.
    Line,
    /// An e-mail address.
    Email,
    /// Several lines of text.
    Text,
    /// One entry a line.
    Entries,
    /// A whole number from 0.
    Count,
    /// A whole number from 1 to 100.
    Percent,
    /// A calendar day.
    Date,
    /// Yes, no, or not answered.
    YesNo,
    /// One of a few words.
    Choice(&'static [Offered]),
    /// Which people: the filter language of the people page.
    Filter,
    /// Shown, never edited here.
    Shown,
}

/// A question without its place: what a person sees of it.
#[derive(Clone, Copy, Debug)]
pub struct Question {
    /// The key in the file.
    pub id: &'static str,
    /// The label on the screen.
    pub label: &'static str,
    /// One or two sentences: what it means, with a valid example where that helps.
    pub help: &'static str,
    /// What kind of answer is expected.
    pub kind: Kind,
    /// The guide's fact behind the question.
    pub fact: Option<&'static str>,
    /// Whether the plan is complete without it.
    pub need: Need,
}

/// Where an answer lives in a `T`, by its type.
pub enum Slot<T: 'static> {
    /// A text; also an e-mail address or a filter, by the question's kind.
    Text(fn(&T) -> &String, fn(&mut T) -> &mut String),
    /// A list of texts, one a line.
    Entries(fn(&T) -> &Vec<String>, fn(&mut T) -> &mut Vec<String>),
    /// A number of things.
    Count(fn(&T) -> &Option<Count>, fn(&mut T) -> &mut Option<Count>),
    /// A share.
    Percent(fn(&T) -> &Option<Percent>, fn(&mut T) -> &mut Option<Percent>),
    /// A day.
    Date(fn(&T) -> &Option<Day>, fn(&mut T) -> &mut Option<Day>),
    /// Yes, no, or nothing.
    YesNo(fn(&T) -> &Option<bool>, fn(&mut T) -> &mut Option<bool>),
    /// One of a few words; setting tells whether the word is one of them.
    Choice(fn(&T) -> &'static str, fn(&mut T, &str) -> bool),
    /// Shown as text, never set.
    Shown(fn(&T) -> String),
}

/// One question about a `T`.
pub struct Field<T: 'static> {
    /// What a person sees of it.
    pub question: Question,
    /// Where the answer lives.
    pub slot: Slot<T>,
    /// Whether the question applies, given the other answers.
    pub shown: fn(&T) -> bool,
}

impl<T> Field<T> {
    /// Makes a question that is optional and always shown; the kind is taken from the slot.
    #[must_use]
    pub const fn new(id: &'static str, label: &'static str, help: &'static str, slot: Slot<T>) -> Field<T> {
        let kind = match slot {
            Slot::Text(..) => Kind::Line,
            Slot::Entries(..) => Kind::Entries,
            Slot::Count(..) => Kind::Count,
            Slot::Percent(..) => Kind::Percent,
            Slot::Date(..) => Kind::Date,
            Slot::YesNo(..) => Kind::YesNo,
            Slot::Choice(..) => Kind::Choice(&[]),
            Slot::Shown(..) => Kind::Shown,
        };
        let question = Question { id, label, help, kind, fact: None, need: Need::Optional };
        Field { question, slot, shown: |_| true }
    }

    /// Names the guide's fact behind the question.
    #[must_use]
    pub const fn fact(mut self, id: &'static str) -> Field<T> {
        self.question.fact = Some(id);
        self
    }

    /// Counts the question as open while it has no answer.
    #[must_use]
    pub const fn required(mut self) -> Field<T> {
        self.question.need = Need::Required;
        self
    }

    /// Narrows what is expected: an e-mail address, a filter, several lines, the offered words.
    #[must_use]
    pub const fn kind(mut self, kind: Kind) -> Field<T> {
        self.question.kind = kind;
        self
    }

    /// Asks only where `shown` says so.
    #[must_use]
    pub const fn shown(mut self, shown: fn(&T) -> bool) -> Field<T> {
        self.shown = shown;
        self
    }

    /// Returns the answer as text; empty when there is none.
    #[must_use]
    pub fn get(&self, of: &T) -> String {
        fn text<A: ToString>(answer: Option<&A>) -> String {
            answer.map(ToString::to_string).unwrap_or_default()
        }
        match &self.slot {
            Slot::Text(get, _) => get(of).clone(),
            Slot::Entries(get, _) => get(of).join("\n"),
            Slot::Count(get, _) => text(get(of).as_ref()),
            Slot::Percent(get, _) => text(get(of).as_ref()),
            Slot::Date(get, _) => text(get(of).as_ref()),
            Slot::YesNo(get, _) => get(of).map_or("", |yes| if yes { "yes" } else { "no" }).to_owned(),
            Slot::Choice(get, _) => get(of).to_owned(),
            Slot::Shown(get) => get(of),
        }
    }

    /// Returns the first line of the answer that says anything, and how many lines there are. A list of texts is not
    /// put together for it, however long it is.
    #[must_use]
    pub fn brief(&self, of: &T) -> (String, usize) {
        match &self.slot {
            Slot::Entries(get, _) => brief(get(of).iter().map(String::as_str)),
            _ => brief(self.get(of).lines()),
        }
    }

    /// Puts a typed answer in; an empty one takes the answer out.
    ///
    /// # Errors
    /// Returns one sentence with a valid example when the text cannot be understood; nothing is changed then.
    pub fn set(&self, of: &mut T, typed: &str) -> Result<(), String> {
        fn answer<A: std::str::FromStr<Err = String>>(typed: &str) -> Result<Option<A>, String> {
            if typed.trim().is_empty() { Ok(None) } else { typed.parse().map(Some) }
        }
        match &self.slot {
            Slot::Text(_, slot) => *slot(of) = self.text(typed)?,
            Slot::Entries(_, slot) => {
                *slot(of) =
                    typed.lines().map(str::trim).filter(|line| !line.is_empty()).map(str::to_owned).collect();
            }
            Slot::Count(_, slot) => *slot(of) = answer(typed)?,
            Slot::Percent(_, slot) => *slot(of) = answer(typed)?,
            Slot::Date(_, slot) => *slot(of) = answer(typed)?,
            Slot::YesNo(_, slot) => *slot(of) = yes_no(typed)?,
            Slot::Choice(_, set) => {
                if !set(of, typed.trim()) {
                    return Err(format!("“{}” is none of the answers offered here.", typed.trim()));
                }
            }
            Slot::Shown(_) => return Err("This is shown for information and is not changed here.".to_owned()),
        }
        Ok(())
    }

    fn text(&self, typed: &str) -> Result<String, String> {
        match self.question.kind {
            Kind::Text => Ok(typed.trim_end().to_owned()),
            Kind::Email => email(typed.trim()),
            _ => Ok(typed.trim().replace(['\n', '\r', '\t'], " ")),
        }
    }
}

/// Returns the first line that says anything, and how many there are.
pub(super) fn brief<'l>(lines: impl Iterator<Item = &'l str> + Clone) -> (String, usize) {
    let first = lines.clone().find(|line| !line.trim().is_empty());
    (first.unwrap_or_default().to_owned(), lines.count())
}

fn yes_no(typed: &str) -> Result<Option<bool>, String> {
    match typed.trim().to_lowercase().as_str() {
        "" => Ok(None),
        "yes" | "y" | "true" => Ok(Some(true)),
        "no" | "n" | "false" => Ok(Some(false)),
        other => Err(format!("“{other}” is neither yes nor no.")),
    }
}

fn email(typed: &str) -> Result<String, String> {
    let fits = match typed.split_once('@') {
        Some((name, domain)) => {
            !name.is_empty()
                && domain.contains('.')
                && !domain.contains('@')
                && !typed.contains(char::is_whitespace)
        }
        None => typed.is_empty(),
    };
    if fits {
        Ok(typed.to_owned())
    } else {
        Err(format!("“{typed}” is no e-mail address. Write for example help@northwind.example."))
    }
}

/// Names where an answer lives: inside `impl T`, `slot!(Text, name)` is the text `name` of a `T`.
macro_rules! slot {
    (Choice, $field:ident: $words:ty) => {
        $crate::plan::Slot::Choice(
            |part: &Self| part.$field.word(),
            |part: &mut Self, word| match <$words>::from_word(word) {
                Some(value) => {
                    part.$field = value;
                    true
                }
                None => false,
            },
        )
    };
    ($kind:ident, $field:ident) => {
        $crate::plan::Slot::$kind(|part: &Self| &part.$field, |part: &mut Self| &mut part.$field)
    };
}
pub(crate) use slot;

/// A question whose answer is one of the words of an enum.
macro_rules! choice {
    ($field:ident: $words:ty, $label:literal, $help:literal) => {
        $crate::plan::Field::new(stringify!($field), $label, $help, $crate::plan::slot!(Choice, $field: $words))
            .kind($crate::plan::Kind::Choice(<$words>::OFFERED))
    };
}
pub(crate) use choice;

/// A question whose answer is kept in the field of that name: `ask!(Date, verified_on, "Verified on", "…")`.
macro_rules! ask {
    ($kind:ident, $field:ident, $label:literal, $help:literal) => {
        $crate::plan::Field::new(stringify!($field), $label, $help, $crate::plan::slot!($kind, $field))
    };
}
pub(crate) use ask;
