//! Where imported letters go, on real folders.

use std::path::Path;

use super::shelf::Shelf;
use super::*;
use crate::front_matter::emit;
use crate::model::reply::{AsWritten, Contacts, Origin, SourceRef};
use crate::model::{CaseRef, Disclosure, Kind, Permalink, Reply, Role, Session};

fn letter(issuer: &str, number: Option<&str>, doc_number: Option<&str>) -> Imported {
    let reply = Reply {
        origin: Origin {
            path: String::new(),
            digest: [0; 16],
        },
        permalink: Permalink::page(""),
        title: None,
        cases: vec![CaseRef {
            kind: Kind::Proposal,
            number: number.map(str::to_owned),
            subject: None,
        }],
        session: Session {
            body: Some("某市政协".to_owned()),
            term: None,
            year: Some(2025),
        },
        addressees: vec![],
        issuer: issuer.to_owned(),
        co_issuers: vec![],
        doc_number: doc_number.map(str::to_owned),
        signer: None,
        date: None,
        published: None,
        outcome: None,
        disclosure: Disclosure::Unstated,
        topics: vec![],
        contacts: Contacts::default(),
        as_written: AsWritten::default(),
        source: SourceRef::default(),
        review: vec![],
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
        body: "王示例委员：\n\n收悉。".to_owned(),
        outline: vec![],
        repairs: vec![],
        proposed_topics: vec![],
        blocks: vec![],
        taken_from: vec![],
        outside: vec![],
    }
}

fn recognised(file: &str, bytes: &str, letters: Vec<Imported>) -> Recognised {
    let new = |imported| Found::New(What::Reply(Box::new(imported)));
    Recognised {
        file: RawFile {
            path: file.into(),
            shown: file.to_owned(),
            trouble: None,
        },
        bytes: bytes.into(),
        sha256: fs::hex(&fs::sha256(bytes.as_bytes())),
        raw: None,
        found: letters.into_iter().map(new).collect(),
    }
}

/// One run: each letter's path and state.
fn place(root: &Path, dry_run: bool, files: Vec<Recognised>) -> Vec<(String, State)> {
    let (settings, _) = load_settings(root).unwrap();
    let mut shelf = Shelf::open(root, &settings, dry_run);
    let items: Vec<Item> = files
        .into_iter()
        .flat_map(|file| shelf.place(file))
        .collect();
    assert!(shelf.problems.is_empty(), "{:?}", shelf.problems);
    let placed = items.into_iter().map(|item| item.placed.unwrap());
    placed.map(|placed| (placed.path, placed.state)).collect()
}

fn site() -> tempfile::TempDir {
    let root = tempfile::tempdir().unwrap();
    fs::write_atomic(&root.path().join("content/site.yaml"), b"title: x\n").unwrap();
    root
}

fn text(root: &Path, path: &str) -> String {
    String::from_utf8(fs::read(&root.join(path)).unwrap()).unwrap()
}

const PLACE: &str = "content/replies/2025/proposal-117.md";

#[test]
fn an_edited_file_is_never_overwritten() {
    let site = site();
    let root = site.path();
    let run = |bytes, dry| {
        let letters = vec![letter("某局", Some("117"), Some("某办〔2025〕3号"))];
        place(root, dry, vec![recognised("in/信.txt", bytes, letters)]).remove(0)
    };
    assert_eq!(run("一", true), (PLACE.to_owned(), State::New));
    assert!(
        !fs::exists(&root.join("content/replies")) && !fs::exists(&root.join("content/originals"))
    );
    assert_eq!(run("一", false).1, State::New);
    assert_eq!(text(root, "content/originals/xin.txt"), "一");
    assert_eq!(run("一", false).1, State::Unchanged);
    assert_eq!(run("二", false), (PLACE.to_owned(), State::Replaced));
    assert!(
        text(root, PLACE).contains("file: originals/xin-"),
        "the first original stays"
    );
    let edited = text(root, PLACE).replace("收悉", "已收悉");
    fs::write_atomic(&root.join(PLACE), edited.as_bytes()).unwrap();
    let aside = ".fuwen/import/replies/2025/proposal-117.md".to_owned();
    assert_eq!(
        run("二", false),
        (aside.clone(), State::Aside(PLACE.to_owned()))
    );
    assert_eq!(text(root, PLACE), edited);
    assert!(text(root, &aside).contains("\n收悉"));
}

#[test]
fn a_letter_is_found_again_where_somebody_moved_it() {
    let site = site();
    let root = site.path();
    let files = || {
        vec![recognised(
            "a.txt",
            "一",
            vec![letter("某局", None, Some("某办〔2025〕3号"))],
        )]
    };
    let (path, _) = place(root, false, files()).remove(0);
    assert_eq!(path, "content/replies/2025/proposal-mouban-2025-3hao.md");
    let moved = "content/replies/2025/proposal-9.md";
    fs::write_atomic(&root.join(moved), text(root, &path).as_bytes()).unwrap();
    fs::remove_file(&root.join(&path)).unwrap();
    assert_eq!(
        place(root, false, files()),
        [(moved.to_owned(), State::Unchanged)]
    );
}

#[test]
fn letters_that_claim_one_path_get_one_each() {
    let site = site();
    let root = site.path();
    let other_body = || {
        let mut other = letter("某局", Some("117"), None);
        other.reply.session.body = Some("邻市政协".to_owned());
        other
    };
    let files = || {
        vec![
            recognised(
                "a.txt",
                "一",
                vec![letter("某局", Some("117"), Some("某办〔2025〕3号"))],
            ),
            recognised(
                "b.txt",
                "二",
                vec![letter("某局", Some("117"), Some("某办〔2025〕4号"))],
            ),
            recognised("c.txt", "三", vec![letter("邻局", Some("117"), None)]),
            recognised("d.txt", "四", vec![other_body()]),
            recognised(
                "e.txt",
                "五",
                vec![letter("某局", None, None), letter("某局", None, None)],
            ),
            recognised(
                "f.txt",
                "六",
                vec![letter("某局", Some("117"), Some("某办[2025]3号"))],
            ),
            recognised("g.txt", "三", vec![letter("邻局", Some("117"), None)]),
        ]
    };
    let placed = place(root, false, files());
    let names: Vec<&str> = placed
        .iter()
        .map(|(path, _)| path.rsplit('/').next().unwrap_or_default())
        .map(|name| name.trim_end_matches(".md"))
        .collect();
    let hex = |text: &str| fs::hex(&fs::sha256(text.as_bytes()))[..8].to_owned();
    assert_eq!(names[0], "proposal-117");
    assert_eq!(names[1], format!("proposal-117-{}", hex("二")));
    assert_eq!(names[2], format!("proposal-117-linju-{}", hex("邻局")));
    assert_eq!(
        names[3],
        format!("proposal-117-linshizhengxie-{}", hex("邻市政协"))
    );
    assert_eq!(names[4], format!("proposal-{}", hex("五")));
    assert_ne!(names[4], names[5]);
    assert_eq!(
        placed[6],
        (placed[0].0.clone(), State::SameAs("a.txt".to_owned()))
    );
    assert_eq!(
        placed[7],
        (placed[2].0.clone(), State::SameAs("c.txt".to_owned()))
    );
    let again = place(root, false, files());
    for ((before, after), is_twin) in placed
        .iter()
        .zip(&again)
        .zip([false; 6].into_iter().chain([true; 2]))
    {
        assert_eq!(before.0, after.0);
        assert!(is_twin || after.1 == State::Unchanged, "{after:?}");
    }
}

#[test]
fn what_import_wrote_is_known_for_what_it_is() {
    let site = site();
    let (settings, _) = load_settings(site.path()).unwrap();
    let imported = letter("某局", Some("117"), None);
    let text = emit(&imported.reply, "## 一、题\n\n正文");
    let own = own::read(&text, "a.md", false, &settings);
    let Some(Found::Own(What::Reply(read))) = own else {
        panic!("{own:?}")
    };
    assert_eq!(
        (read.outline[0].level, read.outline[0].text.as_str()),
        (2, "一、题")
    );
    assert_eq!(emit(&read.reply, &read.body), text);
    let broken = own::read(&text.replace("issuer", "isuer"), "a.md", false, &settings);
    assert!(matches!(broken, Some(Found::New(What::Refused(_)))));
    assert!(own::read("---\n一页\n---\n二页", "a.txt", false, &settings).is_none());
}
