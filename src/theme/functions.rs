//! The functions that templates may call. All are pure.

use std::sync::Arc;

use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::{Offset, TimeZone};
use tera::{Error, Kwargs, State, Tera, TeraResult, Value};

use crate::messages::Messages;

/// Makes `t`, `zh`, `date` and `number` known to templates.
pub(super) fn register(tera: &mut Tera, messages: &Arc<Messages>, zh: &'static str) {
    tera.register_function("zh", move |_: Kwargs, _: &State<'_>| Value::safe_string(zh));
    let words = Arc::clone(messages);
    tera.register_function("t", move |kwargs: Kwargs, _: &State<'_>| {
        message(&words, &kwargs)
    });
    let words = Arc::clone(messages);
    tera.register_function("date", move |kwargs: Kwargs, _: &State<'_>| {
        date(&words, kwargs.must_get::<&str>("value")?)
    });
    tera.register_function(
        "number",
        |kwargs: Kwargs, _: &State<'_>| -> TeraResult<String> {
            Ok(group_thousands(kwargs.must_get::<u64>("value")?))
        },
    );
}

/// What `zh()` gives on a site whose interface is in a language: the attribute for words of
/// letters, where these are in another one.
pub(super) fn chinese(language: Option<&str>) -> &'static str {
    match language {
        Some("zh-CN") => "",
        _ => " lang=\"zh-CN\"",
    }
}

/// `t(key="pager.page", n=2)`: a message with its placeholders filled.
fn message(messages: &Messages, kwargs: &Kwargs) -> TeraResult<String> {
    let key = kwargs.must_get::<&str>("key")?;
    let values: Vec<(&str, String)> = kwargs
        .iter()
        .filter_map(|(name, value)| Some((name.as_str()?, argument(value))))
        .filter(|(name, _)| *name != "key")
        .collect();
    let arguments: Vec<(&str, &str)> = values
        .iter()
        .map(|(name, value)| (*name, value.as_str()))
        .collect();
    messages.find(key, &arguments).ok_or_else(|| {
        Error::message(format!(
            "there is no message `{key}` in this language; add it to i18n/"
        ))
    })
}

/// A placeholder's text; a count reads as numbers do elsewhere.
fn argument(value: &Value) -> String {
    value
        .as_u64()
        .map_or_else(|| value.to_string(), group_thousands)
}

/// `date(value="2025-06-20")`: a day in words; of a moment, its day in China.
fn date(messages: &Messages, value: &str) -> TeraResult<String> {
    let day = value
        .parse::<Date>()
        .ok()
        .filter(|_| !value.contains('T'))
        .or_else(|| {
            let moment: Timestamp = value.parse().ok()?;
            Some(moment.to_zoned(TimeZone::fixed(Offset::constant(8))).date())
        })
        .ok_or_else(|| Error::message("`date` takes a day or a moment"))?;
    let month_key = format!("date.months.{}", day.month());
    let month_name = messages.find(&month_key, &[]).unwrap_or_default();
    let (year, month, day) = (
        day.year().to_string(),
        day.month().to_string(),
        day.day().to_string(),
    );
    let arguments = [
        ("year", year.as_str()),
        ("month", &month),
        ("month_name", &month_name),
        ("day", &day),
    ];
    messages
        .find("date.day", &arguments)
        .ok_or_else(|| Error::message("there is no message `date.day` in this language"))
}

/// 1286 as 1,286.
fn group_thousands(number: u64) -> String {
    let digits = number.to_string();
    let mut grouped = String::with_capacity(digits.len() + digits.len() / 3);
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    grouped
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn thousands_are_grouped() {
        assert_eq!(
            [0, 999, 1286, 1_234_567].map(group_thousands),
            ["0", "999", "1,286", "1,234,567"]
        );
    }

    #[test]
    fn moments_are_days_in_china() {
        let mut messages = Messages::default();
        messages.add([("date.day".to_owned(), "{year}年{month}月{day}日".to_owned())]);
        assert_eq!(date(&messages, "2025-06-20").unwrap(), "2025年6月20日");
        assert_eq!(
            date(&messages, "2025-06-19T16:00:00Z").unwrap(),
            "2025年6月20日"
        );
    }
}
