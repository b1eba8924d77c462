//! `fuwen check` as people and CI call it: forms, exit codes, exceptions, and what it never says.

use std::path::Path;
use std::process::Command;

use fuwen::diag::Code;
use serde_json::json;

use crate::harness::SiteTest;

const FILE: &str = "content/replies/2025/proposal-117.md";

/// A reply whose issuer is not declared, which is a warning.
fn site(more: &str) -> SiteTest {
    let mut site = SiteTest::new(&[]);
    let facts = "title: 关于第117号提案的答复\ncases: [{kind: proposal, number: \"117\"}]\n\
        session: {body: 甲, term: 乙, year: 2025}\naddressees: [丙]\nissuer: 丁局\ndate: 2025-06-20\n\
        published: 2025-08-01T09:00:00+08:00\ndisclosure: public";
    site.reply("2025/proposal-117", &format!("{facts}\n{more}"));
    site
}

fn check<'a>(site: &'a mut SiteTest, arguments: &[&str]) -> &'a mut SiteTest {
    let all: Vec<&str> = ["check", "--quiet"]
        .iter()
        .chain(arguments)
        .copied()
        .collect();
    site.run(&all)
}

#[test]
fn json_has_the_fields_that_programs_rely_on() {
    let mut site = site("");
    check(&mut site, &["--format", "json"]).exits(0);
    let expected = json!({
        "problems": [{
            "code": "issuer-unknown", "severity": "warning", "path": FILE, "line": 6, "column": 9,
            "message": "the issuer is not declared",
            "help": "declare it in content/organisations.yaml to give it an address of its own",
        }],
        "errors": 0, "warnings": 1,
    });
    assert_eq!(site.json(), expected);
}

#[test]
fn people_get_the_list_and_the_counts_on_standard_output() {
    let mut site = site("");
    check(&mut site, &[]).exits(0);
    for text in [
        "warning[issuer-unknown]",
        "丁局",
        "0 errors, 1 warning, 0 notes",
    ] {
        assert!(site.run.stdout.contains(text), "{}", site.run.stdout);
    }
    assert_eq!(site.run.stderr, "");
}

#[test]
fn warnings_can_be_denied() {
    let mut site = site("");
    check(&mut site, &["--deny", "warnings"]).exits(1);
    site.write("content/organisations.yaml", "- {slug: d, name: 丁局}\n");
    check(&mut site, &["--deny", "warnings"]).exits(0);
    check(&mut site, &["--deny", "everything"]).exits(2);
}

#[test]
fn paths_are_relative_to_where_it_is_run() {
    let site = site("");
    let run = |from: &Path, root: &str| {
        let mut command = Command::new(crate::harness::program());
        let arguments = ["--root", root, "check", "-q", "--format", "github"];
        command.args(arguments).current_dir(from);
        String::from_utf8(command.output().unwrap().stdout).unwrap()
    };
    let root = site.root().canonicalize().unwrap();
    let (above, name) = (root.parent().unwrap(), root.file_name().unwrap());
    let name = name.to_str().unwrap();
    for (from, given, shown) in [
        (root.as_path(), ".", FILE.to_owned()),
        (root.as_path(), root.to_str().unwrap(), FILE.to_owned()),
        (above, name, format!("{name}/{FILE}")),
        (above, &format!("./{name}/"), format!("{name}/{FILE}")),
        (above, root.to_str().unwrap(), format!("{name}/{FILE}")),
        (&root.join("content"), "..", format!("../{FILE}")),
    ] {
        let printed = run(from, given);
        let expected = format!("::warning file={shown},line=6,col=9::");
        assert!(printed.starts_with(&expected), "{given}: {printed}");
    }
}

#[test]
fn a_file_or_a_site_is_excepted_from_a_rule() {
    let mut site = site("allow: [{code: issuer-unknown, reason: 已撤销}]");
    check(&mut site, &["--deny", "warnings"]).exits(0);
    site.build();
    let mut site = self::site("");
    let allow = "title: 甲\nallow:\n  - {code: issuer-unknown, reason: 各局不作登记}\n";
    site.write("content/site.yaml", allow);
    check(&mut site, &["--deny", "warnings"]).exits(0);
    site.build();
}

#[test]
fn an_exception_needs_a_reason_and_a_rule_that_allows_it() {
    for (entry, problem) in [
        ("{code: issuer-unknown}", "key `reason` is missing"),
        (
            "{code: issuer-unknown, reason: ' '}",
            "key `reason` is missing",
        ),
        ("{reason: 甲}", "key `code` is missing"),
        (
            "{code: issuer-unkown, reason: 甲}",
            "did you mean `issuer-unknown`?",
        ),
        ("{code: path-clash, reason: 甲}", "nothing can be excepted"),
        ("issuer-unknown", "expected a map"),
    ] {
        let mut site = site("");
        site.write(
            "content/site.yaml",
            format!("title: 甲\nallow: [{entry}]\n"),
        );
        site.fails(2, problem);
    }
}

#[test]
fn an_error_that_nothing_excepts_stands_whatever_a_file_allows() {
    let mut site = site("allow: [{code: date-invalid, reason: 甲}]");
    site.edit(FILE, "2025-06-20", "2025-06-31");
    check(&mut site, &[]).exits(1);
}

#[test]
fn personal_data_can_be_excepted_for_the_whole_site() {
    let mut site = site("");
    site.write("content/organisations.yaml", "- {slug: d, name: 丁局}\n");
    site.edit(FILE, "现答复如下", "身份证号110101199003077774");
    site.fails(1, "privacy-identity-card");
    let allow = "title: 甲\nallow: [{code: privacy-identity-card, reason: 虚构号码}]\n";
    site.write("content/site.yaml", allow);
    site.build().has(&["replies/2025/proposal-117.html"]);
}

#[test]
fn every_rule_is_explained() {
    let mut site = SiteTest::bare();
    for code in Code::ALL {
        check(&mut site, &["--explain", code.name()]).exits(0);
        assert!(site.run.stdout.starts_with(code.name()));
        assert!(site.run.stdout.contains(code.explanation()));
    }
    check(&mut site, &["--explain", "isuer-unknown"])
        .exits(2)
        .says("did you mean `issuer-unknown`?");
}

#[test]
fn a_letter_that_may_not_be_read_is_never_quoted_to_the_public() {
    // Wrong in every way that check looks for, and each word a sentinel.
    let held = "---\ntitle: 关于第9号提案snt的答复\ncases: [{kind: proposal, number: \"117\", subject: snt}]\n\
        session: {body: snt, year: 2026}\nissuer: snt\ndoc_number: snt〔2024〕9号\ndate: 2025-06-20\n\
        published: 2025-06-01T09:00:00+08:00\nDISCLOSURE\nsource: {file: originals/snt.txt}\n\
        review: [{code: snt-code, field: snt, message: snt, alternatives: [snt]}]\n\
        corrected: [{date: 2020-01-01, note: snt}]\nallow: [{code: snt, reason: snt}]\n---\n\n\
        snt<b>**snt。**snt [snt](snt.md) 13800001234\n\n#snt\n";
    for disclosure in [
        "disclosure: withheld",
        "",
        "disclosure: title",
        "disclosure: public",
    ] {
        let mut site = SiteTest::new(&[(
            "content/replies/2025/proposal-118.md",
            &held.replace(
                "DISCLOSURE\n",
                &format!("{disclosure}\n").replace("\n\n", "\n"),
            ),
        )]);
        for (format, ci) in [("json", ""), ("github", ""), ("human", "true")] {
            site.env("CI", ci);
            check(&mut site, &["--format", format]);
            let printed = format!("{}{}", site.run.stdout, site.run.stderr);
            assert!(
                !printed.contains("snt"),
                "{disclosure:?} {format}: {printed}"
            );
        }
        if disclosure == "disclosure: withheld" {
            assert_eq!(
                site.run.stdout.lines().next(),
                Some("0 errors, 0 warnings, 0 notes")
            );
        }
    }
}

#[test]
fn a_letter_that_may_not_be_read_must_not_stand_in_the_output_or_in_git() {
    let mut site = SiteTest::fixture("small");
    site.build();
    let file = "content/replies/2025/proposal-101.md";
    site.edit(file, "disclosure: public", "disclosure: title");
    check(&mut site, &["--format", "github"]).exits(1);
    let stands =
        "::error file=content/replies/2025/proposal-101.md::only its title may be published";
    assert!(site.run.stdout.contains(stands), "{}", site.run.stdout);
    site.edit(
        "content/articles/about.md",
        "[第101号提案的答复](../replies/2025/proposal-101.md#p2)",
        "下文",
    );
    site.try_build(&[]);
    check(&mut site, &["--format", "github"]).exits(0);

    site.write("content/originals/101.txt", "raw");
    for arguments in [&["init", "--quiet"][..], &["add", "."]] {
        let mut git = Command::new("git");
        let run = git.args(arguments).current_dir(site.root()).status();
        assert!(run.unwrap().success());
    }
    check(&mut site, &["--format", "github"]);
    for said in [
        "proposal-101.md::its letter is held back, and tracked by Git",
        "proposal-101.md::the original of what is held back is tracked by Git",
        "proposal-103.md::held back, and tracked by Git",
        "articles/draft.md::held back, and tracked by Git",
    ] {
        assert!(
            site.run.stdout.contains(said),
            "{said}: {}",
            site.run.stdout
        );
    }
}

#[test]
fn without_records_the_page_itself_tells_whether_a_letter_stands_in_the_output() {
    let mut site = SiteTest::fixture("small");
    site.edit(
        "content/site.yaml",
        "home_bodies",
        "outputs: {data: false}\nhome_bodies",
    );
    site.build();
    let file = "content/replies/2025/proposal-101.md";
    site.edit(file, "disclosure: public", "disclosure: title");
    let link = "[第101号提案的答复](../replies/2025/proposal-101.md#p2)";
    site.edit("content/articles/about.md", link, "下文");
    check(&mut site, &["--format", "github"]).exits(1);
    let stands =
        "proposal-101.md::its letter is held back, and stands in replies/2025/proposal-101.html";
    assert!(site.run.stdout.contains(stands), "{}", site.run.stdout);
    site.try_build(&[]);
    check(&mut site, &[]).exits(0);
}

/// As a build leaves it that was killed between the files of one reply.
#[test]
fn a_letter_behind_the_record_of_a_notice_is_found() {
    let mut site = SiteTest::fixture("small");
    site.build();
    let page = "public/replies/2025/proposal-101.html";
    let letter = site.source(page);
    let file = "content/replies/2025/proposal-101.md";
    site.edit(file, "disclosure: public", "disclosure: title");
    let link = "[第101号提案的答复](../replies/2025/proposal-101.md#p2)";
    site.edit("content/articles/about.md", link, "下文");
    site.try_build(&[]).exits(0);
    check(&mut site, &[]).exits(0);
    site.write(page, letter);
    check(&mut site, &["--format", "github"]).exits(1);
    let stands =
        "proposal-101.md::its letter is held back, and stands in replies/2025/proposal-101.html";
    assert!(site.run.stdout.contains(stands), "{}", site.run.stdout);
}

#[test]
fn where_git_does_not_tell_what_it_tracks_the_clerk_is_told() {
    let mut site = SiteTest::bare();
    std::fs::create_dir(site.path(".git")).unwrap();
    let untold = "whether Git tracks what is held back is not known";
    for (disclosure, is_told) in [("public", false), ("withheld", true)] {
        let facts = "cases: [{kind: proposal}]\nissuer: 甲\ndisclosure: ";
        site.reply("2025/a", &format!("{facts}{disclosure}"));
        check(&mut site, &["--format", "github"]);
        assert_eq!(
            site.run.stdout.contains(untold),
            is_told,
            "{}",
            site.run.stdout
        );
    }
}
