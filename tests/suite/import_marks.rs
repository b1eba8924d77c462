//! Words that hold a letter back, in every place where a bureau may have set them: `fuwen import`
//! takes none of the letters for public or unmarked.

use fuwen::import::Finding;
use fuwen::model::{Disclosure, Reply};

use crate::importing::findings;

/// Marks that restrict, as they occur.
const RESTRICTIONS: [&str; 70] = [
    "不予公开",
    "不公开",
    "依申请公开",
    "依申请",
    "暂不公开",
    "暂缓公开",
    "不宜公开",
    "不宜向社会公开",
    "不同意公开",
    "不对外公开",
    "不主动公开",
    "不得公开",
    "不予上网公开",
    "不公开发布",
    "不予发布",
    "不上网",
    "请勿公开",
    "严禁外传",
    "谢绝转载",
    "非公开",
    "免予公开",
    "此件不公开",
    "本件依申请公开",
    "此复文不予公开",
    "经审查不予公开",
    "涉密不公开",
    "不公开（涉及商业秘密）",
    "部分公开",
    "删减后公开",
    "仅公开标题",
    "公开标题",
    "仅限标题公开",
    "摘要公开",
    "仅向委员公开",
    "只向提案人答复，不公开",
    "内部",
    "内部资料",
    "内部参阅",
    "限内部使用",
    "仅限内部传阅",
    "秘密",
    "工作秘密",
    "密级：内部",
    "密级：秘密",
    "申请公开",
    "公开：否",
    "公开属性 不予公开",
    "是否公开:否",
    "能否公开：不能",
    "可否公开：否",
    "能否上网：否",
    "上网公开：否",
    "是否上网公开：否",
    "是否可以公开：否",
    "是否同意全文公开：否",
    "是否同意对外公开：否",
    "答复是否公开：否",
    "答复公开意见：不同意",
    "公开审查意见：不予公开",
    "公开级别：依申请公开",
    "公开方式：不公开",
    "公开类型：免予公开",
    "公开选项:2、依申请公开",
    "公开属性：C",
    "发布范围：内部",
    "发布范围：政务内网",
    "密级：工作秘密",
    "Public: No",
    "本函按内部文件管理，不得复制",
    "以上答复内容请勿向外透露",
];

const LETTER: &str = "青岚市民政局文件
{above}
青民函〔2024〕12号{number}

关于市政协九届三次会议第117号提案的答复{title}

{below the title}
王示例委员：

您提出的《关于加强养老服务的提案》收悉。现答复如下：

一、基本情况

全市现有养老机构三十家，床位五千张。

感谢您的关心和支持。

青岚市民政局
2024年6月3日{date}

{below the date}
联系人：李示例　电话：0000-5550001{contacts}

抄送：市政协提案委员会{copies}
{last}
";

/// Where a mark may stand, and how it is set there.
const PLACES: [(&str, &[&str]); 9] = [
    ("{above}", &["{}", "A类　{}", "A类（{}）"]),
    ("{number}", &["　{}", "（{}）"]),
    ("{title}", &["（{}）"]),
    ("{below the title}", &["{}"]),
    ("{date}", &["　{}"]),
    ("{below the date}", &["{}", "（{}）"]),
    ("{contacts}", &["　{}", "（{}）"]),
    ("{copies}", &["　{}"]),
    ("{last}", &["{}", "注：{}", "附注：{}"]),
];

#[test]
fn a_restriction_holds_back_wherever_it_stands() {
    let mut opened = Vec::new();
    for restriction in RESTRICTIONS {
        for (place, settings) in PLACES {
            for setting in settings {
                let mark = setting.replace("{}", restriction);
                let text = with(place, &mark);
                for reply in replies(&text) {
                    if matches!(reply.disclosure, Disclosure::Public | Disclosure::Unstated) {
                        opened.push(format!("{mark} at {place}: {:?}", reply.disclosure));
                    }
                }
            }
        }
    }
    assert_eq!(opened, [""; 0]);
}

/// How a page may lay out the data of a case above its letter.
const ROWS: [&str; 14] = [
    "提案编号 117　承办单位 青岚市民政局　{label} {value}",
    "{label} {value}　承办单位 青岚市民政局　办理状态 已办结",
    "提案编号：117　承办单位：青岚市民政局　{label}：{value}　答复日期：2024-06-03",
    "承办单位：青岚市民政局；{label}：{value}；办理状态：已办结",
    "承办单位：青岚市民政局，{label}：{value}",
    "承办单位\t青岚市民政局\t{label}\t{value}",
    "{label}\t{value}\t承办单位\t青岚市民政局",
    "承办单位 | 青岚市民政局 | {label} | {value}",
    "| 承办单位 | 青岚市民政局 | {label} | {value} |",
    "| 承办单位 | 青岚市民政局 |\n| --- | --- |\n| {label} | {value} |",
    "【承办单位】青岚市民政局【{label}】{value}",
    "承办单位\n青岚市民政局\n{label}\n{value}",
    "承办单位：\n青岚市民政局\n\n{label}：\n{value}",
    "索引号：MB0001-2024-117　发布机构：青岚市民政局　{label}：{value}",
];

#[test]
fn a_restriction_among_the_data_of_a_page_holds_back() {
    const LABELS: [&str; 9] = [
        "公开方式",
        "公开属性",
        "公开形式",
        "公开类型",
        "公开选项",
        "公开范围",
        "信息公开属性",
        "是否公开",
        "是否同意公开",
    ];
    const VALUES: [&str; 10] = [
        "不予公开",
        "不公开",
        "否",
        "依申请公开",
        "依申请",
        "暂不公开",
        "摘要公开",
        "部分公开",
        "仅公开标题",
        "内部",
    ];
    let values = LABELS
        .iter()
        .flat_map(|label| VALUES.map(|value| (label, value)));
    let rows = values.flat_map(|(label, value)| {
        ROWS.map(|row| row.replace("{label}", label).replace("{value}", value))
    });
    let places = ["{above}", "{below the title}", "{last}"];
    assert_eq!(opened(rows, &places), [""; 0]);
}

/// What is taken for public or unmarked of letters with such texts at such places.
fn opened(texts: impl Iterator<Item = String>, places: &[&str]) -> Vec<String> {
    let mut opened = Vec::new();
    for text in texts {
        for place in places {
            for reply in replies(&with(place, &format!("{text}\n"))) {
                if matches!(reply.disclosure, Disclosure::Public | Disclosure::Unstated) {
                    opened.push(format!("{text} at {place}: {:?}", reply.disclosure));
                }
            }
        }
    }
    opened
}

#[test]
fn what_takes_a_mark_back_holds_back() {
    const TAKEN_BACK: [&str; 33] = [
        "公开方式：主动公开；附件除外",
        "是否公开：是 （附件除外）",
        "是否公开：公开（答复内容不公开）",
        "公开属性：主动公开　附件1除外",
        "公开属性：主动公开；联系方式隐去",
        "公开方式：主动公开 经批准",
        "公开属性：主动公开 仅限摘要",
        "公开方式 主动公开 （附件除外）",
        "公开方式：公开 摘要",
        "公开方式 主动公开 办理状态 已办结 是否公开 否",
        "公开方式 主动公开 承办单位 青岚市民政局 公开意见 不予公开",
        "公开属性 主动公开 承办单位 青岚市民政局 公开范围 内部",
        "公开方式 主动公开 密级 内部 承办单位 青岚市民政局",
        "公开方式：主动公开 承办单位：青岚市民政局 备注：删除联系方式",
        "承办单位 青岚市民政局 公开方式 主动公开 备注 不予公开",
        "备注 不予公开 承办单位 青岚市民政局 公开方式 主动公开",
        "同意在内部网站公开",
        "公开方式：在机关内部网站公开",
        "注：同意在政务内网网站公布",
        "可在代表专用网站公开",
        "同意在隐去联系方式后于政府网站公开",
        "同意在删除附件后的政府网站公开",
        "内部事项",
        "涉密事项",
        "属于不予公开事项",
        "属依申请公开事项",
        "不公开理由\n\n涉及商业秘密和个人隐私",
        "不公开理由：\n涉及商业秘密和个人隐私，经与当事人协商后认为公开会损害其合法权益",
        "3.关于本件：不予公开",
        "| 文号 | 青民函〔2024〕41号 | 公开方式 | 不予公开 | 办理结果：A |",
        "公开时间：2027年12月31日以后",
        "公开时间：自2028年1月1日起公开",
        "由于案件尚在办理，本答复仅供代表本人参阅，请勿对外公开。",
    ];
    let texts = TAKEN_BACK.map(str::to_owned).into_iter();
    assert_eq!(opened(texts, &["{above}", "{last}"]), [""; 0]);
}

#[test]
fn what_speaks_of_other_things_is_no_mark() {
    const OTHER: [&str; 6] = [
        "以上答复，仅供参考。",
        "附件：政务公开事项表\n序号 事项名称 公开方式 主动公开 责任科室",
        "事项：养老补贴 公开方式：主动公开 责任科室：养老科",
        "服务范围：全市机关事业单位",
        "本答复不涉及商业秘密。",
        "公开时限：长期公开",
    ];
    for text in OTHER {
        for place in ["{below the date}", "{last}"] {
            for reply in replies(&with(place, text)) {
                assert_eq!(reply.disclosure, Disclosure::Unstated, "{text} at {place}");
            }
        }
    }
}

#[test]
fn without_a_mark_the_same_letter_is_unmarked() {
    let replies = replies(&with("", ""));
    assert_eq!(replies.len(), 1);
    assert_eq!(replies[0].disclosure, Disclosure::Unstated);
}

#[test]
fn a_mark_that_opens_is_read_at_every_place() {
    for (place, settings) in PLACES {
        for setting in settings {
            let mark = setting.replace("{}", "主动公开");
            let found = replies(&with(place, &mark));
            assert_eq!(found.len(), 1, "{mark} at {place}");
            assert_eq!(found[0].disclosure, Disclosure::Public, "{mark} at {place}");
        }
    }
}

/// The letter with a mark at one place and nothing at the others.
fn with(place: &str, mark: &str) -> String {
    PLACES.iter().fold(LETTER.to_owned(), |text, (other, _)| {
        text.replace(other, if *other == place { mark } else { "" })
    })
}

fn replies(text: &str) -> Vec<Reply> {
    findings(text.as_bytes())
        .into_iter()
        .map(|finding| match finding {
            Finding::Reply(imported) => imported.reply,
            Finding::Refused(refusal) => panic!("{}: {text}", refusal.message),
        })
        .collect()
}
