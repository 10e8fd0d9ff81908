//! Moving a plan in time: every date by the same number of days, so that a sample's "today" is today.

use toml::value::{Date, Datetime};
use toml::{Table, Value};

use super::{Day, Plan};

/// Moves every date of the plan by that many days (back when negative). Only dates move; dates in texts stay as written.
///
/// # Errors
/// Returns why the moved plan could not be put together again; the plan is then unchanged.
pub fn shift_days(plan: &mut Plan, days: i64) -> Result<(), String> {
    // The file's shape holds every date of every part, also of parts added later.
    let text = toml::to_string(&*plan).map_err(|refused| refused.to_string())?;
    let mut table: Table = text.parse().map_err(|refused: toml::de::Error| refused.message().to_owned())?;
    table.iter_mut().for_each(|(_, value)| shift(value, days));
    *plan = table.try_into().map_err(|refused: toml::de::Error| refused.message().to_owned())?;
    Ok(())
}

fn shift(value: &mut Value, days: i64) {
    match value {
        Value::Datetime(when) => *when = moved(*when, days),
        Value::Array(values) => values.iter_mut().for_each(|value| shift(value, days)),
        Value::Table(table) => table.iter_mut().for_each(|(_, value)| shift(value, days)),
        _ => {}
    }
}

fn moved(when: Datetime, days: i64) -> Datetime {
    let day = when.date.and_then(|date| date.to_string().parse::<Day>().ok()).map(|day| day.plus_days(days));
    let date = day.and_then(|day| {
        Some(Date {
            year: u16::try_from(day.0.year()).ok()?,
            month: u8::try_from(day.0.month()).ok()?,
            day: u8::try_from(day.0.day()).ok()?,
        })
    });
    Datetime { date: date.or(when.date), ..when }
}

#[cfg(test)]
mod tests {
    use super::*;

    const PLAN: &str = "schema = 1\n\n[[domains]]\nid = \"domain-1\"\nname = \"northwind.example\"\n\
        verified_on = 2026-11-02\nnote = \"Since 2026-11-02.\"\n\n[[cases]]\nid = \"case-1\"\nkind = \"phone\"\n\n\
        [cases.steps]\nlist-numbers = 2026-12-31\n";

    #[test]
    fn every_date_moves_and_texts_stay() {
        let mut plan: Plan = toml::from_str(PLAN).unwrap();
        shift_days(&mut plan, 30).unwrap();
        let text = toml::to_string(&plan).unwrap();
        assert!(text.contains("verified_on = 2026-12-02"), "{text}");
        assert!(text.contains("list-numbers = 2027-01-30"), "{text}");
        assert!(text.contains("Since 2026-11-02."), "{text}");
    }

    #[test]
    fn there_and_back_is_the_same_plan() {
        let plan: Plan = toml::from_str(PLAN).unwrap();
        let mut moved = plan.clone();
        shift_days(&mut moved, -400).unwrap();
        assert_ne!(moved, plan);
        shift_days(&mut moved, 400).unwrap();
        assert_eq!(moved, plan);
    }
}
