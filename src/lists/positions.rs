//! Zoom's file for updating users: there the position of a column counts and its header is ignored (formats §1.2).
//!
//! Such a file is known by its first, fourth and fifth column, by a column only Zoom has, and by holding no word that is
//! not in the layout. Where one or two words stand elsewhere than they should, the position is believed, as Zoom does.
//! Every other file is read by its names.

/// The layouts of the file, as normal names: 2024, 2022 and before.
const LAYOUTS: [&[&str]; 3] = [
    &[
        "email",
        "first name",
        "last name",
        "phone number",
        "department",
        "manager",
        "user group",
        "licenses",
        "job title",
        "location",
    ],
    &[
        "email",
        "first name",
        "last name",
        "phone number",
        "department",
        "manager",
        "user group",
        "user type",
        "large meeting",
        "webinar",
        "zoom events",
        "zoom translated captions",
        "job title",
        "location",
    ],
    &[
        "email",
        "first name",
        "last name",
        "phone number",
        "department",
        "user type",
        "large meeting",
        "webinar",
        "job title",
        "location",
    ],
];
/// Columns that are never elsewhere.
const FIXED: [usize; 3] = [0, 3, 4];
/// Columns of which at least one must be there: any company's list may have the others in this order.
const ZOOMS: [&str; 4] = ["user group", "licenses", "user type", "large meeting"];
/// How many header words may stand elsewhere before the file is taken for another.
const MISPLACED: usize = 2;

/// Returns what the columns of an update file are by their place, with the places whose header says something else;
/// nothing for another file.
pub(crate) fn of(header: &[String]) -> Option<(&'static [&'static str], Vec<usize>)> {
    if !header.iter().any(|name| ZOOMS.contains(&name.as_str())) {
        return None;
    }
    let fitting = LAYOUTS.into_iter().filter_map(|layout| {
        let known = header.iter().all(|name| layout.contains(&name.as_str()));
        let fixed = FIXED.iter().all(|at| header.get(*at).is_some_and(|name| name == layout[*at]));
        let misplaced: Vec<usize> = header
            .iter()
            .zip(layout)
            .enumerate()
            .filter(|(_, (name, place))| name != *place)
            .map(|(at, _)| at)
            .collect();
        let fits = known && fixed && header.len() <= layout.len() && misplaced.len() <= MISPLACED;
        fits.then_some((layout, misplaced))
    });
    fitting.min_by_key(|(_, misplaced)| misplaced.len())
}

#[cfg(test)]
mod tests {
    use super::super::names::normal;
    use super::*;

    fn places(header: &str) -> Option<Vec<usize>> {
        of(&header.split(',').map(normal).collect::<Vec<_>>()).map(|(_, misplaced)| misplaced)
    }

    #[test]
    fn an_update_file_is_known_by_its_places() {
        let update = "Email,First Name,Last Name,Phone Number,Department";
        assert_eq!(places(&format!("{update},Manager,User Group")), Some(vec![]), "the last may be left out");
        assert_eq!(places(&format!("{update},Manager,User Group,Licenses,Job Title,Location")), Some(vec![]));
        assert_eq!(
            places(&format!("{update},User Type,Large Meeting,Webinar,Job Title,Location")),
            Some(vec![])
        );
        let over = "Phone Number,Department,Manager,User Group";
        assert_eq!(places(&format!("Email,Last Name,Last Name,{over}")), Some(vec![1]));
        assert_eq!(places(&format!("Email,Last Name,First Name,{over}")), Some(vec![1, 2]));
    }

    #[test]
    fn another_file_is_read_by_its_names() {
        for header in [
            "Email,First Name,Last Name,Department,Phone Number",
            "Email,First Name,Last Name,Phone Number,Department,Cost Center",
            "Email,Last Name,First Name,Phone Number,Department,Manager",
            "Email,First Name,Last Name,Phone Number,User Group",
            "Email,First Name,Last Name,Phone Number,Department,Location,Job Title,User Group",
            "",
        ] {
            assert_eq!(places(header), None, "{header}");
        }
    }
}
