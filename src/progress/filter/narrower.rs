//! Whether a filter can only find people whom another one finds too, so that nobody else needs to be looked at.
//!
//! It is said from the words alone: `smi` narrows `sm`, `sm dept:sales` narrows `sm`, and `-sm` narrows `-smi`. What is not
//! seen to be narrower here is searched for among everybody, which finds the same people later.

use super::keys::Test;
use super::{Filter, Sense, Term};

impl Filter {
    /// Says whether everybody who fits this filter is sure to fit `wider` too.
    #[must_use]
    pub fn narrows(&self, wider: &Filter) -> bool {
        wider.terms.iter().all(|wider| self.terms.iter().any(|term| term.narrows(wider)))
    }
}

impl Term {
    fn narrows(&self, wider: &Term) -> bool {
        let each_in = |one: &Term, other: &Term| {
            one.any.iter().all(|test| other.any.iter().any(|wider| test.narrows(wider)))
        };
        match (self.sense, wider.sense) {
            (Sense::Is, Sense::Is) => each_in(self, wider),
            // Asking against more leaves fewer.
            (Sense::IsNot, Sense::IsNot) => each_in(wider, self),
            (Sense::Is, Sense::IsNot) | (Sense::IsNot, Sense::Is) => false,
        }
    }
}

impl Test {
    fn narrows(&self, wider: &Test) -> bool {
        match (self, wider) {
            (Test::Text(one), Test::Text(other)) => other.is_in(one.bytes()),
            // Address and name are what a plain word is looked for in.
            (Test::Name(one) | Test::Address(one), Test::Text(other)) => other.is_in(one.as_bytes()),
            (Test::Name(one), Test::Name(other)) | (Test::Address(one), Test::Address(other)) => {
                one.contains(other.as_str())
            }
            (Test::Holds(one, part), Test::Holds(other, wider)) => {
                one == other && part.contains(wider.as_str())
            }
            (one, other) => one == other,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn narrows(filter: &str, wider: &str) -> bool {
        Filter::parse(filter).unwrap().narrows(&Filter::parse(wider).unwrap())
    }

    #[test]
    fn a_filter_that_grew_asks_for_fewer_people() {
        for (filter, wider) in [
            ("ann", ""),
            ("", ""),
            ("ann", "an"),
            ("ann", "nn"),
            ("ANN", "an"),
            ("a b", "a"),
            ("b a", "a"),
            ("b a", "a b"),
            ("\"ann a\"", "\"ann\""),
            ("\"ann a\"", "ann a"),
            ("dept:sale", "dept:sal"),
            ("department:sale x", "x dept:sal"),
            ("dept:\"human res\"", "dept:human"),
            ("name:ann", "an"),
            ("email:ann@", "ann email:n"),
            ("-an", "-ann"),
            ("-an,bo", "-ann"),
            ("-ann,bo", "-ann"),
            ("-dept:sal", "-dept:sale"),
            ("ann", "ann,bo"),
            ("anna,bob", "bo,ann"),
            ("status:active", "status:active"),
            ("standing:gone ann", "standing:gone,native"),
        ] {
            assert!(narrows(filter, wider), "{filter} and {wider}");
        }
    }

    #[test]
    fn a_filter_that_may_find_others_is_no_narrower_one() {
        for (filter, wider) in [
            ("", "ann"),
            ("an", "ann"),
            ("-ann", "-an"),
            ("-ann", "ann"),
            ("ann", "-bo"),
            ("ann,bo", "ann"),
            ("-ann", "-ann,bo"),
            ("a", "a b"),
            ("ann a", "\"ann a\""),
            ("ann", "name:ann"),
            ("name:ann", "email:ann"),
            ("dept:sales", "job:sales"),
            ("dept:sales", "sales"),
            // These ask for all of what stands there, not for a part.
            ("status:activer", "status:active"),
            ("list:outside2", "list:outside"),
            ("wave:10", "wave:1"),
            ("domain:a.example", "domain:a.exampl"),
            ("dept:\"\"", "dept:sales"),
            // A domain is looked for as the name system has it, which is another text.
            ("ann@müller.example", "müller"),
        ] {
            assert!(!narrows(filter, wider), "{filter} and {wider}");
        }
    }
}
