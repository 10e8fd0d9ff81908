//! Accounts of a file taken into the plan: which are new, which are known, and what the file says differently.
//!
//! A known account is one with the same number, or with the same owner where one of the two has no number. What a person
//! answered is never emptied; a different answer of the file takes its place and is told.

use super::{Account, Plan};

/// What taking accounts of a file in has changed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Discovered {
    /// What new accounts are called.
    pub added: Vec<String>,
    /// What changed in known ones.
    pub changed: Vec<Changed>,
    /// Known accounts of which the file says nothing new.
    pub same: usize,
    /// Rows that are the plan's main account: it was not discovered, and is left out.
    pub main: usize,
}

/// One answer of the plan that a file gives differently.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Changed {
    /// What the entry is called.
    pub entry: String,
    /// What was asked, as it stands on the form.
    pub question: &'static str,
    /// The answer so far; empty where there was none.
    pub from: String,
    /// The answer of the file.
    pub to: String,
}

impl Plan {
    /// Takes accounts of a file in and returns what that changed. Called on a copy, it tells what would change.
    pub fn take_accounts(&mut self, found: &[Account]) -> Discovered {
        let mut told = Discovered::default();
        let main = digits(&self.main_account.number);
        for account in found {
            if !main.is_empty() && digits(&account.number) == main {
                told.main += 1;
            } else if let Some(known) = self.accounts.iter_mut().find(|known| is_same(known, account)) {
                let changed = fill(known, account);
                told.same += usize::from(changed.is_empty());
                told.changed.extend(changed);
            } else if self.add_entry("accounts").is_some()
                && let Some(new) = self.accounts.last_mut()
            {
                fill(new, account);
                told.added.push(called(new));
            }
        }
        told
    }
}

/// Says whether both are one account. Two numbers that differ are two accounts, whoever owns them.
fn is_same(known: &Account, found: &Account) -> bool {
    let (number, other) = (digits(&known.number), digits(&found.number));
    let owner = |account: &Account| account.owner.trim().to_lowercase();
    if number.is_empty() || other.is_empty() {
        !owner(found).is_empty() && owner(known) == owner(found)
    } else {
        number == other
    }
}

/// Returns a number without the blanks and hyphens people write into it.
fn digits(number: &str) -> String {
    number.chars().filter(|letter| letter.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// Puts what the file says into an account; returns what that changed.
fn fill(known: &mut Account, found: &Account) -> Vec<Changed> {
    let name = called(known);
    let nothing = Account::default();
    let mut changed = Vec::new();
    for field in Account::FIELDS {
        let id = field.question.id;
        let (from, to) = (field.get(known), field.get(found));
        let is_new = from == field.get(&nothing);
        // The note is a person's own: what a file adds only stands where nothing stood.
        let is_said = to != field.get(&nothing) && (is_new || id != "note");
        if is_said && !is_alike(id, &from, &to) && field.set(known, &to).is_ok() && id != "note" {
            let from = if is_new { String::new() } else { from };
            changed.push(Changed { entry: name.clone(), question: field.question.label, from, to });
        }
    }
    changed
}

/// Says whether two answers say the same.
fn is_alike(question: &str, from: &str, to: &str) -> bool {
    match question {
        "number" => digits(from) == digits(to),
        "owner" | "vanity_url" | "cluster" => from.trim().eq_ignore_ascii_case(to.trim()),
        _ => from.trim() == to.trim(),
    }
}

/// Returns what an account is called: its name, else its number, else its owner.
fn called(account: &Account) -> String {
    let names = [&account.name, &account.number, &account.owner];
    names.into_iter().map(|name| name.trim()).find(|name| !name.is_empty()).unwrap_or_default().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::plan::{AccountPlan, Count};

    fn account(name: &str, number: &str, owner: &str) -> Account {
        Account { name: name.into(), number: number.into(), owner: owner.into(), ..Account::default() }
    }

    #[test]
    fn a_known_account_is_found_by_its_number_and_else_by_its_owner() {
        let mut plan = Plan::default();
        let told = plan.take_accounts(&[
            account("Sales", "700-002", "ann@northwind.example"),
            account("Labs", "", "bo@northwind.example"),
        ]);
        assert_eq!(told.added, ["Sales", "Labs"]);
        let told = plan.take_accounts(&[
            account("Sales", "700002", "cy@northwind.example"),
            account("Labs", "700003", "BO@northwind.example"),
            account("Other", "700004", "ann@northwind.example"),
        ]);
        assert_eq!(told.added, ["Other"], "another number is another account, whoever owns it");
        let changed: Vec<_> =
            told.changed.iter().map(|one| (one.entry.as_str(), one.question, one.to.as_str())).collect();
        assert_eq!(
            changed,
            [("Sales", "Owner", "cy@northwind.example"), ("Labs", "Account number", "700003")]
        );
        let ids: Vec<&str> = plan.accounts.iter().map(|account| account.id.as_str()).collect();
        assert_eq!(ids, ["account-1", "account-2", "account-3"]);
    }

    #[test]
    fn an_answer_is_never_overwritten_by_an_emptier_one() {
        let mut plan = Plan::default();
        plan.accounts.push(Account {
            plan: AccountPlan::Pro,
            users: Some(Count(12)),
            phone: Some(true),
            note: "Ask Ann first.".into(),
            ..account("Sales", "70002", "ann@northwind.example")
        });
        let before = plan.clone();
        let told = plan.take_accounts(&[account("", "70002", "")]);
        assert_eq!((told.same, &told.changed[..], &plan), (1, &[][..], &before));
        let found = Account {
            users: Some(Count(14)),
            rooms: Some(Count(2)),
            note: "By the file.".into(),
            ..account("Sales", "70002", "")
        };
        let told = plan.take_accounts(&[found]);
        let changed: Vec<_> = told.changed.iter().map(|one| (one.from.as_str(), one.to.as_str())).collect();
        assert_eq!(changed, [("12", "14"), ("", "2")]);
        assert_eq!((plan.accounts[0].note.as_str(), plan.accounts[0].phone), ("Ask Ann first.", Some(true)));
    }

    #[test]
    fn the_main_account_is_not_discovered() {
        let mut plan = Plan::default();
        plan.main_account.number = "70 001".into();
        let told = plan.take_accounts(&[account("Northwind", "70001", "it@northwind.example")]);
        assert_eq!((told.main, plan.accounts.len()), (1, 0));
    }
}
