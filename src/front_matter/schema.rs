//! The JSON Schema of the front matter of a reply, for editors. Names come from the tables of
//! keys and words that the reader uses, so that both accept the same.

use serde_json::{Map, Value, json};

use super::keys;
use super::value::{Spellings, YEARS, disclosure_words, kind_words, role_words};
use crate::yaml::Key;

/// What a value may be.
#[derive(Clone, Copy)]
enum Shape {
    Text,
    Texts,
    Day,
    Moment,
    Year,
    Line,
    Class,
    Digest,
    Addresses,
    Disclosure,
    Kind,
    Role,
    Map(&'static [Key]),
    Maps(&'static [Key]),
}

impl Shape {
    /// The words that it may be, where there are such.
    fn spellings(self) -> Option<Spellings> {
        match self {
            Self::Disclosure => Some(disclosure_words()),
            Self::Kind => Some(kind_words()),
            Self::Role => Some(role_words()),
            _ => None,
        }
    }
}

/// The schema of a reply, as JSON Schema 2020-12.
pub fn schema() -> Value {
    let mut schema = map_of(keys::REPLY, "");
    schema["$schema"] = json!("https://json-schema.org/draft/2020-12/schema");
    schema["title"] = json!("复文文件头");
    schema["description"] =
        json!("提案、建议答复的 Markdown 文件开头两行 --- 之间的内容。键名可用英文或中文。");
    schema
}

/// The schema of an article.
pub fn article_schema() -> Value {
    map_of(keys::ARTICLE, "article")
}

/// A map of known keys, each by any of its names but not by two.
fn map_of(known: &[Key], path: &str) -> Value {
    let mut properties = Map::new();
    let mut rules = Vec::new();
    for key in known {
        let path = join(path, key.name);
        let (shape, about) = field(&path);
        let about = match shape.spellings() {
            Some(spellings) => format!("{about}{}。", spellings.meanings),
            None => about.to_owned(),
        };
        let value = value(shape, &path, is_required(&path) || key.name == "disclosure");
        let title = key.aliases.first().copied().unwrap_or(key.name);
        let mut property = json!({"title": title, "description": about});
        if let (Some(to), Value::Object(from)) = (property.as_object_mut(), value) {
            to.extend(from);
        }
        let names: Vec<&str> = std::iter::once(key.name)
            .chain(key.aliases.iter().copied())
            .collect();
        for name in &names {
            properties.insert((*name).to_owned(), property.clone());
        }
        if is_required(&path) {
            let each = names.iter().map(|name| json!({"required": [name]}));
            rules.push(json!({"oneOf": each.collect::<Vec<_>>()}));
        } else if names.len() > 1 {
            rules.push(json!({"not": {"required": names}}));
        }
    }
    json!({
        "type": "object",
        "properties": properties,
        "additionalProperties": false,
        "allOf": rules,
    })
}

fn join(path: &str, key: &str) -> String {
    if path.is_empty() {
        key.to_owned()
    } else {
        format!("{path}.{key}")
    }
}

/// Keys without which a map says nothing.
fn is_required(path: &str) -> bool {
    matches!(
        path,
        "cases"
            | "issuer"
            | "cases.kind"
            | "review.code"
            | "review.field"
            | "corrected.date"
            | "corrected.note"
            | "allow.code"
            | "allow.reason"
            | "article.title"
    )
}

/// The schema of a value. A key without a value counts as absent, where it may be absent.
fn value(shape: Shape, path: &str, must_be_there: bool) -> Value {
    let schema = match shape {
        Shape::Text if must_be_there => any_text(
            "^[^\\u0000-\\u0008\\u000B-\\u001F\\u007F-\\u009F]*[^\\s\\u0000-\\u001F\\u007F-\\u009F][^\\u0000-\\u0008\\u000B-\\u001F\\u007F-\\u009F]*$",
        ),
        Shape::Text => text(),
        Shape::Texts => json!({"type": "array", "items": text()}),
        Shape::Day => {
            json!({"type": "string", "format": "date", "pattern": "^\\d{4}-\\d{2}-\\d{2}$"})
        }
        Shape::Moment => json!({
            "type": "string",
            "pattern": "^\\d{4}-\\d{2}-\\d{2}([T ]\\d{2}:\\d{2}(:\\d{2}([.,]\\d{1,9})?)?([Zz]|[+-]\\d{2}(:?\\d{2})?))?$",
        }),
        Shape::Year => json!({"anyOf": [
            {"type": "integer", "minimum": YEARS.start(), "maximum": YEARS.end()},
            {"type": "string", "pattern": "^0*(19(49|[5-9]\\d)|2[01]\\d\\d)$"},
        ]}),
        Shape::Line => json!({"anyOf": [
            {"type": "integer", "minimum": 1, "maximum": u32::MAX},
            {"type": "string", "pattern": "^\\d*[1-9]\\d*$"},
        ]}),
        Shape::Class => json!({
            "type": "string",
            "pattern": "^\\s*[A-Da-dＡ-Ｄａ-ｄ][1-9１-９]?\\s*[类類]*\\s*$",
            "examples": ["A", "B", "C", "D"],
        }),
        Shape::Digest => any_text("^\\s*([0-9A-Fa-f]{64})?\\s*$"),
        Shape::Addresses => json!({"type": "array", "items": {
            "type": "string",
            "pattern": "^\\s*([A-Za-z0-9_-][A-Za-z0-9._-]*/)*[A-Za-z0-9_-][A-Za-z0-9._-]*\\.html\\s*$",
        }}),
        Shape::Disclosure | Shape::Kind | Shape::Role => {
            json!({"enum": shape.spellings().map(|spellings| spellings.words)})
        }
        Shape::Map(keys) => map_of(keys, path),
        Shape::Maps(keys) => {
            let least = usize::from(must_be_there);
            json!({"type": "array", "items": map_of(keys, path), "minItems": least})
        }
    };
    if must_be_there {
        schema
    } else {
        json!({"anyOf": [schema, {"type": "null"}]})
    }
}

/// Text; a number without quotes is the characters it is spelled with.
fn text() -> Value {
    any_text("^[^\\u0000-\\u0008\\u000B-\\u001F\\u007F-\\u009F]*$")
}

fn any_text(pattern: &str) -> Value {
    json!({"type": ["string", "number"], "pattern": pattern})
}

/// What a key holds, in Chinese, and what its value may be.
fn field(path: &str) -> (Shape, &'static str) {
    match path {
        "title" => (Shape::Text, "答复的标题；原件没有就不写。"),
        "cases" => (Shape::Maps(keys::CASE), "所答的提案或建议，至少一件。"),
        "cases.kind" => (Shape::Kind, "提案还是建议："),
        "cases.number" => (Shape::Text, "提案号、建议号，加引号可保留前导零。"),
        "cases.subject" => (Shape::Text, "提案、建议本身的标题。"),
        "session" => (Shape::Map(keys::SESSION), "提出提案、建议的会议。"),
        "session.body" => (Shape::Text, "如株洲市政协、株洲市人大。"),
        "session.term" => (Shape::Text, "如十届四次会议。"),
        "session.year" => (Shape::Year, "年度，四位数字。"),
        "addressees" => (Shape::Texts, "所答的委员、代表、党派或单位。"),
        "issuer" => (Shape::Text, "作出答复的单位。"),
        "co_issuers" => (Shape::Texts, "会同办理的单位。"),
        "doc_number" => (Shape::Text, "照原件书写，如示科办〔2025〕38号。"),
        "signer" => (Shape::Text, "照原件书写。"),
        "date" => (Shape::Day, "原件所署日期，如 2025-06-20；没有就不写。"),
        "published" => (Shape::Moment, "上网时间，如 2025-08-01T09:00:00+08:00。"),
        "outcome" => (Shape::Class, "原件所标的类别，如 A、B1。"),
        "disclosure" => (
            Shape::Disclosure,
            "可以公开到什么程度；原件未标注写 unstated。取值：",
        ),
        "topics" => (Shape::Texts, "topics.yaml 中声明的主题代号。"),
        "contacts" => (Shape::Map(keys::CONTACTS), "承办单位自己的联系人。"),
        "contacts.lead" => (Shape::Text, "承办单位的负责人。"),
        "contacts.handler" => (Shape::Text, "承办单位的经办人。"),
        "contacts.phone" => (Shape::Text, "承办单位的电话。"),
        "as_written" => (Shape::Map(keys::AS_WRITTEN), "正文之外照录的字样。"),
        "as_written.head" => (Shape::Text, "发文机关标志。"),
        "as_written.marks" => (Shape::Texts, "类别与公开属性的标注。"),
        "as_written.contacts" => (Shape::Texts, "联系人一栏的原文，一行一项。"),
        "source" => (Shape::Map(keys::SOURCE), "所据的原件。"),
        "source.file" => (Shape::Text, "原件在 content 下的路径。"),
        "source.sha256" => (Shape::Digest, "原件的 SHA-256。"),
        "source.imported" => (Shape::Digest, "由导入命令写入，不要改动。"),
        "review" => (Shape::Maps(keys::REVIEW), "待人工核对之处；核对后清空。"),
        "review.code" => (Shape::Text, "疑问的种类。"),
        "review.field" => (Shape::Text, "所疑的键，正文为 body。"),
        "review.line" => (Shape::Line, "原件的行号。"),
        "review.message" => (Shape::Text, "疑问是什么。"),
        "review.alternatives" => (Shape::Texts, "可能的读法。"),
        "role" => (Shape::Role, "所作的是什么；不写就是 reply。取值："),
        "summary" => (Shape::Text, "供公开的摘要。"),
        "index_number" => (Shape::Text, "政府信息索引号。"),
        "keywords" => (Shape::Texts, "主题词。"),
        "attachments" => (Shape::Texts, "原件所列附件。"),
        "cc" => (Shape::Texts, "原件所列抄送单位。"),
        "aliases" => (
            Shape::Addresses,
            "旧网址在站内的路径，如 old/2019/117.html。",
        ),
        "corrected" => (Shape::Maps(keys::CORRECTED), "公开之后所作的更正。"),
        "corrected.date" => (Shape::Day, "更正的日期。"),
        "corrected.note" => (Shape::Text, "更正了什么。"),
        "allow" => (Shape::Maps(keys::ALLOW), "本件不适用的检查规则。"),
        "allow.code" => (Shape::Text, "规则的代码。"),
        "allow.reason" => (Shape::Text, "为什么不适用。"),
        "article.title" => (Shape::Text, "网页的标题。"),
        "article.description" => (Shape::Text, "一两句说明，用于列表。"),
        "article.date" => (Shape::Day, "文中所署日期，如 2025-06-20。"),
        "article.published" => (Shape::Moment, "上网时间，如 2025-08-01T09:00:00+08:00。"),
        "article.disclosure" => (
            Shape::Disclosure,
            "写 public 才公开，其他取值或没有此键都不公开。取值：",
        ),
        "article.aliases" => (Shape::Addresses, "旧网址在站内的路径，如 old/about.html。"),
        _ => (Shape::Text, ""),
    }
}

#[cfg(test)]
mod tests {
    use super::{field, join, keys};
    use crate::yaml::Key;

    #[test]
    fn every_key_is_described() {
        let nested: [(&str, &[Key]); 10] = [
            ("", keys::REPLY),
            ("article", keys::ARTICLE),
            ("cases", keys::CASE),
            ("session", keys::SESSION),
            ("contacts", keys::CONTACTS),
            ("as_written", keys::AS_WRITTEN),
            ("source", keys::SOURCE),
            ("review", keys::REVIEW),
            ("corrected", keys::CORRECTED),
            ("allow", keys::ALLOW),
        ];
        for (outer, keys) in nested {
            for key in keys {
                let path = join(outer, key.name);
                assert_ne!(field(&path).1, "", "{path}");
            }
        }
    }
}
