//! The pages of an answer: whether all of them are in the file.

use super::parts::text;
use crate::wording::thousands;

/// What the pages of a file say of their number.
#[derive(Debug, Default)]
pub(super) struct Pages {
    answers: Vec<Answer>,
    /// Whether the last page names one that follows.
    more: bool,
    /// Whether they are numbered as Zoom numbers them.
    pub is_zoom: bool,
}

/// What one page says of itself.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Page {
    /// Users on it.
    pub found: u64,
    /// Users on all pages.
    pub total: u64,
    /// Whether it names the next page.
    pub more: bool,
    /// Whether it says that it is not the first one.
    pub goes_on: bool,
}

impl Page {
    /// Takes what a field says of the page.
    pub(super) fn say(&mut self, name: &str, value: &[u8]) {
        let whole = || text(value).trim().parse::<u64>();
        match name {
            "total_records" | "totalResults" | "@odata.count" => self.total = whole().unwrap_or(self.total),
            "page_number" | "startIndex" => self.goes_on |= whole().is_ok_and(|number| number > 1),
            "next_page_token" | "nextPageToken" | "@odata.nextLink" => {
                self.more |= value.starts_with(b"\"") && value.len() > 2;
            }
            _ => {}
        }
    }
}

/// One question's answer, whose pages follow each other.
#[derive(Debug)]
struct Answer {
    found: u64,
    total: u64,
}

/// Answers that are told apart; a file has one for each status.
const MAX_ANSWERS: usize = 10_000;

impl Pages {
    /// Takes the next page. It goes on where the last one left off, or begins another answer.
    pub(super) fn add(&mut self, page: Page) {
        // Without a word of it pages belong together when they promise the same, or fill up what the last one promises:
        // somebody may join while they are fetched.
        let fills = |answer: &Answer| answer.total == page.total || answer.found + page.found == page.total;
        let goes_on =
            |answer: &Answer| self.more || page.goes_on || (answer.found < answer.total && fills(answer));
        let is_full = self.answers.len() == MAX_ANSWERS;
        match self.answers.last_mut() {
            Some(answer) if goes_on(answer) => {
                answer.found += page.found;
                answer.total = answer.total.max(page.total);
            }
            Some(answer) if is_full => {
                answer.found += page.found;
                answer.total += page.total;
            }
            _ => self.answers.push(Answer { found: page.found, total: page.total }),
        }
        self.more = page.more;
    }

    /// Returns what to say when a page is missing.
    pub(super) fn note(&self) -> Option<String> {
        let found: u64 = self.answers.iter().map(|answer| answer.found).sum();
        let total: u64 = self.answers.iter().map(|answer| answer.total.max(answer.found)).sum();
        let number = |number: u64| thousands(u32::try_from(number).unwrap_or(u32::MAX));
        if total > found {
            Some(format!(
                "The file holds {} of {} users: a page is missing. Fetch all pages, join them and import them anew.",
                number(found),
                number(total)
            ))
        } else {
            self.more.then(|| {
                "The last page names another one that is not in the file: a page is missing. Fetch all pages, \
                 join them and import them anew."
                    .to_owned()
            })
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn note(pages: &[(u64, u64, bool)]) -> Option<String> {
        let mut all = Pages::default();
        for (found, total, more) in pages {
            all.add(Page { found: *found, total: *total, more: *more, goes_on: false });
        }
        all.note()
    }

    #[test]
    fn a_missing_page_is_noticed() {
        assert_eq!(note(&[(300, 812, true), (300, 812, true), (212, 812, false)]), None);
        let missing = note(&[(300, 812, true)]).unwrap();
        assert!(missing.starts_with("The file holds 300 of 812 users"), "{missing}");
        assert!(note(&[(300, 300, true)]).unwrap().starts_with("The last page names another"));
    }

    #[test]
    fn answers_for_several_statuses_are_counted_apart() {
        assert_eq!(note(&[(300, 302, true), (2, 302, false), (40, 40, false), (7, 7, false)]), None);
        let missing = note(&[(2, 2, false), (30, 40, false)]).unwrap();
        assert!(missing.starts_with("The file holds 32 of 42 users"), "{missing}");
        assert_eq!(note(&[(300, 600, false), (300, 600, false)]), None, "pages with numbers only");
        assert_eq!(note(&[(300, 600, true), (301, 601, false)]), None, "somebody joined meanwhile");
        assert_eq!(note(&[(300, 600, false), (301, 601, false)]), None, "and the pages have numbers only");
    }

    #[test]
    fn a_page_that_has_a_number_goes_on_with_the_one_before() {
        let page = |found, number: &str| {
            let mut page = Page { found, ..Page::default() };
            page.say("total_records", b"\"6\"");
            page.say("page_number", number.as_bytes());
            page
        };
        let mut all = Pages::default();
        all.add(page(3, "1"));
        all.add(page(2, "2"));
        assert!(all.note().unwrap().starts_with("The file holds 5 of 6 users"));
        let mut all = Pages::default();
        all.add(page(6, "1"));
        assert_eq!(all.note(), None, "a total in quotes names no page");
    }
}
