//! What is no reply.

use super::Refusal;
use super::bounds::Letter;
use super::case;
use super::ending;
use super::lines::Line;
use super::words;

/// No letter is shorter.
const SHORTEST: usize = 20;

/// Says why a text without a letter is none.
pub(super) fn refuse(lines: &[Line]) -> Refusal {
    let title = lines
        .iter()
        .map(|line| line.text.replace('*', ""))
        .find(|text| (6..=60).contains(&text.chars().count()) && !text.contains('。'));
    let text: String = lines.iter().take(400).map(Line::key).collect();
    let is_title = |ends: &[&str]| {
        title
            .as_deref()
            .is_some_and(|title| ends.iter().any(|end| title.contains(end)))
    };
    let (code, reason) = if is_title(&["一览表", "汇总", "目录", "统计表", "清单"]) {
        ("list", "是一览表或统计，不是一件复文")
    } else if is_title(&["格式", "样式", "范本", "模板"]) {
        ("form", "是公文格式或样本，不是复文")
    } else if is_title(&["摘要"]) {
        ("digest", "是答复摘要，不是复文本身")
    } else if is_title(&["通知", "公告", "公示", "通报"]) {
        ("notice", "是通知公告，不是复文")
    } else if is_title(&["办法", "规定", "条例", "细则"]) || text.contains("第一条") {
        ("rule", "是规章制度，不是复文")
    } else if is_title(&["解读"]) {
        ("interpretation", "是政策解读，不是复文")
    } else if is_title(&["登记表", "申请表", "意见表", "征询表", "办理单"]) {
        ("form", "是表格，不是复文")
    } else if text.contains("记者")
        || text.contains("讯")
        || text.contains("供图")
        || text.contains("摄")
    {
        ("news", "是新闻或报刊文章，不是复文")
    } else {
        ("no-letter", "没有找到答复的标题或称谓，看来不是复文")
    };
    Refusal {
        code,
        message: reason.to_owned(),
        title,
    }
}

/// Whether a stretch of a raw text is a letter.
pub(super) fn is_letter(letter: &Letter) -> bool {
    let length: usize = letter
        .body
        .iter()
        .map(|line| line.text.chars().count())
        .sum();
    let title: String = letter.title.iter().map(Line::key).collect();
    let opening: String = letter.body.iter().take(4).map(Line::key).collect();
    if !names_case(letter, &title, &opening) || is_sample(letter, &title) || is_other(letter) {
        return false;
    }
    let answers = is_reply(&title, &opening, letter.has_salutation)
        || (!letter.has_salutation && is_signed_answer(letter, &title));
    if title.ends_with("答复摘要") && !is_signed(letter) {
        return false;
    }
    length >= SHORTEST && (answers || is_opinion(letter))
}

/// Whether a letter without salutation still answers: its title says so and names a case, and a
/// bureau has signed it.
fn is_signed_answer(letter: &Letter, title: &str) -> bool {
    let answers = ["答复", "回复", "复函"]
        .iter()
        .any(|word| title.contains(word));
    let news = letter
        .body
        .first()
        .is_some_and(|line| words::NEWS.is_match(line.key()));
    let other = words::OTHER_TITLE.is_match(title) && !words::TITLE_END.is_match(title);
    answers && !case::numbers(title).is_empty() && !news && !other && is_signed(letter)
}

/// Whether a bureau's name stands above a date at the end.
fn is_signed(letter: &Letter) -> bool {
    letter
        .body
        .windows(2)
        .any(|pair| ending::is_signature(pair[0].key()) && words::DATE_LINE.is_match(pair[1].key()))
}

/// Whether a letter without a title gives a member or deputy an opinion on what they proposed:
/// nothing says so but its words, and others write to members too.
pub(super) fn is_opinion(letter: &Letter) -> bool {
    const OTHERS: [&str; 24] = [
        "邀请",
        "兹定于",
        "定于",
        "出席",
        "参会",
        "参加会议",
        "通知",
        "反馈表",
        "征询",
        "问卷",
        "慰问",
        "祝贺",
        "新春",
        "倡议",
        "履职",
        "各位",
        "请于",
        "请您于",
        "征集",
        "报名",
        "测评",
        "回执",
        "采访",
        "投稿",
    ];
    let Some((first, rest)) = letter.body.split_first() else {
        return false;
    };
    let text: String = rest.iter().map(Line::key).collect();
    let says = |words: &[&str]| words.iter().any(|word| text.contains(word));
    letter.title.is_empty()
        && letter.has_salutation
        && !first.key().contains("各位")
        && !says(&OTHERS)
        && says(&["您", "你"])
        && says(&["提案", "建议", "议案", "反映"])
        && !words::RECEIVED.is_match(&text)
}

/// Whether this is only how a letter should look: a notice brings one in its annex.
fn is_sample(letter: &Letter, title: &str) -> bool {
    const NEAR: usize = 8;
    let lines = || letter.head.iter().rev().take(NEAR);
    let headed = lines().any(|line| {
        let key = line.key();
        key.chars().count() <= 30 && words::SAMPLE.is_match(key)
    });
    let first = letter.body.first().map_or("", Line::key);
    let gap = |text: &str| {
        text.chars()
            .take_while(|c| "×XxＸ*＊○…".contains(*c))
            .count()
    };
    let nobody = gap(first) >= 2;
    let opening: String = letter.body.iter().take(3).map(Line::key).collect();
    let blank = letter.title.is_empty() && opening.contains("《》");
    // 关于××××的提案 is about nothing.
    let unnamed = opening
        .match_indices("关于")
        .any(|(at, about)| gap(&opening[at + about.len()..]) >= 3);
    let unnumbered = words::PLACEHOLDER.is_match(title) || words::CASE_DAMAGED.is_match(title);
    headed || ((unnumbered || unnamed || blank) && nobody) || is_annex(letter)
}

/// Whether a table of contents was taken for letters, or what has no title is a speech or a letter
/// of another kind.
fn is_other(letter: &Letter) -> bool {
    const NEAR: usize = 4;
    const ENTRIES: usize = 3;
    const LONGEST: usize = 40;
    const KINDS: [&str; 31] = [
        "发言提纲",
        "发言稿",
        "情况的总结",
        "情况的报告",
        "情况的汇报",
        "申请答复书",
        "意见表",
        "征询表",
        "反馈表",
        "情况总结",
        "年度总结",
        "情况报告",
        "情况汇报",
        "讲话",
        "致辞",
        "致词",
        "发言",
        "邀请函",
        "请柬",
        "感谢信",
        "慰问信",
        "贺信",
        "倡议书",
        "公开信",
        "通知书",
        "告知书",
        "征询函",
        "商请函",
        "催办函",
        "督办函",
        "转办函",
    ];
    let parts = [&letter.head, &letter.title, &letter.body, &letter.behind];
    let entries = parts.into_iter().flatten();
    let is_numbered = |key: &str| key.ends_with(|c: char| c.is_ascii_digit() || c == '）');
    let is_entry = |key: &str| is_numbered(key) && words::CONTENTS.is_match(key);
    let contents = entries.filter(|line| is_entry(line.key()));
    if contents.take(ENTRIES).count() == ENTRIES {
        return true;
    }
    let first = letter.body.first().map_or("", Line::key);
    let near = letter.head.iter().rev().take(NEAR);
    let is_kind = |line: &Line| {
        let key = line.key();
        key.chars().count() <= LONGEST && KINDS.iter().any(|kind| key.ends_with(kind))
    };
    let speaks = ["同志们", "各位领导", "尊敬的各位领导"]
        .iter()
        .any(|start| first.starts_with(start));
    let to_member = ["委员", "代表", "提案"]
        .iter()
        .any(|word| first.contains(word));
    letter.title.is_empty()
        && (speaks || near.into_iter().any(is_kind) || (!to_member && is_about_other(&letter.head)))
}

/// Whether the line above a letter, or two of them, is the title of an answer to something else.
fn is_about_other(head: &[Line]) -> bool {
    const CASES: [&str; 4] = ["提案", "建议", "议案", "委员"];
    is_headed(head, |key| {
        let names_case =
            CASES.iter().any(|word| key.contains(word)) || !case::numbers(key).is_empty();
        key.contains("关于") && words::TITLE_END.is_match(key) && !names_case
    })
}

/// Whether a title of some kind stands right above a letter, on one line or two.
fn is_headed(head: &[Line], is_title: impl Fn(&str) -> bool) -> bool {
    const NEAR: usize = 4;
    let near = &head[head.len().saturating_sub(NEAR)..];
    let both = |pair: &[Line]| format!("{}{}", pair[0].key(), pair[1].key());
    near.iter().any(|line| is_title(line.key()))
        || near.windows(2).any(|pair| is_title(&both(pair)))
}

/// Whether what stands above a letter is a text of another kind, to which the letter is attached
/// or whose own salutation was taken for a letter's.
fn is_annex(letter: &Letter) -> bool {
    let is_titled = |key: &str| {
        key.contains("关于") && words::OTHER_TITLE.is_match(key) && !words::TITLE_END.is_match(key)
    };
    let head = &letter.head;
    let attached = head.iter().any(|line| line.key().starts_with("附件"));
    (attached && head.iter().any(|line| is_titled(line.key())))
        || (letter.title.is_empty() && is_headed(head, is_titled))
}

/// Whether a case is answered: citizens who wrote to a mailbox get letters too, and bureaus answer
/// each other about drafts.
fn names_case(letter: &Letter, title: &str, opening: &str) -> bool {
    const CASES: [&str; 6] = ["提案", "委员", "代表", "政协", "人大", "议案"];
    const MAILBOX: [&str; 9] = [
        "信箱",
        "来信",
        "信件",
        "网友",
        "留言",
        "市民",
        "诉求",
        "工单",
        "咨询人",
    ];
    let head: String = letter.head.iter().map(Line::key).collect();
    // Members write to mailboxes as well.
    let is_mail = ["来信时间", "来信人", "来信内容", "写信人"]
        .iter()
        .any(|label| head.contains(label));
    let is_case = || !case::numbers(opening).is_empty() || opening.contains("次会议");
    if title.is_empty() && is_mail && !is_case() {
        return false;
    }
    if ["检察建议", "司法建议"]
        .iter()
        .any(|word| title.contains(word))
    {
        return false;
    }
    let text = [title, opening, &head].concat().replace("委员会", "");
    let says = |words: &[&str]| words.iter().any(|word| text.contains(word));
    let suggestion = || title.contains("建议") || opening.contains("建议》");
    says(&CASES) || (suggestion() && !says(&MAILBOX))
}

/// Whether a title and the text behind it are those of a reply: a letter says that it answers,
/// and addresses somebody or says what it received.
fn is_reply(title: &str, opening: &str, has_salutation: bool) -> bool {
    if words::OTHER_TITLE.is_match(title) && !words::TITLE_END.is_match(title) {
        return false;
    }
    // A deputy says what they think of an answer.
    if ["答复收悉", "反馈意见如下"]
        .iter()
        .any(|word| opening.contains(word))
    {
        return false;
    }
    // Letters that hand a case on answer nobody.
    const HANDS_ON: [&str; 16] = [
        "转办", "交办", "转送", "督办", "征求", "征询", "商请", "报送", "邀请", "召开", "参加",
        "面商", "调研", "征集", "报名", "推荐",
    ];
    let hands_on = HANDS_ON.iter().any(|word| title.contains(word));
    if hands_on && !title.contains("答复") && !title.contains("回复") {
        return false;
    }
    // 关于报送…答复件的函 sends answers on.
    const SENDS: [&str; 17] = [
        "申请",
        "请求",
        "请协助",
        "提请",
        "协调",
        "报送",
        "呈报",
        "上报",
        "转送",
        "转报",
        "征求",
        "征询",
        "商请",
        "转办",
        "交办",
        "催办",
        "督办",
    ];
    let about = title.split("关于").skip(1);
    let sends = |about: &str| SENDS.iter().any(|word| about.starts_with(word));
    let helps = title.contains("会办") || title.contains("协办意见");
    if title.ends_with("的函") && about.into_iter().any(sends) && !helps {
        return false;
    }
    if title.ends_with("（摘要）") || (title.ends_with("摘要") && !has_salutation) {
        return false;
    }
    // Who reports to a committee how a case was handled answers nobody.
    let first: String = opening.chars().take(24).collect();
    let committee = ["提案委", "代表工委", "选联工委", "人大常委会", "政协办公"];
    if title.contains("报告") && committee.iter().any(|office| first.contains(office)) {
        return false;
    }
    if title.is_empty() && !has_salutation && words::RECEIVED_ALONE.is_match(opening) {
        return true;
    }
    let received = words::RECEIVED.is_match(opening);
    let speaks_to = ["您", "你", "贵"].iter().any(|word| opening.contains(word));
    let says_reply = [
        "答复",
        "回复",
        "复函",
        "函复",
        "会办",
        "协办",
        "分办",
        "主办意见",
    ]
    .iter()
    .any(|word| title.contains(word));
    // Who reports how cases were handled speaks to nobody.
    if !has_salutation && !speaks_to && !says_reply {
        return false;
    }
    let news = words::NEWS.is_match(opening) || title.contains("作出答复");
    let handles = ["办理", "续复", "复文"]
        .iter()
        .any(|word| title.contains(word));
    let answers = says_reply || handles;
    match (has_salutation, received) {
        _ if news && !has_salutation => false,
        (true, true) => true,
        (true, false) | (false, true) => answers,
        (false, false) => false,
    }
}
