//! The fields of a user by the names their columns get: nested ones as `name.givenName` and `emails[0].value`.

use serde_json::Value;

use crate::lists::scim;

/// How deep a user's fields nest where they become columns.
const MAX_DEPTH: usize = 4;
/// Objects around a user's own fields, whose name says nothing.
const AROUND: [&str; 2] = ["profile", "attributes"];
/// The addresses of a user in SCIM.
const EMAILS: &str = "emails";

/// Calls `take` with the name and value of every field of a user.
pub(super) fn each_field(user: &Value, take: &mut dyn FnMut(&str, &Value)) {
    let mut name = String::new();
    fields_of(user, (&mut name, 0), take);
}

fn fields_of(value: &Value, (name, depth): (&mut String, usize), take: &mut dyn FnMut(&str, &Value)) {
    let begun = name.len();
    match value {
        Value::Object(fields) if depth < MAX_DEPTH => {
            for (key, value) in fields {
                // SCIM names its extensions by long identifiers; what counts is the field inside.
                let is_around =
                    key.starts_with("urn:") || (value.is_object() && AROUND.contains(&key.as_str()));
                if !is_around {
                    name.extend((begun > 0).then_some('.'));
                    name.push_str(key);
                }
                fields_of(value, (name, depth + 1), take);
                name.truncate(begun);
            }
        }
        Value::Array(items) if items.iter().any(Value::is_object) => {
            let one = if name == EMAILS { best_address(items) } else { primary_or_first(items) };
            if let Some(one) = one {
                name.push_str("[0]");
                fields_of(one, (name, depth + 1), take);
                name.truncate(begun);
            }
        }
        Value::Object(_) => {}
        value => take(name, value),
    }
}

fn primary_or_first(items: &[Value]) -> Option<&Value> {
    items.iter().find(|item| is_primary(item)).or_else(|| items.first())
}

/// Returns the item with the address a person is known by at work; nothing when all are private.
fn best_address(items: &[Value]) -> Option<&Value> {
    let text = |item: &Value, name: &str| item.get(name).and_then(Value::as_str).unwrap_or("").to_owned();
    let ranked = items.iter().filter(|item| item.is_object()).filter_map(|item| {
        let has_value =
            item.get("value").is_none_or(|value| value.as_str().is_some_and(|text| !text.is_empty()));
        if has_value { Some((scim::rank(&text(item, "type"), is_primary(item))?, item)) } else { None }
    });
    ranked.min_by_key(|(rank, _)| *rank).map(|(_, item)| item)
}

/// Some services write the word instead of the value.
fn is_primary(item: &Value) -> bool {
    match item.get("primary") {
        Some(Value::Bool(is_primary)) => *is_primary,
        Some(Value::String(word)) => scim::says_yes(word),
        _ => false,
    }
}

/// Returns a value as a cell; several are parted by commas.
pub(super) fn written(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        Value::Null | Value::Object(_) => String::new(),
        Value::Array(items) => {
            items.iter().filter(|item| !item.is_array()).map(written).collect::<Vec<_>>().join(", ")
        }
        other => other.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fields(json: &str) -> Vec<(String, String)> {
        let mut all = Vec::new();
        let value = serde_json::from_str(json).unwrap();
        each_field(&value, &mut |name, value| all.push((name.to_owned(), written(value))));
        all
    }

    #[test]
    fn nested_fields_become_columns_of_their_own() {
        let found = fields(
            r#"{"userName":"ann","name":{"givenName":"Ann"},"login_types":[100,101],"groups":[],"active":true,
                "emails":[{"value":"a@home.example"},{"value":"ann@northwind.example","primary":true}],
                "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User":{"department":"Sales"},"pmi":null}"#,
        );
        let expected = [
            ("userName", "ann"),
            ("name.givenName", "Ann"),
            ("login_types", "100, 101"),
            ("groups", ""),
            ("active", "true"),
            ("emails[0].value", "ann@northwind.example"),
            ("emails[0].primary", "true"),
            ("department", "Sales"),
            ("pmi", ""),
        ];
        assert_eq!(found, expected.map(|(name, value)| (name.to_owned(), value.to_owned())));
    }

    fn address(emails: &str) -> Option<String> {
        fields(&format!(r#"{{"emails":{emails}}}"#))
            .into_iter()
            .find(|(name, _)| name == "emails[0].value")
            .map(|(_, value)| value)
    }

    #[test]
    fn the_address_at_work_is_taken_and_a_private_one_never() {
        for (emails, expected) in [
            (r#"[{"type":"home","value":"h"},{"type":"work","value":"w"}]"#, Some("w")),
            (r#"[{"type":"work","value":"w"},{"value":"p","primary":"TRUE"}]"#, Some("p")),
            (r#"[{"type":"home","value":"h","primary":true},{"value":"u"}]"#, Some("u")),
            (r#"[{"type":"other","value":"o"},{"value":"u"},{"type":"work","value":"w"}]"#, Some("w")),
            (r#"[{"type":"work","value":""},{"value":"u"}]"#, Some("u")),
            (r#"[{"type":"Home","value":"h"}]"#, None),
        ] {
            assert_eq!(address(emails).as_deref(), expected, "{emails}");
        }
    }
}
