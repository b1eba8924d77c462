//! `fuwen import` and the form of a letter's lines: with other colons, brackets and labels, other
//! dates and salutations, or a page around it, a letter says the same. Each fact stays as it is,
//! or a doubt is noted about it.

use std::collections::BTreeSet;
use std::path::Path;

use fuwen::import::{Finding, Imported};
use rayon::iter::{IntoParallelRefIterator, ParallelIterator};
use regex::Regex;
use serde_json::Value;

use crate::importing::{cases, facts, findings};

/// Another form of a text; the text itself where it has nothing of the kind.
type Form = fn(&str) -> String;

const FORMS: [(&str, Form); 17] = [
    ("half-width colons", |text| {
        short_lines(text, |line| line.replace('：', ":"))
    }),
    ("spaces behind colons", |text| {
        short_lines(text, |line| line.replace('：', "： "))
    }),
    ("spaces before colons", |text| {
        short_lines(text, |line| line.replace('：', " ："))
    }),
    ("half-width brackets", |text| {
        text.replace('（', "(").replace('）', ")")
    }),
    ("indented lines", |text| {
        each_line(text, |line| format!("　　{line}"))
    }),
    ("blank line ends", |text| {
        each_line(text, |line| format!("{line}  "))
    }),
    ("line ends of another system", |text| {
        text.replace('\n', "\r\n")
    }),
    ("dates with zeros", |text| {
        dates(text, |y, m, d| format!("{y}年{m:02}月{d:02}日"))
    }),
    ("dates in Chinese numerals", |text| {
        dates(text, |y, m, d| {
            format!("{}年{}月{}日", digits(y), numeral(m), numeral(d))
        })
    }),
    ("dates set apart", |text| {
        dates(text, |y, m, d| format!("{y} 年 {m} 月 {d} 日"))
    }),
    ("salutations with courtesy", |text| {
        salutations(text, |name, title| format!("尊敬的{name}{title}："))
    }),
    ("salutations with a greeting", |text| {
        salutations(text, |name, title| format!("{name}{title}，您好："))
    }),
    ("salutations without a colon", |text| {
        salutations(text, |name, title| format!("{name}{title}"))
    }),
    ("other labels of contacts", |text| {
        text.replace("联系人：", "经办人：")
    }),
    ("contacts without colons", |text| {
        let line = Regex::new(
            r"(?m)^（?(联系人|承办人|经办人)：(\p{Han}{2,4})[，； ]+(联系电话|电话)：([-0-9]+)）?$",
        );
        line.unwrap().replace_all(text, "$1 $2  $3 $4").into_owned()
    }),
    ("classes in other words", |text| {
        let line = Regex::new(r"(?m)^(?:办理结果：|类别：)?[（【]?([A-D])[）】]?类?$");
        line.unwrap().replace_all(text, "结果分类：$1").into_owned()
    }),
    ("a page around the letter", |text| {
        format!(
            "首页 > 政务公开 > 建议提案办理 > 正文\n字体：[ 大 中 小 ] 打印\n\n{text}\n\n【打印】【关闭】\n扫一扫在手机打开当前页\n"
        )
    }),
];

/// Lines that are no paragraphs and no rows of tables.
fn short_lines(text: &str, form: impl Fn(&str) -> String) -> String {
    const LONGEST: usize = 45;
    each_line(text, |line| {
        let own = line.chars().count() > LONGEST || line.contains(['。', '|', '/']);
        if own { line.to_owned() } else { form(line) }
    })
}

fn each_line(text: &str, form: impl Fn(&str) -> String) -> String {
    let lines = text.lines().map(|line| {
        let own = line.trim().is_empty() || line.starts_with(['|', '#']);
        if own { line.to_owned() } else { form(line) }
    });
    lines.collect::<Vec<_>>().join("\n")
}

fn dates(text: &str, form: impl Fn(&str, u32, u32) -> String) -> String {
    let line = Regex::new(r"(?m)^(\s*)(20\d\d)年(\d{1,2})月(\d{1,2})日[ ]*$").unwrap();
    let date = |found: &regex::Captures<'_>| {
        let number = |group: usize| found[group].parse().unwrap();
        format!("{}{}", &found[1], form(&found[2], number(3), number(4)))
    };
    line.replace_all(text, date).into_owned()
}

/// Salutations of one member or deputy.
fn salutations(text: &str, form: impl Fn(&str, &str) -> String) -> String {
    let line = Regex::new(r"(?m)^([\p{Han}·]{2,4})(委员|代表)[：:][ ]*$").unwrap();
    let salutation = |found: &regex::Captures<'_>| form(&found[1], &found[2]);
    line.replace_all(text, salutation).into_owned()
}

const NUMERALS: [&str; 10] = ["〇", "一", "二", "三", "四", "五", "六", "七", "八", "九"];

fn digits(year: &str) -> String {
    let digit = |c: char| NUMERALS[c.to_digit(10).unwrap() as usize];
    year.chars().map(digit).collect()
}

/// A number below forty, as months and days are written.
fn numeral(number: u32) -> String {
    let tens = ["", "十", "二十", "三十"][number as usize / 10];
    let ones = match number % 10 {
        0 => "",
        ones => NUMERALS[ones as usize],
    };
    format!("{tens}{ones}")
}

fn letters(text: &str) -> Vec<Imported> {
    let found = findings(text.as_bytes()).into_iter();
    let reply = |finding| match finding {
        Finding::Reply(imported) => Some(*imported),
        Finding::Refused(_) => None,
    };
    found.filter_map(reply).collect()
}

/// Values without white space, in full-width punctuation.
fn even(value: &Value) -> String {
    let text = value.to_string().replace(char::is_whitespace, "");
    text.replace('(', "（")
        .replace(')', "）")
        .replace(':', "：")
}

/// The facts that differ without a doubt about their field.
fn silent(own: &Imported, other: &Imported) -> Vec<String> {
    let doubted: BTreeSet<&str> = other
        .reply
        .review
        .iter()
        .filter_map(|entry| entry.field.split('.').next())
        .collect();
    let (own, other) = (facts(own), facts(other));
    let differs = |(key, value): (&String, &Value)| {
        let field = key.split('.').next().unwrap_or_default();
        let same = even(value) == even(&other[key]) || doubted.contains(field);
        (!same).then(|| format!("{key} is {}, not {value}", other[key]))
    };
    own.as_object()
        .unwrap()
        .iter()
        .filter_map(differs)
        .collect()
}

/// What differs between a case and its other forms, and the forms that change it.
fn look(case: &Path) -> (Vec<String>, BTreeSet<&'static str>) {
    let (mut wrong, mut changed) = (Vec::new(), BTreeSet::new());
    let Ok(text) = std::fs::read_to_string(case.join("raw.txt")) else {
        return (wrong, changed);
    };
    let name = case.file_name().unwrap().to_string_lossy().into_owned();
    let own = letters(&text);
    for (form, apply) in FORMS {
        let other = apply(&text);
        if other == text {
            continue;
        }
        changed.insert(form);
        let other = letters(&other);
        if own.len() != other.len() {
            let count = other.len();
            wrong.push(format!(
                "{name}, {form}: {count} letters, not {}",
                own.len()
            ));
            continue;
        }
        for (own, other) in own.iter().zip(&other) {
            let silent = silent(own, other);
            wrong.extend(
                silent
                    .into_iter()
                    .map(|fact| format!("{name}, {form}: {fact}")),
            );
        }
    }
    (wrong, changed)
}

#[test]
fn facts_do_not_depend_on_the_form_of_lines() {
    let (wrong, changed): (Vec<_>, Vec<_>) = cases().par_iter().map(|case| look(case)).unzip();
    let wrong: Vec<String> = wrong.into_iter().flatten().collect();
    let changed: BTreeSet<&str> = changed.into_iter().flatten().collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert_eq!(changed.len(), FORMS.len(), "a form that no letter has");
}
