//! What a sub-account's vanity URL should be called (facts SUB-9, Z-17).

use crate::plan::{Plan, SubAccount};

/// A vanity URL's name has at least so many characters (Z-17).
const SHORTEST: usize = 4;

/// Second labels that belong to the ending of a country, as in `com.au` and `ac.uk`.
const SECOND: &[&str] = &["ac", "co", "com", "edu", "gob", "gov", "ne", "net", "or", "org"];

/// Returns the name a vanity URL should have for a domain: `company.com` gives `company`, `company.io` `company-io`,
/// `hooli.com.au` `hooli-au`, and the part before a sub-domain's dot stands behind (SUB-9, Z-17). Nothing for what is
/// no domain.
#[must_use]
pub fn vanity_of_domain(domain: &str) -> Option<String> {
    let key = crate::plan::domain_key(domain);
    let mut labels: Vec<&str> = key.split('.').collect();
    if labels.len() < 2 || labels.iter().any(|label| !is_name(label)) {
        return None;
    }
    let ending = labels.pop()?;
    let mut endings = Vec::new();
    if ending.len() == 2 && labels.len() > 1 && labels.last().is_some_and(|label| SECOND.contains(label)) {
        let second = labels.pop()?;
        endings.extend(Some(second).filter(|second| !matches!(*second, "com" | "co")));
    }
    endings.extend(Some(ending).filter(|ending| *ending != "com"));
    let name = labels.pop()?;
    let words = |endings: &[&str]| [&[name], &labels[..], endings].concat().join("-");
    let plain = words(&endings);
    // A short name gets its ending even where that is the usual one.
    Some(if plain.len() < SHORTEST { words(&[ending]) } else { plain }).filter(|name| name.len() >= SHORTEST)
}

/// Returns the name a sub-account's vanity URL should have: after its own domain, else after the main account's name and
/// its purpose, else after its name. Nothing while none of them gives one of four characters.
#[must_use]
pub fn vanity_suggestion(plan: &Plan, sub: &SubAccount) -> Option<String> {
    if !sub.domain.trim().is_empty() {
        return vanity_of_domain(&sub.domain);
    }
    let main = vanity_name(&plan.main_account.vanity_url);
    let first = plan.domains.first().and_then(|domain| vanity_of_domain(&domain.name));
    let main = if main.is_empty() { first.unwrap_or_default() } else { main };
    let what = if sub.purpose.trim().is_empty() { &sub.name } else { &sub.purpose };
    let what = as_name(what);
    let begins = what.strip_prefix(&main).is_some_and(|rest| rest.is_empty() || rest.starts_with('-'));
    let name = match (main.as_str(), what.as_str()) {
        (_, "") => return None,
        ("", what) => what.to_owned(),
        (_, what) if begins => what.to_owned(),
        (main, what) => format!("{main}-{what}"),
    };
    Some(name).filter(|name| name.len() >= SHORTEST)
}

/// Returns the name in a vanity URL as people write it: `northwind` of `https://Northwind.zoom.us/j/1`.
#[must_use]
pub fn vanity_name(url: &str) -> String {
    let url = url.trim().to_lowercase();
    let url = url.strip_prefix("https://").or_else(|| url.strip_prefix("http://")).unwrap_or(&url);
    let host = url.split('/').next().unwrap_or_default();
    host.strip_suffix(".zoom.us").or_else(|| host.strip_suffix(".zoom.com")).unwrap_or(host).to_owned()
}

/// Returns whether a vanity URL may have that name: four characters or more of letters, digits and hyphens (Z-17), and not
/// the name of a server of Zoom's.
#[must_use]
pub fn may_be_vanity(name: &str) -> bool {
    name.len() >= SHORTEST && is_name(name) && !is_server(name)
}

/// Returns whether the name in front of zoom.us is that of Zoom's own servers, as in us02.zoom.us and eu01web.zoom.us; these
/// are no vanity URLs (SC-VANITY).
#[must_use]
pub fn is_server(name: &str) -> bool {
    let plain = name.strip_suffix("web").unwrap_or(name);
    let (region, number) = plain.split_at_checked(2).unwrap_or((plain, ""));
    let is_number = !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit());
    let is_one =
        region == "us" || (region.bytes().all(|byte| byte.is_ascii_lowercase()) && number.len() == 2);
    matches!(name, "zoom" | "www") || (is_number && is_one)
}

fn is_name(word: &str) -> bool {
    !word.is_empty() && word.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
}

fn as_name(text: &str) -> String {
    let words = text.split(|letter: char| !letter.is_ascii_alphanumeric()).filter(|word| !word.is_empty());
    words.collect::<Vec<_>>().join("-").to_lowercase()
}
