//! Answers that are one of a few words: the enum, the word in the file and the label on the screen in one place.

/// One offered answer: the word kept in the file and the label a person reads.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Offered {
    /// The word in the file and on the command line.
    pub word: &'static str,
    /// What a person reads.
    pub label: &'static str,
}

/// Declares an enum of words. The first one is the default and means that nothing was answered yet,
/// unless its label says otherwise.
macro_rules! words {
    ($(#[$doc:meta])* $name:ident { $first:ident = $first_word:literal, $first_label:literal;
      $( $variant:ident = $word:literal, $label:literal; )* }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord, serde::Serialize, serde::Deserialize)]
        pub enum $name {
            #[doc = $first_label]
            #[default]
            #[serde(rename = $first_word)]
            $first,
            $( #[doc = $label] #[serde(rename = $word)] $variant, )*
        }

        impl $name {
            /// Every value, in the order in which they are offered.
            pub const ALL: &'static [$name] = &[$name::$first, $( $name::$variant, )*];
            /// Every value as it is offered in a form.
            pub const OFFERED: &'static [crate::plan::Offered] = &[
                crate::plan::Offered { word: $first_word, label: $first_label },
                $( crate::plan::Offered { word: $word, label: $label }, )*
            ];

            /// Returns the word kept in the file.
            #[must_use]
            pub fn word(self) -> &'static str {
                match self { $name::$first => $first_word, $( $name::$variant => $word, )* }
            }

            /// Returns what a person reads.
            #[must_use]
            pub fn label(self) -> &'static str {
                match self { $name::$first => $first_label, $( $name::$variant => $label, )* }
            }

            /// Returns the value a word stands for, or nothing when it is none of them.
            #[must_use]
            pub fn from_word(word: &str) -> Option<$name> {
                $name::ALL.iter().copied().find(|value| value.word() == word)
            }
        }
    };
}
pub(crate) use words;

/// Declares one part of the plan: public fields that are left out of the file while nothing was answered.
macro_rules! part {
    ($(#[$doc:meta])* $name:ident { $( $(#[$field_doc:meta])* $field:ident: $type:ty, )* }) => {
        $(#[$doc])*
        #[derive(Clone, Debug, Default, PartialEq, serde::Serialize, serde::Deserialize)]
        #[serde(default)]
        pub struct $name {
            $( $(#[$field_doc])* #[serde(skip_serializing_if = "crate::plan::is_unanswered")] pub $field: $type, )*
        }
    };
}
pub(crate) use part;
