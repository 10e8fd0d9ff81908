//! Domains that belong to public mail providers and therefore to nobody's organization.

use crate::plan::domain_key;

/// Domains of providers, as addresses hold them.
pub(super) const PUBLIC: &[&str] = &[
    "aol.com",
    "bluewin.ch",
    "btinternet.com",
    "fastmail.com",
    "free.fr",
    "freenet.de",
    "gmail.com",
    "gmx.at",
    "gmx.ch",
    "gmx.com",
    "gmx.de",
    "gmx.net",
    "googlemail.com",
    "hey.com",
    "icloud.com",
    "laposte.net",
    "libero.it",
    "mac.com",
    "mail.com",
    "mail.ru",
    "me.com",
    "msn.com",
    "orange.fr",
    "pm.me",
    "proton.me",
    "protonmail.com",
    "qq.com",
    "rediffmail.com",
    "rocketmail.com",
    "t-online.de",
    "tutanota.com",
    "web.de",
    "yandex.com",
    "yandex.ru",
    "ymail.com",
    "zoho.com",
    "126.com",
    "163.com",
];

/// Providers with a domain in many countries: the name, and what it ends in. An ending that is not here may well be
/// somebody's own, so nothing is guessed.
pub(super) const FAMILIES: &[(&str, &[&str])] = &[
    (
        "hotmail",
        &[
            "be", "ca", "ch", "co.jp", "co.uk", "com", "com.ar", "com.br", "com.tr", "de", "dk", "es", "fi",
            "fr", "gr", "it", "nl", "no", "se",
        ],
    ),
    (
        "live",
        &[
            "at", "be", "ca", "cl", "co.uk", "co.za", "com", "com.ar", "com.au", "com.mx", "com.my",
            "com.pt", "com.sg", "de", "dk", "fi", "fr", "ie", "in", "it", "jp", "nl", "no", "se",
        ],
    ),
    (
        "outlook",
        &[
            "at", "be", "cl", "co.id", "co.il", "co.th", "com", "com.ar", "com.au", "com.br", "com.gr",
            "com.tr", "com.vn", "cz", "de", "dk", "es", "fr", "hu", "ie", "in", "it", "jp", "kr", "ph", "pt",
            "sa", "sg", "sk",
        ],
    ),
    (
        "yahoo",
        &[
            "ca", "co.id", "co.in", "co.jp", "co.kr", "co.nz", "co.th", "co.uk", "co.za", "com", "com.ar",
            "com.au", "com.br", "com.hk", "com.mx", "com.my", "com.ph", "com.sg", "com.tr", "com.tw",
            "com.vn", "de", "dk", "es", "fr", "gr", "ie", "in", "it", "no", "pl", "ro", "se",
        ],
    ),
];

/// Returns whether a domain, however it is written, belongs to a public mail provider.
pub(super) fn is_public(domain: &str) -> bool {
    let key = domain_key(domain);
    let in_family = key.split_once('.').is_some_and(|(name, ending)| {
        FAMILIES.iter().any(|(known, ends)| *known == name && ends.contains(&ending))
    });
    in_family || PUBLIC.contains(&key.as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_is_known_however_it_is_written() {
        let families =
            FAMILIES.iter().flat_map(|(name, ends)| ends.iter().map(move |end| format!("{name}.{end}")));
        let all: Vec<String> = PUBLIC.iter().map(|name| (*name).to_owned()).chain(families).collect();
        assert!(all.len() > 120, "{}", all.len());
        for name in &all {
            for written in [name.clone(), format!("{name}."), format!(" @{} ", name.to_uppercase())] {
                assert!(is_public(&written), "{written}");
            }
            assert!(!is_public(&format!("{name}.example")) && !is_public(&format!("x{name}")), "{name}");
        }
    }

    #[test]
    fn no_row_stands_twice() {
        let mut seen = std::collections::HashSet::new();
        assert!(PUBLIC.iter().all(|name| seen.insert(*name)));
        for (name, ends) in FAMILIES {
            assert!(ends.is_sorted(), "{name}");
            assert!(ends.iter().all(|end| !PUBLIC.contains(&format!("{name}.{end}").as_str())), "{name}");
        }
    }

    #[test]
    fn a_name_of_ones_own_is_not_taken_for_a_provider() {
        for name in ["northwind.example", "live.example", "yahoo", "outlook.northwind.example", "", "."] {
            assert!(!is_public(name), "{name}");
        }
    }
}
