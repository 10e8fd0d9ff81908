//! `ingather new`: start a plan.

use std::io::Write;

use super::{Ending, Verdict};
use crate::cli;
use crate::error::Error;
use crate::lists::email;
use crate::plan::{Domain, Organization, Plan};
use crate::store::{Folders, PlanFile};
use crate::untrusted::Shown;

/// Writes a new plan where no file may be yet.
pub(super) fn new(asked: &cli::NewPlan, out: &mut dyn Write) -> Ending {
    let name = asked.organization.as_deref().unwrap_or_default().trim().to_owned();
    let organization = Organization { name, kind: asked.kind.into(), ..Organization::default() };
    let mut plan = Plan { organization, ..Plan::default() };
    for typed in &asked.domains {
        add_domain(&mut plan, typed)?;
    }
    PlanFile::create(&asked.plan, &plan, &Folders::find()?)?;
    let typed = asked.plan.display().to_string();
    writeln!(out, "Wrote {}.", Shown(&typed))?;
    writeln!(out, "Next: ingather {} opens it in the wizard,", Shown(&typed))?;
    writeln!(out, "      ingather import {} FILE --as members takes a users export in.", Shown(&typed))?;
    Ok(Verdict::Fine)
}

fn add_domain(plan: &mut Plan, typed: &str) -> Result<(), Error> {
    let name = typed.trim().trim_start_matches('@').to_lowercase();
    // What may stand after the @ of an address is a domain.
    if email::normalise(&format!("somebody@{name}")).is_err() {
        return Err(Error::Usage {
            what: format!("“{typed}” is no e-mail domain."),
            instead: "Type the part after the @, for example --domain northwind.example.".to_owned(),
        });
    }
    if plan.domain(&name).is_none() {
        let id = format!("domain-{}", plan.domains.len() + 1);
        plan.domains.push(Domain { id, name, ..Domain::default() });
    }
    Ok(())
}
