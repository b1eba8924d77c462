//! `fuwen import` and the archive's own letters: their originals import to exactly what stands
//! under `content/replies/`, in whatever form the text comes.

use std::path::Path;
use std::sync::Arc;

use fuwen::diag::SourceFile;
use fuwen::front_matter::{self, Declared as FrontMatter, emit};
use fuwen::import::{Declared, Finding, Imported, decode, import};
use fuwen::model::reply::Origin;
use fuwen::model::{Organisations, Permalink, Reply, Topics};
use fuwen::read::load_settings;
use fuwen::yaml::{Document, Limits};

/// Path of the committed reply and of its original, below `content/`.
const LETTERS: [(&str, &str); 4] = [
    (
        "replies/2025/proposal-2104111.md",
        "originals/000_86bf7859340d778f.txt",
    ),
    (
        "replies/2025/proposal-2104110.md",
        "originals/001_b12818ef67694f81.txt",
    ),
    (
        "replies/2025/suggestion-1185.md",
        "originals/002_0858cf2d0f0a38a1.txt",
    ),
    (
        "replies/2025/proposal-2104175.md",
        "originals/003_89a7cf69621467a1.txt",
    ),
];

struct Site {
    topics: Topics,
    organisations: Organisations,
}

impl Site {
    fn load() -> Self {
        let root = Path::new(env!("CARGO_MANIFEST_DIR"));
        let (settings, _) = load_settings(root).unwrap();
        Self {
            topics: settings.topics,
            organisations: settings.organisations,
        }
    }

    fn import(&self, raw: &[u8]) -> Vec<Finding> {
        let declared = Declared {
            topics: &self.topics,
            organisations: &self.organisations,
        };
        import(&decode(raw).unwrap().text, declared)
    }

    fn one(&self, raw: &[u8]) -> Imported {
        match self.import(raw).pop() {
            Some(Finding::Reply(imported)) => *imported,
            other => panic!("not one letter: {other:?}"),
        }
    }

    fn committed(&self, path: &str) -> (String, Reply) {
        let text = read(path);
        let text = String::from_utf8(text).unwrap();
        let source: Arc<SourceFile> = SourceFile::confidential(path, text.as_str());
        let split = front_matter::split(&source).unwrap();
        let document = Document::parse(&source, split.front_matter, &Limits::default()).unwrap();
        let declared = FrontMatter {
            topics: &self.topics,
            organisations: &self.organisations,
        };
        let origin = Origin {
            path: path.to_owned(),
            digest: [0; 16],
        };
        let (reply, problems) =
            front_matter::parse_reply(&document, origin, Permalink::page("x.html"), declared);
        assert!(problems.is_empty(), "{problems:?}");
        (text, reply.unwrap())
    }
}

fn read(path: &str) -> Vec<u8> {
    std::fs::read(
        Path::new(env!("CARGO_MANIFEST_DIR"))
            .join("content")
            .join(path),
    )
    .unwrap()
}

/// The file that an import makes, with what only a person sets taken over from `committed`.
fn file(mut imported: Imported, committed: &Reply) -> String {
    imported.reply.topics.clone_from(&committed.topics);
    imported.reply.published = committed.published;
    imported.reply.source.clone_from(&committed.source);
    emit(&imported.reply, &imported.body)
}

#[test]
fn originals_import_to_the_committed_files() {
    let site = Site::load();
    for (path, original) in LETTERS {
        let (text, committed) = site.committed(path);
        assert_eq!(file(site.one(&read(original)), &committed), text, "{path}");
    }
}

#[test]
fn the_newspaper_feature_is_refused() {
    let findings = Site::load().import(&read("originals/004_80327b8eb01cd123.txt"));
    let [Finding::Refused(refusal)] = findings.as_slice() else {
        panic!("{findings:?}")
    };
    assert_eq!(refusal.code, "news");
}

#[test]
fn encoding_and_line_ends_make_no_difference() {
    let site = Site::load();
    for (path, original) in LETTERS {
        let (text, committed) = site.committed(path);
        let raw = String::from_utf8(read(original)).unwrap();
        let utf16: Vec<u8> = raw.encode_utf16().flat_map(u16::to_le_bytes).collect();
        let big_endian: Vec<u8> = raw.encode_utf16().flat_map(u16::to_be_bytes).collect();
        let (gb18030, _, _) = encoding_rs::GB18030.encode(&raw);
        let forms = [
            format!("\u{FEFF}{raw}").into_bytes(),
            raw.replace('\n', "\r\n").into_bytes(),
            [b"\xFF\xFE".as_slice(), &utf16].concat(),
            utf16,
            big_endian,
            gb18030.into_owned(),
        ];
        for (index, form) in forms.iter().enumerate() {
            assert_eq!(
                file(site.one(form), &committed),
                text,
                "{path}, form {index}"
            );
        }
    }
}

#[test]
fn wrapped_lines_are_joined() {
    let site = Site::load();
    for (path, original) in LETTERS {
        let (_, committed) = site.committed(path);
        let raw = String::from_utf8(read(original)).unwrap();
        let plain = site.one(raw.as_bytes());
        let wrapped = site.one(wrap(&raw, 38).as_bytes());
        assert_eq!(wrapped.body, plain.body, "{path}");
        // Line numbers differ in a wrapped text, nothing else.
        assert_eq!(wrapped.reply.title, committed.title, "{path}");
        assert_eq!(wrapped.outline, plain.outline, "{path}");
    }
}

fn wrap(text: &str, width: usize) -> String {
    let mut wrapped = String::new();
    for line in text.lines() {
        let chars: Vec<char> = line.chars().collect();
        for piece in chars.chunks(width) {
            wrapped.extend(piece);
            wrapped.push('\n');
        }
        if chars.is_empty() {
            wrapped.push('\n');
        }
    }
    wrapped
}

#[test]
fn a_web_page_around_a_letter_makes_no_difference() {
    let site = Site::load();
    for (path, original) in LETTERS {
        let raw = String::from_utf8(read(original)).unwrap();
        let plain = site.one(raw.as_bytes());
        let page = format!(
            "首页 > 政务公开 > 建议提案办理\n\n索引号：000/2025-00117\n文号：\n发布机构：株洲市科技局\n\
             发布日期：2025-08-01\n浏览次数：117\n字体：【大 中 小】 打印 关闭\n\n{raw}\n\n\
             上一篇：关于第2100001号提案的答复\n下一篇：没有了\n扫一扫在手机打开当前页\n\
             主办单位：某市人民政府办公室 电话：0000-5550000\n网站标识码：4300000000 湘ICP备00000000号\n"
        );
        let framed = site.one(page.as_bytes());
        assert_eq!(framed.body, plain.body, "{path}");
        assert_eq!(
            framed.reply.contacts.phone, plain.reply.contacts.phone,
            "{path}"
        );
        assert_eq!(framed.reply.doc_number, plain.reply.doc_number, "{path}");
        assert_eq!(framed.reply.disclosure, plain.reply.disclosure, "{path}");
    }
}

#[test]
fn shuffled_pages_are_restored_or_doubted() {
    let site = Site::load();
    for (path, original) in LETTERS {
        let raw = String::from_utf8(read(original)).unwrap();
        let plain = site.one(raw.as_bytes());
        let blocks: Vec<&str> = raw.split("\n\n").filter(|b| !b.trim().is_empty()).collect();
        let third = blocks.len() / 3;
        let (first, rest) = blocks.split_at(third);
        let (second, last) = rest.split_at(third);
        let shuffled = [first, last, second].concat().join("\n\n");
        let imported = site.import(shuffled.as_bytes());
        let Some(Finding::Reply(imported)) = imported.into_iter().next() else {
            panic!("{path}: no letter")
        };
        let doubted = imported.reply.review.iter().any(|entry| {
            ["pages-reordered", "numbering", "text-outside"].contains(&entry.code.as_str())
        });
        assert!(
            imported.body == plain.body || doubted,
            "{path}: {}",
            imported.body
        );
    }
}
