//! What is personal data and what only looks like it. All numbers are invented.

use super::mask::mask_markdown;
use super::*;

fn kinds(text: &str) -> Vec<Kind> {
    let kinds = |found: Vec<Finding>| found.iter().map(|f| f.kind).collect::<Vec<_>>();
    let in_text = kinds(scan(text, &Exempt::default()));
    let in_body = kinds(scan_body(text, &Exempt::default()));
    assert_eq!(in_text, in_body, "{text}");
    in_body
}

#[test]
fn identity_numbers_of_both_lengths_in_any_writing() {
    for text in [
        "身份证号110101199003077774，",
        "身份证号１１０１０１１９９００３０７７７７４。",
        "110101 1990 0307 7774",
        "110101-19900307-7774",
        "11010119900307109x",
        "号码110101900307777",
        "11010119900307109 X",
        "1 1 0 1 0 1 1 9 9 0 0 3 0 7 1 0 9 X",
        "110101.19900307.7774",
        "110101 · 19900307 · 7774",
        "110101_19900307_7774",
        "110101/19900307/7774",
        "110101、19900307、7774",
        "110101   19900307   7774",
        "110101<b>19900307</b>7774",
        "110101<!-- -->199003077774",
        "No.110101199003077774",
        "110101199003077774元",
        "110101199003077774人",
        "110101199003077774.5",
    ] {
        assert_eq!(kinds(text), [Kind::IdentityCard], "{text}");
    }
    for text in [
        "编号110101199003077775",
        "编号110101199013077774",
        "2025年6月20日第110101号",
        "统一社会信用代码91430200MA4L12345X",
    ] {
        assert_eq!(kinds(text), [], "{text}");
    }
}

#[test]
fn bank_cards_by_their_check_digit() {
    assert_eq!(kinds("账号6222 0200 0000 0000 000"), [Kind::BankCard]);
    assert_eq!(kinds("账号6222020000000000000"), [Kind::BankCard]);
    assert_eq!(kinds("账号9558800000000000000"), [Kind::BankCard]);
    assert_eq!(kinds("账号6222020000000000001"), []);
    assert_eq!(kinds("分别为6222、0200、0000、0000、000户"), []);
}

#[test]
fn mobile_numbers_but_no_amounts() {
    for text in [
        "电话13800001234。",
        "138 0000 1234",
        "138-0000-1234",
        "+86 13800001234",
        "8613800001234",
        "013800001234",
        "138.0000.1234",
        "138·0000·1234",
        "138_0000_1234",
        "13800001234人",
        "拨打13800001234平时有人接",
        "手机：１３８００００１２３４",
    ] {
        assert_eq!(kinds(text), [Kind::Mobile], "{text}");
    }
    for text in [
        "13800001234元",
        "13800001234 元",
        "13800001234平方米",
        "1380000.1234万元",
        "13.800001234",
        "0.13800001234",
        "238000012345",
        "138****1234",
        "12800001234",
        "电话0733-28681234",
        "2023年1380家2024年1234家",
    ] {
        assert_eq!(kinds(text), [], "{text}");
    }
}

#[test]
fn digits_of_any_form_are_digits() {
    for text in [
        "电话¹³⁸⁰⁰⁰⁰¹²³⁴。",
        "电话₁₃₈₀₀₀₀₁₂₃₄。",
        "电话①③⑧⓪⓪⓪⓪①②③④。",
        "电话⑴⑶⑻0000⑴⑵⑶⑷。",
        "电话⑬⑧00001234。",
        "电话𝟏𝟑𝟖𝟎𝟎𝟎𝟎𝟏𝟐𝟑𝟒。",
        "电话١٣٨٠٠٠٠١٢٣٤。",
        "电话१३८००००१२३४。",
        "电话1\u{FE0F}\u{20E3}3\u{FE0F}\u{20E3}8\u{FE0F}\u{20E3}0\u{FE0F}\u{20E3}0\u{FE0F}\u{20E3}00\u{20E3}1234。",
        "电话1\u{0336}3\u{0336}8\u{0336}00001234。",
        "电话138\u{00AD}0000\u{2060}1234。",
        "电话１３８⁰⁰⁰⁰1234。",
        // A mark of a list or note beside a number belongs to no number.
        "联系人①13800001234",
        "电话13800001234²。",
        "（13800001234）",
        "王某(13800001234)",
        "[13800001234]",
        "138（0000）1234",
    ] {
        assert_eq!(kinds(text), [Kind::Mobile], "{text}");
    }
    assert_eq!(kinds("身份证𝟏𝟏𝟎𝟏𝟎𝟏199003077774"), [Kind::IdentityCard]);
    let list = "①13800001234②13900001234";
    assert_eq!(kinds(list), [Kind::Mobile, Kind::Mobile]);
    for text in [
        "①完善制度②加强监管③落实责任",
        "面积1380m²，共00001234平方米",
        "⑴⑵⑶⑷⑸⑹⑺⑻⑼⑽",
        "二〇二五年一三八〇件",
    ] {
        assert_eq!(kinds(text), [], "{text}");
    }
}

#[test]
fn a_mask_of_other_digits_shows_no_more_than_one_of_ascii() {
    let masked = |text: &str| mask(text, &scan(text, &Exempt::default()));
    let mask = "电话138****1234〔手机号码已遮盖〕。";
    for text in ["电话①③⑧⓪⓪⓪⓪①②③④。", "电话1\u{0336}3800001234。"] {
        assert_eq!(masked(text), mask, "{text}");
    }
    let masked = |body: &str| mask_markdown(body, &scan_body(body, &Exempt::default()));
    let mask = mask.replace('*', "\\*");
    for body in ["电话&#49;&#51;&#56;00001234。", "电话138\\\n00001234。"] {
        assert_eq!(masked(body), mask, "{body}");
    }
}

#[test]
fn each_of_thousands_of_findings_is_given_once() {
    let body = "电话13800001234，邮箱zs@example.com。".repeat(10_000);
    assert_eq!(scan_body(&body, &Exempt::default()).len(), 20_000);
    let shorter = "电话13800001234与13900001234。";
    let starts = |text| scan(text, &Exempt::default()).into_iter().map(|f| f.range);
    assert_eq!(starts(shorter).collect::<Vec<_>>(), [6..17, 20..31]);
}

#[test]
fn of_findings_that_overlap_the_weightiest_stays() {
    let one = |kind, range: Range<usize>| Finding {
        kind,
        range,
        shown: String::new(),
    };
    let kept = without_overlaps(vec![
        one(Kind::Address, 0..30),
        one(Kind::Mobile, 40..51),
        one(Kind::IdentityCard, 10..28),
        one(Kind::Email, 51..60),
        one(Kind::BankCard, 28..41),
        one(Kind::Email, 60..60),
    ]);
    let ranges: Vec<_> = kept.iter().map(|finding| finding.range.clone()).collect();
    assert_eq!(ranges, [10..28, 28..41, 51..60, 60..60]);
}

#[test]
fn emphasis_entities_and_line_breaks_hide_nothing() {
    let found = |body| scan_body(body, &Exempt::default());
    for body in [
        "138**0000**1234",
        "138\\\n00001234",
        "138\n00001234",
        "1380000123&#52;",
        "`138`00001234",
        "138\u{200B}00001234",
        "138&shy;00001234",
        "138&#8203;0000&zwnj;1234",
        "138<!-- 甲 -->00001234",
        "138\u{AD}\n00001234",
        "*138*\n**0000**\n1234",
    ] {
        assert_eq!(found(body).len(), 1, "{body:?}");
    }
    assert!(found("| 138 | 00001234 |\n| --- | --- |\n").is_empty());
}

#[test]
fn mail_of_a_government_is_no_personal_mail() {
    assert_eq!(kinds("邮箱zhang.san@example.com。"), [Kind::Email]);
    assert_eq!(kinds("邮箱：ｚｓ＠example.com"), [Kind::Email]);
    assert_eq!(kinds("邮箱zs@notgov.cn"), [Kind::Email]);
    assert_eq!(kinds("邮箱zs（at）example.com"), [Kind::Email]);
    for text in [
        "邮箱zs#163.com。",
        "邮箱zs＃163.com。",
        "邮箱zs[at]163.com",
        "邮箱zs【at】163.com",
        "邮箱zs（@）163.com",
        "邮箱zs [AT] 163 [dot] com",
        "邮箱zs at 163.com",
        "邮箱ｚｓ（ａｔ）１６３．ｃｏｍ",
        "邮箱zs@163(dot)com",
        "邮箱zs @ 163.com",
        "邮箱𝐳𝐬@163.com",
    ] {
        assert_eq!(kinds(text), [Kind::Email], "{text}");
    }
    for text in [
        "邮箱kjj@zhuzhou.gov.cn",
        "邮箱kjj#zhuzhou.gov.cn",
        "邮箱kjj[at]zhuzhou.gov.cn",
        "见page.html#sec.2",
        "C#4.5与3#1.5",
        "1#楼、2#楼",
        "数据data（attach）见a.b",
    ] {
        assert_eq!(kinds(text), [], "{text}");
    }
}

#[test]
fn homes_by_label_or_form_but_no_offices() {
    for text in [
        "家庭住址：示例市芦淞区某街道某路12号",
        "现居住地址为示例县白鹤镇青山村三组",
        "他住在示例市天元区泰山路89号某某小区3栋2单元501室",
        "家住示例市天元区泰山路123号滨江小区12栋501",
        "示例市天元区滨江小区6栋1单元1204",
        "家庭住 址：示例市芦淞区某街道某路12号",
    ] {
        assert_eq!(kinds(text), [Kind::Address], "{text}");
    }
    for text in [
        "办公地点在天元区泰山路89号政务大厦3号楼501室",
        "完成老旧小区改造12个，惠及3栋501户",
        "泰山路89号",
        "创业园K1地块3号楼501室",
        "改造老旧小区30栋1200户",
        "家住农村的老人有12名，居住在城区的有3名",
    ] {
        assert_eq!(kinds(text), [], "{text}");
    }
}

#[test]
fn a_members_own_contact_but_not_the_bureaus() {
    for text in [
        "王示例委员，联系电话：0733-28680000",
        "提案人\t王示例\t联系电话\t28680000",
        "代表通讯地址：示例市某区某路12号",
        "代表姓名：李示例；联系方式：0733-28680000",
        "领衔代表：李示例，电　话：28680000",
    ] {
        let found = scan(text, &Exempt::default());
        assert_eq!(found.len(), 1, "{text}");
        assert_eq!(found[0].kind, Kind::MemberContact, "{text}");
    }
    let exempt = Exempt::numbers_of(["李某 0733-28680000"]);
    assert!(scan("代表工作联系电话：28680000", &exempt).is_empty());
    assert!(
        scan(
            "感谢各位代表的关心。联系电话：0733-28680000",
            &Exempt::default()
        )
        .is_empty()
    );
}

#[test]
fn telephones_behind_the_letters_end() {
    let body = "正文。\n\n示例局\n\n2025年6月20日\n\n通讯地址：某路12号院 电话：28680000\n";
    let found = scan_body(body, &Exempt::default());
    assert!(!found.is_empty() && found.iter().all(|f| f.kind == Kind::MemberContact));
    assert!(scan_body("电话：28680000\n\n2025年6月20日\n", &Exempt::default()).is_empty());
}

#[test]
fn the_contact_of_the_letter_is_exempt() {
    let exempt = Exempt::numbers_of(["李某 138-0000-1234"]);
    assert!(scan("联系电话：13800001234", &exempt).is_empty());
    assert_eq!(scan("联系电话：13800001235", &exempt).len(), 1);
}

#[test]
fn a_mask_says_what_it_hides_and_is_no_finding_itself() {
    let masked = |text: &str| mask(text, &scan(text, &Exempt::default()));
    for (text, expected) in [
        ("电话13800001234。", "电话138****1234〔手机号码已遮盖〕。"),
        (
            "号110101199003077774",
            "号11*************774〔身份证号码已遮盖〕",
        ),
        (
            "卡6222020000000000000",
            "卡***************0000〔银行卡号已遮盖〕",
        ),
        ("邮箱zs@example.com", "邮箱z*@example.com〔电子邮箱已遮盖〕"),
        (
            "家庭住址：示例县白鹤镇青山村三组",
            "家庭住址：示例县白鹤镇****〔住址已遮盖〕",
        ),
    ] {
        assert_eq!(masked(text), expected);
        assert!(scan(&masked(text), &Exempt::default()).is_empty());
    }
}

#[test]
fn masked_markdown_shows_the_mask_and_keeps_its_emphasis() {
    let masked = |body: &str| mask_markdown(body, &scan_body(body, &Exempt::default()));
    let mask = "138\\*\\*\\*\\*1234〔手机号码已遮盖〕";
    assert_eq!(masked("电话138**0000**1234。"), format!("电话{mask}。"));
    assert_eq!(masked("**电话138**00001234。"), format!("**电话**{mask}。"));
    assert_eq!(
        masked("**电话138**00001234。电话138**0000**1234，**电话138**00001234。"),
        format!("**电话**{mask}。电话{mask}，**电话**{mask}。")
    );
}

#[test]
fn the_head_of_a_table_labels_what_is_below() {
    let table = |head: &str| format!("{head}\n| - | - |\n| 王示例 | 0733-28680000 |\n");
    let found = |head: &str| scan_body(&table(head), &Exempt::default());
    let found_below = found("| 委员 | 联系电话 |");
    assert_eq!(found_below.len(), 1);
    assert_eq!(found_below[0].kind, Kind::MemberContact);
    assert!(found("| 科室 | 联系电话 |").is_empty());
    assert!(found("| 代表建议承办单位 | 联系电话 |").is_empty());
}

#[test]
fn what_a_link_leads_to_is_searched_as_well() {
    for (body, masked) in [
        (
            "[电话](tel:13800001234)",
            "[电话](tel:138\\*\\*\\*\\*1234〔手机号码已遮盖〕)",
        ),
        (
            "[信](mailto:zs@example.com \"信\")",
            "[信](mailto:z\\*@example.com〔电子邮箱已遮盖〕 \"信\")",
        ),
        (
            "[甲](https://a.example \"13800001234\")",
            "[甲](https://a.example \"138\\*\\*\\*\\*1234〔手机号码已遮盖〕\")",
        ),
        (
            "[甲]\n\n[甲]: tel:13800001234",
            "[甲]\n\n[甲]: tel:138\\*\\*\\*\\*1234〔手机号码已遮盖〕",
        ),
        (
            "甲\n\n[乙]: tel:13800001234",
            "甲\n\n[乙]: tel:138\\*\\*\\*\\*1234〔手机号码已遮盖〕",
        ),
    ] {
        let found = scan_body(body, &Exempt::default());
        assert_eq!(mask_markdown(body, &found), masked);
    }
    for (body, kind) in [
        ("[甲](tel:138%30%30001234)", Kind::Mobile),
        ("[甲](tel:%31%33%38%30%30%30%30%31%32%33%34)", Kind::Mobile),
        (
            "[甲](https://a.example/?n=%EF%BC%913800001234)",
            Kind::Mobile,
        ),
        ("[甲](mailto:zs%40example.com)", Kind::Email),
        ("<tel:138%300001234>", Kind::Mobile),
        ("[甲]\n\n[甲]: tel:138%300001234", Kind::Mobile),
    ] {
        let found = scan_body(body, &Exempt::default());
        assert_eq!(found.len(), 1, "{body}");
        assert_eq!(found[0].kind, kind, "{body}");
        let masked = mask_markdown(body, &found);
        assert!(
            scan_body(&masked, &Exempt::default()).is_empty(),
            "{masked}"
        );
    }
    for body in ["[甲](tel:1380000123&#52;)", "```13800001234\n甲\n```"] {
        assert_eq!(scan_body(body, &Exempt::default()).len(), 1, "{body}");
    }
}

#[test]
fn emphasis_within_a_label_hides_nothing() {
    for (body, kind) in [
        ("家庭**住**址：示例市某路12号院", Kind::Address),
        ("委员联系**电**话：28680000", Kind::MemberContact),
    ] {
        let found = scan_body(body, &Exempt::default());
        assert!(matches!(&found[..], [one] if one.kind == kind), "{body}");
    }
}
