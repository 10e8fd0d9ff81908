//! A filter in words, for readers who never typed one: `dept:sales standing:outstanding` is "everybody whose department
//! holds “sales”, who is outstanding".

use super::keys::Test;
use super::{Filter, Sense, Term};
use crate::progress::Standing;

impl Filter {
    /// Returns whom the filter asks for, as the end of a sentence; an empty one asks for everybody.
    #[must_use]
    pub fn in_words(&self) -> String {
        let terms: Vec<String> = self.terms.iter().map(Term::in_words).collect();
        if terms.is_empty() { "everybody".to_owned() } else { format!("everybody {}", terms.join(", ")) }
    }

    /// Returns the domains it is about where it asks for nothing but domains and for people who are outstanding, so that
    /// those a portal counts without naming them are meant as well: no domain means all of them. Nothing where it asks
    /// for more than a count can tell.
    #[must_use]
    pub fn of_counted(&self) -> Option<Vec<&str>> {
        let mut domains = Vec::new();
        for term in &self.terms {
            let is_domain = |test: &Test| matches!(test, Test::Domain(_));
            let is_outstanding = |test: &Test| *test == Test::Standing(Standing::Outstanding);
            if term.sense == Sense::IsNot {
                return None;
            } else if term.any.iter().all(is_domain) && domains.is_empty() {
                domains.extend(term.any.iter().filter_map(|test| match test {
                    Test::Domain(name) => Some(name.as_str()),
                    _ => None,
                }));
            } else if !term.any.iter().any(is_outstanding) {
                return None;
            }
        }
        Some(domains)
    }
}

impl Term {
    fn in_words(&self) -> String {
        let any: Vec<String> = self.any.iter().map(Test::in_words).collect();
        let any = any.join(" or ");
        match self.sense {
            Sense::Is => any,
            Sense::IsNot => format!("but nobody {any}"),
        }
    }
}

impl Test {
    fn in_words(&self) -> String {
        match self {
            Test::Text(needle) => {
                format!("whose address or name holds “{}”", String::from_utf8_lossy(needle.bytes()))
            }
            Test::Standing(standing) => format!("who is {}", standing.word()),
            Test::Mark(mark) => format!("marked “{}” ({})", mark.word(), mark.label()),
            Test::SignIn(kind) => format!("marked “{}” for SSO ({})", kind.word(), kind.label()),
            Test::Domain(domain) => format!("with an address on {domain}"),
            Test::Name(part) => format!("whose name holds “{part}”"),
            Test::Address(part) => format!("whose address holds “{part}”"),
            Test::Named => "of whom a list shows a name".to_owned(),
            Test::Nameless => "of whom no list shows a name".to_owned(),
            Test::Says(field) => format!("of whom a list says something under “{}”", field.label()),
            Test::Silent(field) => format!("of whom no list says anything under “{}”", field.label()),
            Test::Holds(field, part) => format!("whose {} holds “{part}”", field.label()),
            Test::Equals(field, whole) => format!("whose {} is “{whole}”", field.label()),
            Test::OpenCase => "with an open special case".to_owned(),
            Test::NoCase => "without an open special case".to_owned(),
            Test::CaseKind(kind) => format!("with an open special case ({})", kind.label()),
            Test::Case(id) => format!("of the special case {id}"),
            Test::NoWave => "in no wave".to_owned(),
            Test::AnyWave => "in a wave".to_owned(),
            Test::Wave(wave) => format!("in the wave “{wave}”"),
            Test::List(list) => format!("in the list “{list}”"),
            Test::After(day) => format!("who signed in on {day} or later"),
            Test::Before(day) => format!("who last signed in before {day}"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(filter: &str) -> String {
        Filter::parse(filter).unwrap().in_words()
    }

    #[test]
    fn a_filter_reads_as_a_sentence() {
        assert_eq!(words(""), "everybody");
        assert_eq!(words("standing:outstanding,invited"), "everybody who is outstanding or who is invited");
        assert_eq!(
            words("domain:labs.example standing:outstanding -wave:none"),
            "everybody with an address on labs.example, who is outstanding, but nobody in no wave"
        );
        assert_eq!(words("mark:executive"), "everybody marked “executive” (gets a personal contact)");
        assert_eq!(
            words("dept:Sales ann"),
            "everybody whose department holds “sales”, whose address or name holds “ann”"
        );
    }

    #[test]
    fn only_domains_and_who_is_outstanding_can_be_counted_without_names() {
        let counted = |filter: &str| {
            let filter = Filter::parse(filter).unwrap();
            filter.of_counted().map(|domains| domains.join(" "))
        };
        assert_eq!(
            counted("domain:a.example,b.example standing:outstanding").as_deref(),
            Some("a.example b.example")
        );
        assert_eq!(counted("standing:outstanding,invited").as_deref(), Some(""));
        for more in
            ["standing:invited", "domain:a.example dept:sales", "-domain:a.example", "domain:a.example ann"]
        {
            assert_eq!(counted(more), None, "{more}");
        }
    }
}
