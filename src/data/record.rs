//! The published record of a reply. Its fields are a promise to those who use the data: one may
//! be added, none renamed or removed without a new [`VERSION`].

use schemars::JsonSchema;
use serde::Serialize;

/// The version of the record, which stands in each.
pub(super) const VERSION: &str = "fuwen-reply/1";

/// A reply with everything of it that is public. A field that is `null` is not stated by the
/// original; one that is absent is not public.
#[derive(Clone, Debug, Serialize, JsonSchema)]
#[schemars(
    title = "复文记录",
    description = "一件已公开的提案、建议答复。值为 null 表示原件未载；没有该字段表示该项不公开。"
)]
pub struct Record {
    #[schemars(
        title = "格式版本",
        description = "固定为 fuwen-reply/1；字段只增不改。"
    )]
    pub(super) schema: &'static str,
    #[schemars(title = "标识", description = "永久标识（URN），不随网址变化。")]
    pub(super) id: String,
    #[schemars(title = "路径", description = "网页在站内的路径，从站点根目录算起。")]
    pub(super) permalink: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(
        title = "网址",
        description = "网页的完整网址；站点没有固定网址时没有此项。"
    )]
    pub(super) url: Option<String>,
    #[schemars(
        title = "公开程度",
        description = "letter 全文公开，summary 摘要公开，title 仅公开标题。",
        extend("enum" = ["letter", "summary", "title"])
    )]
    pub(super) level: &'static str,
    #[schemars(
        title = "公开属性",
        description = "原件所标的公开属性；unstated 表示原件未标注。",
        extend("enum" = ["public", "unstated", "summary", "title"])
    )]
    pub(super) disclosure: &'static str,
    #[schemars(title = "标题", description = "答复的标题。")]
    pub(super) title: String,
    #[schemars(title = "标题系拟写", description = "原件没有标题，由本站按案卷拟写。")]
    pub(super) title_composed: bool,
    #[schemars(
        title = "种类",
        description = "第一案的种类：proposal 政协提案，suggestion 人大代表建议。",
        extend("enum" = ["proposal", "suggestion"])
    )]
    pub(super) kind: &'static str,
    #[schemars(
        title = "所答各案",
        description = "本件答复的提案或建议，至少一件。",
        length(min = 1)
    )]
    pub(super) cases: Vec<CaseRecord>,
    #[schemars(title = "届次", description = "提出提案、建议的会议。")]
    pub(super) session: SessionRecord,
    #[schemars(
        title = "年度",
        description = "归档年度：届次的年度，没有时取成文日期的年份。"
    )]
    pub(super) year: Option<i16>,
    #[schemars(title = "承办单位", description = "作出答复的单位。")]
    pub(super) issuer: Named,
    #[schemars(
        title = "上网时间",
        description = "在网上公开的时间（UTC）。",
        extend("format" = "date-time")
    )]
    pub(super) published: Option<String>,
    #[schemars(
        title = "更新时间",
        description = "上网时间，没有时取成文日期；其后有更正的取更正日期。",
        extend("format" = "date-time")
    )]
    pub(super) updated: Option<String>,
    #[schemars(title = "主题", description = "本站所归的主题。")]
    pub(super) topics: Vec<Named>,
    #[serde(flatten)]
    pub(super) answer: Option<AnswerFacts>,
    #[serde(flatten)]
    pub(super) letter: Option<LetterFacts>,
    #[schemars(title = "许可", description = "数据的使用许可；站点未声明时为 null。")]
    pub(super) license: Option<LicenseRecord>,
    #[serde(flatten)]
    pub(super) text: Option<TextFacts>,
}

/// Facts that a letter and a summary have, a title alone has not.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub(super) struct AnswerFacts {
    #[schemars(
        title = "答复对象",
        description = "委员、代表、提案单位；会办件为主办单位。"
    )]
    pub(super) addressees: Vec<PersonRecord>,
    #[schemars(title = "发文字号", description = "照原件书写。")]
    pub(super) doc_number: Option<String>,
    #[schemars(title = "成文日期", description = "原件所署日期。", extend("format" = "date"))]
    pub(super) date: Option<String>,
    #[schemars(
        title = "办理结果类别",
        description = "原件所标的类别，如 A、B1；各地含义不同。",
        regex(pattern = r"^[A-D][1-9]?$")
    )]
    pub(super) outcome: Option<String>,
    #[schemars(
        title = "类别含义",
        description = "本站对该类别的说明；站点未设时为 null。"
    )]
    pub(super) outcome_meaning: Option<String>,
    #[schemars(title = "摘要", description = "供公开的摘要；全文公开的没有摘要。")]
    pub(super) summary: Option<String>,
}

/// Facts that only a published letter has.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub(super) struct LetterFacts {
    #[schemars(
        title = "文种",
        description = "reply 答复，co_handling 会办，continued 续办续复。",
        extend("enum" = ["reply", "co_handling", "continued"])
    )]
    pub(super) role: &'static str,
    #[schemars(title = "会办单位", description = "会同办理的单位。")]
    pub(super) co_issuers: Vec<Named>,
    #[schemars(title = "签发人", description = "照原件书写。")]
    pub(super) signer: Option<String>,
    #[schemars(title = "索引号", description = "政府信息索引号。")]
    pub(super) index_number: Option<String>,
    #[schemars(title = "关键词", description = "主题词。")]
    pub(super) keywords: Vec<String>,
    #[schemars(title = "附件", description = "原件所列附件。")]
    pub(super) attachments: Vec<String>,
    #[schemars(title = "抄送", description = "原件所列抄送单位。")]
    pub(super) cc: Vec<String>,
    #[schemars(title = "单位联系方式", description = "承办单位自己的联系人与电话。")]
    pub(super) contacts: ContactsRecord,
    #[schemars(title = "原件字样", description = "正文之外照录的字样。")]
    pub(super) as_written: AsWrittenRecord,
    #[schemars(title = "更正", description = "公开之后所作的更正。")]
    pub(super) corrected: Vec<CorrectionRecord>,
    #[schemars(title = "待核", description = "尚待与纸质原件核对之处。")]
    pub(super) review: Vec<ReviewRecord>,
    #[schemars(
        title = "原件校验值",
        description = "所据原件文本的 SHA-256。",
        regex(pattern = r"^[0-9a-f]{64}$")
    )]
    pub(super) source_sha256: Option<String>,
}

/// The text of a letter; only in the reply's own file and in the files by year.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub(super) struct TextFacts {
    #[schemars(title = "字数", description = "正文的字数。")]
    pub(super) characters: usize,
    #[schemars(title = "目录", description = "正文的各级标题。")]
    pub(super) outline: Vec<HeadingRecord>,
    #[schemars(
        title = "正文（Markdown）",
        description = "从称呼到落款的正文，规范的 Markdown。"
    )]
    pub(super) markdown: String,
    #[schemars(
        title = "正文（纯文本）",
        description = "不带标记的正文，一段一行；表格一行一行，单元格以制表符分隔。"
    )]
    pub(super) text: String,
}

/// A proposal or suggestion as a reply names it.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub(super) struct CaseRecord {
    #[schemars(
        title = "种类",
        description = "proposal 政协提案，suggestion 人大代表建议。",
        extend("enum" = ["proposal", "suggestion"])
    )]
    pub(super) kind: &'static str,
    #[schemars(title = "编号", description = "提案号、建议号，照原件书写。")]
    pub(super) number: Option<String>,
    #[schemars(title = "案由", description = "提案、建议本身的标题。")]
    pub(super) subject: Option<String>,
    #[schemars(
        title = "案卷网页",
        description = "案卷在站内的路径；没有编号的案没有案卷网页。"
    )]
    pub(super) permalink: Option<String>,
}

/// 届次.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub(super) struct SessionRecord {
    #[schemars(title = "机构", description = "如株洲市政协。")]
    pub(super) body: Option<String>,
    #[schemars(title = "会次", description = "如十届四次会议。")]
    pub(super) term: Option<String>,
    #[schemars(title = "网页", description = "届次在站内的路径。")]
    pub(super) permalink: Option<String>,
}

/// A topic or a bureau.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub(super) struct Named {
    #[schemars(title = "代号", description = "站内唯一的代号。")]
    pub(super) slug: String,
    #[schemars(title = "名称", description = "全称。")]
    pub(super) name: String,
    #[schemars(title = "网页", description = "在站内的路径。")]
    pub(super) permalink: String,
}

/// Somebody who is answered.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub(super) struct PersonRecord {
    #[schemars(title = "姓名或名称", description = "照原件书写。")]
    pub(super) name: String,
    #[schemars(
        title = "网页",
        description = "在站内的路径；主办单位等不作为委员、代表收录的为 null。"
    )]
    pub(super) permalink: Option<String>,
}

/// The bureau's own contacts.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub(super) struct ContactsRecord {
    #[schemars(title = "承办负责人")]
    pub(super) lead: Option<String>,
    #[schemars(title = "承办人")]
    pub(super) handler: Option<String>,
    #[schemars(title = "联系电话")]
    pub(super) phone: Option<String>,
}

/// Words of the original outside the body.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub(super) struct AsWrittenRecord {
    #[schemars(title = "版头", description = "发文机关标志。")]
    pub(super) head: Option<String>,
    #[schemars(title = "标注", description = "类别与公开属性的标注。")]
    pub(super) marks: Vec<String>,
    #[schemars(title = "联系行", description = "联系人一栏的原文。")]
    pub(super) contacts: Vec<String>,
}

/// A correction since publication.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub(super) struct CorrectionRecord {
    #[schemars(title = "日期", extend("format" = "date"))]
    pub(super) date: String,
    #[schemars(title = "说明")]
    pub(super) note: String,
}

/// A doubt that is still open.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub(super) struct ReviewRecord {
    #[schemars(title = "代码", description = "疑问的种类。")]
    pub(super) code: String,
    #[schemars(title = "字段", description = "所疑的字段；body 为正文。")]
    pub(super) field: String,
}

/// A heading of the letter.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub(super) struct HeadingRecord {
    #[schemars(
        title = "级别",
        description = "2 为一、，3 为（一），4 为 1.。",
        range(min = 1, max = 6)
    )]
    pub(super) level: u8,
    #[schemars(title = "文字")]
    pub(super) text: String,
    #[schemars(title = "锚点", description = "在网页上的位置，接在 # 之后。")]
    pub(super) anchor: String,
}

/// The licence of the data.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub(super) struct LicenseRecord {
    #[schemars(title = "名称")]
    pub(super) name: String,
    #[schemars(title = "网址", description = "许可全文的网址。")]
    pub(super) url: Option<String>,
}
