//! The four letters of this repository: each page is the original, and nothing but the original.
//!
//! Per letter this states in which order the lines of the raw text stand, and which characters
//! were put right; everything else must be the same, white space aside.

use std::fs;
use std::ops::RangeInclusive;

use fuwen::fs::{hex, sha256};

use crate::harness::{SiteTest, repository};
use crate::page::{Page, squeeze};

struct Original {
    page: &'static str,
    raw: &'static str,
    /// Lines of the raw text in the order of the letter.
    lines: &'static [RangeInclusive<usize>],
    /// What was put right: raw text, letter's text, how often.
    repairs: &'static [(&'static str, &'static str, usize)],
}

const PROPOSAL_2104111: Original = Original {
    page: "replies/2025/proposal-2104111.html",
    raw: "000_86bf7859340d778f.txt",
    lines: &[1..=67],
    repairs: &[],
};

const PROPOSAL_2104110: Original = Original {
    page: "replies/2025/proposal-2104110.html",
    raw: "001_b12818ef67694f81.txt",
    lines: &[1..=47],
    repairs: &[
        ("**", "", 16),
        ("(联合实验室)", "（联合实验室）", 1),
        ("(二)", "（二）", 1),
        ("(园区)", "（园区）", 1),
    ],
};

const SUGGESTION_1185: Original = Original {
    page: "replies/2025/suggestion-1185.html",
    raw: "002_0858cf2d0f0a38a1.txt",
    lines: &[1..=68],
    repairs: &[
        ("中高档日用陶瓷发展。”", "中高档日用陶瓷发展。", 1),
        ("全国功率半导体产业基地。”", "全国功率半导体产业基地。", 1),
    ],
};

/// Its scan's pages are out of order. Sentences that go on and the numbers of headings allow one
/// order only: what stands from line 52 on belongs before line 44.
const PROPOSAL_2104175: Original = Original {
    page: "replies/2025/proposal-2104175.html",
    raw: "003_89a7cf69621467a1.txt",
    lines: &[1..=42, 52..=57, 44..=51, 58..=69],
    repairs: &[("**", "", 16), ("#", "", 28)],
};

const ALL: [&Original; 4] = [
    &PROPOSAL_2104111,
    &PROPOSAL_2104110,
    &SUGGESTION_1185,
    &PROPOSAL_2104175,
];

impl Original {
    fn bytes(&self) -> Vec<u8> {
        fs::read(repository().join("content/originals").join(self.raw)).unwrap()
    }

    fn text(&self) -> String {
        String::from_utf8(self.bytes()).unwrap()
    }

    /// The letter as it should stand on the page, without white space.
    fn expected(&self) -> String {
        let text = self.text();
        let lines: Vec<&str> = text.lines().collect();
        let in_order = self.lines.iter().cloned().flatten();
        let joined: String = in_order
            .filter_map(|line| lines.get(line - 1))
            .copied()
            .collect();
        let mut letter = squeeze(&joined);
        for (raw, right, times) in self.repairs {
            assert_eq!(letter.matches(raw).count(), *times, "{raw} in {}", self.raw);
            letter = letter.replace(raw, right);
        }
        letter
    }
}

fn pages() -> SiteTest {
    let mut site = SiteTest::repository();
    site.build();
    site
}

#[test]
fn a_letters_text_is_the_originals_and_nothing_else() {
    let site = pages();
    for original in ALL {
        let letter = squeeze(&site.page(original.page).text("article.letter"));
        assert_eq!(letter, original.expected(), "{}", original.page);
    }
}

#[test]
fn no_line_of_an_original_is_left_out_or_used_twice() {
    for original in ALL {
        let mut used: Vec<usize> = original.lines.iter().cloned().flatten().collect();
        used.sort_unstable();
        assert!(
            used.windows(2).all(|pair| pair[0] < pair[1]),
            "{}",
            original.raw
        );
        for (index, line) in original.text().lines().enumerate() {
            let is_used = used.binary_search(&(index + 1)).is_ok();
            assert!(
                is_used || line.trim().is_empty(),
                "{}:{}",
                original.raw,
                index + 1
            );
        }
    }
}

#[test]
fn every_sentence_stands_whole_on_the_page() {
    let site = pages();
    for original in ALL {
        let body = squeeze(&site.page(original.page).text(".letter-body"));
        let expected = original.expected();
        let begin = expected.find(&body[..body.find('：').unwrap()]).unwrap();
        let mut rest = body.as_str();
        let mut sentences = 0;
        for sentence in expected[begin..]
            .split_inclusive('。')
            .filter(|s| s.ends_with('。'))
        {
            let at = rest
                .find(sentence)
                .unwrap_or_else(|| panic!("{sentence} is missing"));
            assert_eq!(at, 0, "something stands before {sentence}");
            rest = &rest[sentence.len()..];
            sentences += 1;
        }
        assert!(sentences > 15, "{}", original.page);
    }
}

#[test]
fn no_mark_of_markdown_is_left() {
    let site = pages();
    for original in ALL {
        let letter = site.page(original.page).text("article.letter");
        for mark in ['*', '#', '`', '\\', '<', '>', '|'] {
            assert!(!letter.contains(mark), "{mark} in {}", original.page);
        }
    }
}

#[test]
fn originals_are_kept_byte_for_byte_and_named_by_their_hash() {
    let site = pages();
    for original in ALL {
        let digest = hex(&sha256(&original.bytes()));
        assert_eq!(site.page(original.page).text(".hash code"), digest);
        let source = original.page.replace(".html", ".md");
        let source = fs::read_to_string(site.path("content").join(source)).unwrap();
        assert!(source.contains(&format!("file: originals/{}", original.raw)));
    }
}

/// What stands around the letters' bodies: marks, head, number and signer, title, contacts.
#[test]
fn head_title_and_contacts_are_as_the_letters_have_them() {
    let site = pages();
    let found: Vec<String> = ALL
        .iter()
        .map(|original| frame(&site.page(original.page)))
        .collect();
    let expected = [
        "A 类 同意公开 | 株洲市科学技术局文件 | 株科办〔2025〕38号 签发人：张俊 | \
         关于株洲市政协十届四次会议第2104111号提案的答复 | \
         承办负责人：李白军 承办人：周南萍 联系电话：0731-28687609",
        "A 类 同意公开 | 株洲市科学技术局文件 | 株科办〔2025〕53号 | \
         关于株洲市政协十届四次会议第2104110号提案的回复 | \
         承办负责人：王擎擎 承办人：沈杰 联系电话：0731-28687649",
        "株洲市科学技术局文件 | 株科办〔2025〕26号 | \
         对株洲市人民代表大会代表第1185号建议的答复 | \
         承办负责人：李白军 承办人：李婉 联系方式：0731-28687612",
        "A 类 同意公开 | 株洲市科学技术局文件 | 株科办〔2025〕56号 | \
         关于株洲市政协十届四次会议第2104175号提案的回复 | \
         承办负责人：王擎擎 承办人：沈杰 联系电话：0731-28687649",
    ];
    assert_eq!(found, expected);
}

fn frame(page: &Page) -> String {
    let parts = [
        ".letter-marks",
        ".letter-issuer",
        ".letter-number",
        ".letter h1",
        ".contacts",
    ];
    let texts: Vec<String> = parts.iter().flat_map(|part| page.texts(part)).collect();
    texts.join(" | ")
}

#[test]
fn facts_that_a_letter_does_not_bear_are_not_invented() {
    let site = pages();
    for original in ALL {
        let page = site.page(original.page);
        assert_eq!(
            page.fact("成文日期").as_deref(),
            Some("原件未载"),
            "{}",
            original.page
        );
        let signer = if original.raw.starts_with("000") {
            "张俊"
        } else {
            "原件未载"
        };
        assert_eq!(
            page.fact("签发人").as_deref(),
            Some(signer),
            "{}",
            original.page
        );
    }
}

#[test]
fn who_is_answered_and_what_the_letter_is_marked_with_are_shown_as_facts() {
    let site = pages();
    let fact = |original: &Original, name| site.page(original.page).fact(name).unwrap();
    let found: Vec<[String; 4]> = ALL
        .iter()
        .map(|original| {
            let page = site.page(original.page);
            let who = page.fact("提案者").or_else(|| page.fact("代表")).unwrap();
            [
                who,
                fact(original, "办理结果"),
                fact(original, "公开属性"),
                fact(original, "届次"),
            ]
        })
        .collect();
    let expected = [
        ["李轶芳", "A类", "公开", "株洲市政协十届四次会议"],
        ["张文", "A类", "公开", "株洲市政协十届四次会议"],
        ["李慧", "未标类别", "原件未标注", "株洲市人大"],
        ["刘永忠", "A类", "公开", "株洲市政协十届四次会议"],
    ];
    assert_eq!(found, expected);
}

#[test]
fn the_page_of_the_unmarked_letter_says_that_it_is_unmarked() {
    let site = pages();
    for original in ALL {
        let notices = site.page(original.page).texts(".notice").join("\n");
        let is_unmarked = original.raw.starts_with("002");
        assert_eq!(
            notices.contains("原件未标注公开属性"),
            is_unmarked,
            "{}",
            original.page
        );
    }
}

#[test]
fn a_token_that_does_not_belong_is_left_and_put_down_for_review() {
    let site = pages();
    let letter = site.page(SUGGESTION_1185.page).text(".letter-body");
    assert!(letter.contains("孵化器etc创新成果转化平台"));
    let source = site.path("content/replies/2025/suggestion-1185.md");
    let source = fs::read_to_string(source).unwrap();
    assert!(source.contains("code: foreign-token, field: body") && source.contains("[等]"));
}

#[test]
fn headings_follow_their_numbers_without_a_gap() {
    let site = pages();
    for original in ALL {
        let page = site.page(original.page);
        let mut above = 1;
        for heading in page.all(".letter h1, .letter h2, .letter h3, .letter h4") {
            let level: usize = heading.value().name()[1..].parse().unwrap();
            assert!(level <= above + 1, "{} skips a level", original.page);
            above = level;
        }
        let chapters: Vec<String> = page.texts(".letter h2");
        for (chapter, number) in chapters.iter().zip(["一、", "二、", "三、", "四、"]) {
            assert!(chapter.starts_with(number), "{chapter}");
        }
        assert!(!chapters.is_empty());
    }
}
