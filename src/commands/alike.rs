//! `ingather people --alike`: which addresses may be one person, with what shows it. It changes nothing.

use std::collections::HashSet;
use std::io::Write;

use serde::Serialize;

use super::project::Project;
use super::text::{Side, columns};
use super::{Ending, Verdict, json};
use crate::cli;
use crate::error::Error;
use crate::export::csv::{Sheet, Start};
use crate::progress::alike::{Asked, Candidate, Found, Reason, candidates};
use crate::progress::{Person, PersonId, Roster};
use crate::wording::{count, plural};

/// Writes the candidates one of whose addresses the filter fits.
pub(super) fn alike(
    asked: &cli::People,
    project: &Project,
    fitting: &[PersonId],
    out: &mut dyn Write,
) -> Ending {
    let roster = &*project.facts.roster;
    let mut found = candidates(roster, &Asked::of(&project.plan), &mut super::go_on).ok_or(Error::Stopped)?;
    let fitting: HashSet<PersonId> = fitting.iter().copied().collect();
    found.candidates.retain(|pair| fitting.contains(&pair.one) || fitting.contains(&pair.other));
    if asked.json {
        let all = found.candidates.iter().map(|pair| CandidateOut::of(pair, roster)).collect();
        json::write(&Json { candidates: all, found: found.candidates.len(), cut: found.is_cut }, out)?;
    } else if asked.csv {
        as_csv(&found, roster, out)?;
    } else {
        as_table(&found, roster, out)?;
    }
    Ok(Verdict::Fine)
}

#[derive(Serialize)]
struct Json<'r> {
    candidates: Vec<CandidateOut<'r>>,
    found: usize,
    cut: bool,
}

#[derive(Serialize)]
struct CandidateOut<'r> {
    email: &'r str,
    name: String,
    standing: &'static str,
    other: OtherOut<'r>,
    weight: u32,
    reasons: Vec<&'static str>,
    says: String,
}

#[derive(Serialize)]
struct OtherOut<'r> {
    email: &'r str,
    name: String,
    standing: &'static str,
}

impl<'r> CandidateOut<'r> {
    fn of(pair: &Candidate, roster: &'r Roster) -> CandidateOut<'r> {
        let (one, other) = (roster.person(pair.one), roster.person(pair.other));
        CandidateOut {
            email: one.email(),
            name: one.name().into_owned(),
            standing: one.standing().word(),
            other: OtherOut {
                email: other.email(),
                name: other.name().into_owned(),
                standing: other.standing().word(),
            },
            weight: pair.reasons.weight(),
            reasons: pair.reasons.iter().map(Reason::word).collect(),
            says: pair.reasons.says(),
        }
    }
}

const TITLES: [&str; 8] =
    ["Email", "Name", "Standing", "Other address", "Other name", "Other standing", "Weight", "Reasons"];

fn cells(pair: &Candidate, roster: &Roster) -> [String; 8] {
    let said = |person: Person<'_>| {
        [person.email().to_owned(), person.name().into_owned(), person.standing().word().to_owned()]
    };
    let ([email, name, standing], [other, other_name, other_standing]) =
        (said(roster.person(pair.one)), said(roster.person(pair.other)));
    let reasons: Vec<&str> = pair.reasons.iter().map(Reason::word).collect();
    let weight = pair.reasons.weight().to_string();
    [email, name, standing, other, other_name, other_standing, weight, reasons.join(", ")]
}

fn as_csv(found: &Found, roster: &Roster, out: &mut dyn Write) -> std::io::Result<()> {
    let mut sheet = Sheet::new(Start::Plain, &TITLES);
    for pair in &found.candidates {
        sheet.row(cells(pair, roster).iter().map(String::as_str));
    }
    out.write_all(&sheet.into_bytes())
}

fn as_table(found: &Found, roster: &Roster, out: &mut dyn Write) -> std::io::Result<()> {
    if found.candidates.is_empty() {
        return writeln!(out, "Nobody outside looks like somebody who is in under another address.");
    }
    let mut rows =
        vec![["email", "standing", "may be", "standing", "how sure", "reasons"].map(str::to_owned).to_vec()];
    for pair in &found.candidates {
        let [email, _, standing, other, _, other_standing, _, reasons] = cells(pair, roster);
        let strength = pair.reasons.strength().word().to_owned();
        rows.push(vec![email, standing, other, other_standing, strength, reasons]);
    }
    columns(out, &[Side::Left; 6], &rows)?;
    let candidates = plural(count(found.candidates.len()), "candidate", "candidates");
    writeln!(out, "\n{candidates}. Nothing is merged until you confirm it in the wizard (Same person?).")
}
