//! The report as a person reads it.

use super::*;
use crate::import::{Block, Repair};
use crate::model::reply::{AsWritten, Contacts, Origin, ReviewEntry, SourceRef};
use crate::model::{CaseRef, Disclosure, Kind, Permalink, Reply, Role, Session};

fn imported(message: &str) -> Imported {
    let reply = Reply {
        origin: Origin {
            path: String::new(),
            digest: [0; 16],
        },
        permalink: Permalink::page(""),
        title: Some("关于<b>的答复".to_owned()),
        cases: vec![CaseRef {
            kind: Kind::Proposal,
            number: Some("7".to_owned()),
            subject: None,
        }],
        session: Session::default(),
        addressees: vec!["王示例".to_owned()],
        issuer: "某局".to_owned(),
        co_issuers: vec![],
        doc_number: None,
        signer: None,
        date: None,
        published: None,
        outcome: None,
        disclosure: Disclosure::Unstated,
        topics: vec![],
        contacts: Contacts::default(),
        as_written: AsWritten::default(),
        source: SourceRef::default(),
        review: vec![ReviewEntry {
            code: "foreign-token".to_owned(),
            field: "body".to_owned(),
            line: Some(4),
            message: Some(message.to_owned()),
            alternatives: vec!["等".to_owned()],
        }],
        role: Role::Reply,
        summary: None,
        index_number: None,
        keywords: vec![],
        attachments: vec![],
        cc: vec![],
        aliases: vec![],
        corrected: vec![],
        allow: vec![],
    };
    Imported {
        reply,
        body: "王示例委员：\n\n清单20项。".to_owned(),
        outline: vec![],
        repairs: vec![Repair {
            rule: "space",
            count: 2,
        }],
        proposed_topics: vec![],
        blocks: vec![
            Block {
                markdown: "王示例委员：".to_owned(),
                raw_lines: (3, 3),
            },
            Block {
                markdown: "清单20项。".to_owned(),
                raw_lines: (4, 4),
            },
        ],
        taken_from: vec![("title", 1), ("addressees", 3)],
        outside: vec![],
    }
}

#[test]
fn the_page_shows_what_changed_and_escapes_everything() {
    let imported = imported("见“<etc>”");
    let refusal = Refusal {
        code: "news",
        message: "是新闻".to_owned(),
        title: None,
    };
    let raw = "关于<b>的答复\n\n王示例委员：\n清单 20 项。\n\u{202E}页脚\n";
    let html = render(&[
        Entry {
            file: "a<.txt",
            raw,
            what: What::Reply(&imported),
            went: "已写入",
        },
        Entry {
            file: "b.txt",
            raw: "",
            what: What::Refused(&refusal),
            went: "",
        },
    ]);
    for expected in [
        "复文1件，待核1处，机械整理2处；未收1件",
        "a&lt;.txt",
        "<td>清单<del> </del>20<del> </del>项。<td>清单20项。<p class=\"note\">",
        "<tr class=\"out\"><th>1<td>关于&lt;b&gt;的答复<td>→ 标题",
        "关于&lt;b&gt;的答复<td>第1行\n",
        "\u{FFFD}页脚",
        "<td>b.txt<td><td>是新闻 <code>news</code>",
        "备选：等",
        "排版空格2处",
    ] {
        assert!(html.contains(expected), "{expected}\n{html}");
    }
    assert!(!html.contains("<b>") && !html.contains("<etc>") && !html.contains('\u{202E}'));
}

#[test]
fn large_batches_only_count_what_is_the_same() {
    let imported = imported("清单20项。");
    let raw = "关于某事的答复\n\n王示例委员：\n清单20项。\n";
    let entry = Entry {
        file: "a.txt",
        raw,
        what: What::Reply(&imported),
        went: "已写入",
    };
    let (few, many) = (render(&[entry; 2]), render(&[entry; 101]));
    let is_shown = |html: &str| html.contains("class=same>清单20项。");
    assert!(is_shown(&few) && !few.contains("只记行号"), "{few}");
    assert!(many.contains("<td colspan=2 class=same>相同") && many.contains("只记行号"));
}
