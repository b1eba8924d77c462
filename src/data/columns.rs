//! The columns of each table. As with records, one may be added, none renamed or removed.

use super::tables::{Column, ColumnKind, Table};
use ColumnKind::{Date, List, Moment, Text, Whole};

/// The columns of a table, in the order of its CSV.
pub(super) fn columns(table: Table) -> &'static [Column] {
    match table {
        Table::Replies => REPLIES,
        Table::Cases => CASES,
        Table::Topics => TOPICS,
        Table::Issuers => ISSUERS,
        Table::Members => MEMBERS,
        Table::Statistics => STATISTICS,
    }
}

const fn column(
    name: &'static str,
    kind: ColumnKind,
    title: &'static str,
    about: &'static str,
) -> Column {
    Column {
        name,
        title,
        about,
        kind,
    }
}

const REPLIES: &[Column] = &[
    column("id", Text, "标识", "永久标识（URN），不随网址变化。"),
    column(
        "permalink",
        Text,
        "路径",
        "网页在站内的路径，从站点根目录算起。",
    ),
    column(
        "url",
        Text,
        "网址",
        "网页的完整网址；站点没有固定网址时为空。",
    ),
    column(
        "level",
        Text,
        "公开程度",
        "letter 全文公开，summary 摘要公开，title 仅公开标题。",
    ),
    column(
        "disclosure",
        Text,
        "公开属性",
        "原件所标的公开属性；unstated 表示原件未标注。",
    ),
    column("title", Text, "标题", "答复的标题。"),
    column(
        "kind",
        Text,
        "种类",
        "第一案的种类：proposal 政协提案，suggestion 人大代表建议。",
    ),
    column("case_numbers", List, "案号", "所答各案的编号。"),
    column("case_subjects", List, "案由", "所答各案的标题。"),
    column("session_body", Text, "届次机构", "如株洲市政协。"),
    column("session_term", Text, "会次", "如十届四次会议。"),
    column(
        "year",
        Whole,
        "年度",
        "归档年度：届次的年度，没有时取成文日期的年份。",
    ),
    column(
        "addressees",
        List,
        "答复对象",
        "委员、代表、提案单位；会办件为主办单位。",
    ),
    column("issuer", Text, "承办单位", "作出答复的单位的全称。"),
    column(
        "issuer_slug",
        Text,
        "承办单位代号",
        "与 issuers 表的 slug 对应。",
    ),
    column("co_issuers", List, "会办单位", "会同办理的单位。"),
    column(
        "role",
        Text,
        "文种",
        "reply 答复，co_handling 会办，continued 续办续复。",
    ),
    column("doc_number", Text, "发文字号", "照原件书写。"),
    column("signer", Text, "签发人", "照原件书写。"),
    column("date", Date, "成文日期", "原件所署日期。"),
    column("published", Moment, "上网时间", "在网上公开的时间（UTC）。"),
    column(
        "updated",
        Moment,
        "更新时间",
        "上网时间，没有时取成文日期；其后有更正的取更正日期。",
    ),
    column(
        "outcome",
        Text,
        "办理结果类别",
        "原件所标的类别，如 A、B1；各地含义不同。",
    ),
    column("topics", List, "主题", "本站所归的主题。"),
    column(
        "summary",
        Text,
        "摘要",
        "供公开的摘要；全文公开的没有摘要。",
    ),
    column("index_number", Text, "索引号", "政府信息索引号。"),
    column("keywords", List, "关键词", "主题词。"),
    column("attachments", List, "附件", "原件所列附件。"),
    column("cc", List, "抄送", "原件所列抄送单位。"),
    column("contact_lead", Text, "承办负责人", "承办单位的负责人。"),
    column("contact_handler", Text, "承办人", "承办单位的经办人。"),
    column("contact_phone", Text, "联系电话", "承办单位的电话。"),
    column("corrected", List, "更正", "公开之后所作更正的日期与说明。"),
    column(
        "source_sha256",
        Text,
        "原件校验值",
        "所据原件文本的 SHA-256。",
    ),
];

const CASES: &[Column] = &[
    column("permalink", Text, "路径", "案卷网页在站内的路径。"),
    column(
        "kind",
        Text,
        "种类",
        "proposal 政协提案，suggestion 人大代表建议。",
    ),
    column("number", Text, "编号", "提案号、建议号。"),
    column("subject", Text, "案由", "提案、建议的标题。"),
    column("session_body", Text, "届次机构", "如株洲市政协。"),
    column("session_term", Text, "会次", "如十届四次会议。"),
    column("year", Whole, "年度", "归档年度。"),
    column("replies", Whole, "答复件数", "已公开的答复件数。"),
    column(
        "reply_permalinks",
        List,
        "各件答复",
        "答复网页在站内的路径，新的在前。",
    ),
    column(
        "issuers",
        List,
        "承办单位",
        "各件答复的承办单位，与各件答复逐一对应。",
    ),
    column(
        "outcomes",
        List,
        "办理结果类别",
        "各件答复的类别，逐一对应；未标为 unmarked，不公开为 hidden。",
    ),
];

const TOPICS: &[Column] = &[
    column("slug", Text, "代号", "站内唯一的代号。"),
    column("name", Text, "名称", "主题的名称。"),
    column("description", Text, "说明", "主题包括什么。"),
    column("permalink", Text, "路径", "网页在站内的路径。"),
    column(
        "replies",
        Whole,
        "复文件数",
        "已公开的复文件数；一件可属多个主题。",
    ),
];

const ISSUERS: &[Column] = &[
    column("slug", Text, "代号", "站内唯一的代号。"),
    column("name", Text, "名称", "单位的全称。"),
    column("aliases", List, "别称", "复文中的其他称呼。"),
    column("place", Text, "地方", "所属地方。"),
    column("permalink", Text, "路径", "网页在站内的路径。"),
    column("replies", Whole, "复文件数", "承办与会办的件数之和。"),
    column("as_lead", Whole, "承办件数", "作为承办单位答复的件数。"),
    column("outcome_a", Whole, "A类", "承办件中标 A 类的件数。"),
    column("outcome_b", Whole, "B类", "承办件中标 B 类的件数。"),
    column("outcome_c", Whole, "C类", "承办件中标 C 类的件数。"),
    column("outcome_d", Whole, "D类", "承办件中标 D 类的件数。"),
    column(
        "outcome_unmarked",
        Whole,
        "未标类别",
        "承办件中未标类别的件数；仅公开标题的不计。",
    ),
];

const MEMBERS: &[Column] = &[
    column("slug", Text, "代号", "站内唯一的代号。"),
    column(
        "name",
        Text,
        "姓名或名称",
        "委员、代表、党派、界别等，照原件书写。",
    ),
    column(
        "session_body",
        Text,
        "届次机构",
        "姓名在各地会有重复，以机构区分。",
    ),
    column("permalink", Text, "路径", "网页在站内的路径。"),
    column("replies", Whole, "复文件数", "收到的已公开复文件数。"),
];

const STATISTICS: &[Column] = &[
    column(
        "dimension",
        Text,
        "统计口径",
        "total 合计，其余为年度、届次、主题、单位、办理结果。",
    ),
    column(
        "slug",
        Text,
        "代号",
        "该口径下的代号；undated 未载年度，unmarked 未标类别。",
    ),
    column("name", Text, "名称", "该口径下的名称。"),
    column("permalink", Text, "路径", "网页在站内的路径。"),
    column("replies", Whole, "复文件数", "已公开的复文件数。"),
    column("proposals", Whole, "提案件数", "其中答复政协提案的。"),
    column("suggestions", Whole, "建议件数", "其中答复代表建议的。"),
    column("letters", Whole, "全文公开", "其中全文公开的。"),
    column("summaries", Whole, "摘要公开", "其中摘要公开的。"),
    column("titles", Whole, "仅公开标题", "其中仅公开标题的。"),
    column("outcome_a", Whole, "A类", "其中标 A 类的。"),
    column("outcome_b", Whole, "B类", "其中标 B 类的。"),
    column("outcome_c", Whole, "C类", "其中标 C 类的。"),
    column("outcome_d", Whole, "D类", "其中标 D 类的。"),
    column(
        "outcome_unmarked",
        Whole,
        "未标类别",
        "其中未标类别的；仅公开标题的不计。",
    ),
];
