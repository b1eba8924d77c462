//! The keys of front matter, with their Chinese names.

use crate::yaml::Key;

pub(super) const REPLY: &[Key] = &[
    Key::new("title", &["标题"]),
    Key::new("cases", &["案件"]),
    Key::new("session", &["届次"]),
    Key::new("addressees", &["答复对象"]),
    Key::new("issuer", &["承办单位"]),
    Key::new("co_issuers", &["会办单位"]),
    Key::new("doc_number", &["发文字号"]),
    Key::new("signer", &["签发人"]),
    Key::new("date", &["成文日期"]),
    Key::new("published", &["发布时间"]),
    Key::new("outcome", &["办理结果"]),
    Key::new("disclosure", &["公开属性"]),
    Key::new("topics", &["主题"]),
    Key::new("contacts", &["联系方式"]),
    Key::new("as_written", &["原件字样"]),
    Key::new("source", &["来源"]),
    Key::new("review", &["待核"]),
    Key::new("role", &["答复类型"]),
    Key::new("summary", &["摘要"]),
    Key::new("index_number", &["索引号"]),
    Key::new("keywords", &["关键词"]),
    Key::new("attachments", &["附件"]),
    Key::new("cc", &["抄送"]),
    Key::new("aliases", &["旧址"]),
    Key::new("corrected", &["更正"]),
    Key::new("allow", &["豁免"]),
];

pub(super) const ARTICLE: &[Key] = &[
    Key::new("title", &["标题"]),
    Key::new("description", &["说明"]),
    Key::new("date", &["日期"]),
    Key::new("published", &["发布时间"]),
    Key::new("disclosure", &["公开属性"]),
    Key::new("aliases", &["旧址"]),
];

pub(super) const CASE: &[Key] = &[
    Key::new("kind", &["类型"]),
    Key::new("number", &["编号"]),
    Key::new("subject", &["案由"]),
];

pub(super) const SESSION: &[Key] = &[
    Key::new("body", &["机构"]),
    Key::new("term", &["会次"]),
    Key::new("year", &["年度"]),
];

pub(super) const CONTACTS: &[Key] = &[
    Key::new("lead", &["承办负责人"]),
    Key::new("handler", &["承办人"]),
    Key::new("phone", &["联系电话"]),
];

pub(super) const AS_WRITTEN: &[Key] = &[
    Key::new("head", &["版头"]),
    Key::new("marks", &["标注"]),
    Key::new("contacts", &["联系行"]),
];

pub(super) const SOURCE: &[Key] = &[
    Key::new("file", &["文件"]),
    Key::new("sha256", &[]),
    Key::new("imported", &["导入"]),
];

pub(super) const REVIEW: &[Key] = &[
    Key::new("code", &["代码"]),
    Key::new("field", &["字段"]),
    Key::new("line", &["行"]),
    Key::new("message", &["说明"]),
    Key::new("alternatives", &["备选"]),
];

pub(super) const CORRECTED: &[Key] = &[Key::new("date", &["日期"]), Key::new("note", &["说明"])];

pub(super) const ALLOW: &[Key] = &[Key::new("code", &["代码"]), Key::new("reason", &["理由"])];

/// The Chinese name of a key of a reply, for reports; nested keys with dots, such as
/// `contacts.phone`.
pub fn label(path: &str) -> Option<String> {
    let (outer, inner) = path.split_once('.').unwrap_or((path, ""));
    let name = |keys: &[Key], wanted: &str| {
        let key = keys.iter().find(|key| key.name == wanted)?;
        Some(key.aliases.first().copied().unwrap_or(key.name))
    };
    let outer_name = name(REPLY, outer)?;
    if inner.is_empty() {
        return Some(outer_name.to_owned());
    }
    let keys = match outer {
        "cases" => CASE,
        "session" => SESSION,
        "contacts" => CONTACTS,
        "as_written" => AS_WRITTEN,
        "source" => SOURCE,
        _ => return None,
    };
    Some(format!("{outer_name}·{}", name(keys, inner)?))
}
