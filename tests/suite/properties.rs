//! What holds for every input: the reader never panics, the same site gives the same bytes, and an
//! incremental build equals a clean one.

use std::path::{Path, PathBuf};

use fuwen::build::{NoProgress, Options, build};
use fuwen::diag::{Audience, Diagnostics, SourceFile, github, human, json};
use fuwen::front_matter::{Declared, parse_article, parse_reply, split};
use fuwen::model::reply::Origin;
use fuwen::model::{Organisations, Permalink, Topics};
use fuwen::yaml::{Document, Limits};
use proptest::collection::vec;
use proptest::prelude::*;

use crate::harness::{SiteTest, Tree, assert_same, tree};

/// Pieces of which YAML-like text is made.
const PIECES: [&str; 44] = [
    "---\n",
    "\n",
    "  ",
    "\t",
    ": ",
    "- ",
    "[",
    "]",
    "{",
    "}",
    ",",
    "\"",
    "'",
    "|\n",
    ">\n",
    "&a ",
    "*a ",
    "!!str ",
    "? ",
    "# ",
    "~",
    "true",
    "0x1F",
    "2025-06-20",
    "title",
    "cases",
    "kind: proposal",
    "number",
    "issuer: 甲\n",
    "disclosure: ",
    "public",
    "公开属性",
    "topics",
    "review",
    "session",
    "year: 2025\n",
    "aliases",
    "\r\n",
    "\u{FEFF}",
    "\u{2028}",
    "\0",
    "\\",
    "%",
    "全角：",
];

/// Reads a file as the program does, and shows what is wrong on every face.
pub(crate) fn read(text: &str) {
    let source = SourceFile::confidential("content/replies/a.md", text);
    let mut problems = Diagnostics::new();
    match split(&source)
        .and_then(|parts| Document::parse(&source, parts.front_matter, &Limits::default()))
    {
        Err(problem) => problems.push(problem),
        Ok(document) => {
            let origin = || Origin {
                path: "content/replies/a.md".to_owned(),
                digest: [0; 16],
            };
            let permalink = || Permalink::page("replies/a.html");
            let (topics, organisations) = (Topics::default(), Organisations::default());
            let declared = Declared {
                topics: &topics,
                organisations: &organisations,
            };
            problems.extend(parse_reply(&document, origin(), permalink(), declared).1);
            problems.extend(parse_article(&document, origin(), permalink()).1);
        }
    }
    for audience in [Audience::Clerk, Audience::Public] {
        for width in [None, Some(20), Some(1)] {
            let options = human::Options {
                audience,
                color: true,
                width,
                prefix: String::new(),
            };
            human::render(&problems, &options);
        }
    }
    github::render(&problems, "");
    json::report(&problems, "");
}

proptest! {
    #![proptest_config(crate::fuzz::times(1500))]

    #[test]
    fn any_bytes_can_be_read(bytes in vec(any::<u8>(), 0..200)) {
        let text = String::from_utf8_lossy(&bytes);
        read(&text);
        read(&format!("---\n{text}\n---\n"));
    }

    #[test]
    fn any_text_like_front_matter_can_be_read(pieces in vec(0..PIECES.len(), 0..40)) {
        let text: String = pieces.into_iter().map(|piece| PIECES[piece]).collect();
        read(&text);
        read(&format!("---\n{text}\n---\n"));
    }
}

/// One change of a site.
#[derive(Clone, Debug)]
enum Edit {
    Reply(usize, Draft),
    Remove(usize),
    Rename(usize, usize),
    Settings(u8),
    Declared(u8),
}

/// A reply by the choices that were made for it.
#[derive(Clone, Debug)]
struct Draft {
    disclosure: usize,
    case: u8,
    issuer: usize,
    topic: bool,
    member: u8,
    body: u8,
    alias: bool,
}

const DISCLOSURES: [&str; 6] = [
    "public",
    "summary",
    "title",
    "withheld",
    "on_request",
    "unstated",
];
const ISSUERS: [&str; 3] = ["甲局", "甲", "乙局"];
/// How many different files a random site may have.
const FILES: usize = 6;

fn draft() -> impl Strategy<Value = Draft> {
    let choices = (
        0..DISCLOSURES.len(),
        0..4_u8,
        0..ISSUERS.len(),
        any::<bool>(),
        0..3_u8,
        0..4_u8,
        any::<bool>(),
    );
    choices.prop_map(
        |(disclosure, case, issuer, topic, member, body, alias)| Draft {
            disclosure,
            case,
            issuer,
            topic,
            member,
            body,
            alias,
        },
    )
}

fn edit() -> impl Strategy<Value = Edit> {
    prop_oneof![
        6 => (0..FILES, draft()).prop_map(|(file, draft)| Edit::Reply(file, draft)),
        2 => (0..FILES).prop_map(Edit::Remove),
        1 => (0..FILES, 0..FILES).prop_map(|(from, to)| Edit::Rename(from, to)),
        1 => (0..4_u8).prop_map(Edit::Settings),
        1 => (0..3_u8).prop_map(Edit::Declared),
    ]
}

fn file(number: usize) -> String {
    format!("content/replies/{}/reply-{number}.md", 2024 + number % 2)
}

impl Draft {
    fn text(&self, file: usize) -> String {
        let alias = if self.alias {
            format!("aliases: [old/{file}.html]\n")
        } else {
            String::new()
        };
        let topics = if self.topic { "topics: [t]\n" } else { "" };
        format!(
            "---\ntitle: 标题{}\ncases: [{{kind: proposal, number: \"{}\"}}]\nsession: {{body: 甲市政协, year: {}}}\n\
             addressees: [委员{}]\nissuer: {}\ndisclosure: {}\nsummary: 摘要\n{topics}{alias}---\n\n## 一、正文{}\n\n段落。\n",
            self.body,
            self.case,
            2024 + file % 2,
            self.member,
            ISSUERS[self.issuer],
            DISCLOSURES[self.disclosure],
            self.body,
        )
    }
}

impl Edit {
    fn apply(&self, site: &mut SiteTest) {
        match self {
            Self::Reply(number, draft) => drop(site.write(&file(*number), draft.text(*number))),
            Self::Remove(number) => drop(std::fs::remove_file(site.path(&file(*number)))),
            Self::Rename(from, to) => {
                if let Ok(text) = std::fs::read_to_string(site.path(&file(*from))) {
                    let moved =
                        text.replace(&format!("old/{from}.html"), &format!("old/{to}.html"));
                    site.remove(&file(*from)).write(&file(*to), moved);
                }
            }
            Self::Settings(choice) => {
                let more = [
                    "",
                    "base_url: https://example.org/\n",
                    "disclosure: {unstated: publish}\n",
                    "language: en\n",
                ];
                let settings = format!("title: 档案{choice}\n{}", more[usize::from(*choice)]);
                site.write("content/site.yaml", settings);
            }
            Self::Declared(choice) => {
                let name = ["主题", "改名的主题", "又改名的主题"][usize::from(*choice)];
                site.write(
                    "content/topics.yaml",
                    format!("- {{slug: t, name: {name}}}\n"),
                );
            }
        }
    }
}

/// Builds within the process and gives what stands in the folder.
fn built(root: &Path, output: &str) -> Tree {
    let folder: PathBuf = root.join(output);
    let options = Options {
        root: root.to_owned(),
        output: Some(folder.clone()),
        base_url: None,
        keep_going: false,
        preview: false,
        revision: None,
    };
    if let Err(failure) = build(&options, &NoProgress) {
        panic!("{:?}", failure.problems);
    }
    tree(&folder)
}

fn archive() -> SiteTest {
    let mut site = SiteTest::new(&[("content/topics.yaml", "- {slug: t, name: 主题}\n")]);
    site.write(
        "content/organisations.yaml",
        "- {slug: jia, name: 甲局, aliases: [甲]}\n",
    );
    site
}

proptest! {
    #![proptest_config(crate::fuzz::times(16))]

    #[test]
    fn incremental_builds_equal_clean_ones(rounds in vec(vec(edit(), 1..5), 1..5)) {
        let mut site = archive();
        for (number, round) in rounds.iter().enumerate() {
            round.iter().for_each(|edit| edit.apply(&mut site));
            let incremental = built(site.root(), "public");
            assert_same(&built(site.root(), &format!("clean-{number}")), &incremental);
            assert_same(&incremental, &built(site.root(), "public"));
        }
    }

    #[test]
    fn held_replies_of_any_archive_change_no_byte(drafts in vec(draft(), 1..FILES)) {
        let (mut with, mut without) = (archive(), archive());
        for (number, draft) in drafts.iter().enumerate() {
            with.write(&file(number), draft.text(number));
            if ["public", "summary", "title"].contains(&DISCLOSURES[draft.disclosure]) {
                without.write(&file(number), draft.text(number));
            }
        }
        assert_same(&built(with.root(), "public"), &built(without.root(), "public"));
    }
}
