//! Messages about documents that are not cleared: the clerk sees the line, nobody else does.

use crate::harness::SiteTest;

const FILE: &str = "content/replies/2025/secret.md";

/// A held reply that is wrong in every way that a message could quote.
const WRONG: &str = "---\n\
    title: sntTitle\n\
    sntKey: sntValue\n\
    titel: sntTypo\n\
    cases: [{kind: sntKind, number: sntNumber, sntCaseKey: 1}, sntCase, {number: sntNoKind}]\n\
    session: {body: [sntBody], year: sntYear}\n\
    addressees: sntAddressee\n\
    issuer: sntIssuer\n\
    date: sntDate\n\
    published: sntPublished\n\
    outcome: sntOutcome\n\
    disclosure: withheld\n\
    公开属性: sntDisclosure\n\
    topics: [sntTopic, [sntNested]]\n\
    contacts: {lead: {sntLead: 1}, sntContactKey: 2}\n\
    source: {sha256: sntHash}\n\
    role: sntRole\n\
    aliases: [/sntAlias, sntAlias.html, 'snt\\alias.html', {snt: 1}]\n\
    review: [{code: sntCode, line: sntLine}]\n\
    corrected: [{date: sntCorrected, note: sntNote}]\n\
    allow: [sntAllow]\n\
    ---\n\nsntBody [sntLink](sntLink.md) [sntBad](javascript:sntScript)\n";

/// Front matter that cannot be read at all.
const UNREADABLE: [&str; 14] = [
    "title: \"sntOpen\nissuer: sntIssuer",
    "title: 'sntOpen",
    "title: sntA: sntB",
    "title: *sntAnchor",
    "title: !sntTag sntValue",
    "title: !!python/sntTag sntValue",
    "\ttitle: sntTab",
    "title: [sntList",
    "title: {sntMap: ",
    "title: sntA\n  issuer: sntB\n issuer: sntC",
    "- sntItem\ntitle: sntTitle",
    "sntText",
    "title: \"sntEscape\\q\"",
    "title: sntTitle\n... sntEnd",
];

fn site(text: &str) -> SiteTest {
    let mut site = SiteTest::new(&[("content/topics.yaml", "- {slug: snttopics, name: 甲}\n")]);
    site.write(FILE, text);
    site
}

/// No word of the document stands in what a run printed.
fn assert_silent(site: &SiteTest, what: &str) {
    let printed = format!("{}{}", site.run.stdout, site.run.stderr);
    let words: Vec<&str> = printed
        .split_whitespace()
        .filter(|word| word.to_lowercase().contains("snt"))
        .collect();
    assert!(words.is_empty(), "{what}: {words:?} in\n{printed}");
}

#[test]
fn the_clerk_sees_what_is_wrong() {
    let mut site = site(WRONG);
    site.fails(1, FILE);
    for word in [
        "sntKey",
        "sntTypo",
        "sntKind",
        "sntDate",
        "sntOutcome",
        "sntDisclosure",
        "sntTopic",
    ] {
        site.says(word);
    }
}

#[test]
fn a_log_of_ci_sees_where_something_is_wrong_and_not_what_is_there() {
    for value in ["true", "1", "github"] {
        let mut site = site(WRONG);
        site.env("CI", value).fails(1, &format!("{FILE}:3:1"));
        assert_silent(&site, value);
    }
}

#[test]
fn a_program_sees_where_something_is_wrong_and_not_what_is_there() {
    let mut site = site(WRONG);
    site.run(&["build", "--format", "json"]).exits(1).says(FILE);
    assert_silent(&site, "--format json");
}

#[test]
fn front_matter_that_cannot_be_read_is_not_quoted() {
    for yaml in UNREADABLE {
        let mut site = site(&format!("---\n{yaml}\n---\n\nsntBody\n"));
        site.env("CI", "true").try_build(&[]).exits(1).says(FILE);
        assert_silent(&site, yaml);
    }
    for text in ["sntNoFrontMatter\n", "---\ntitle: sntUnclosed\n\nsntBody\n"] {
        let mut site = site(text);
        site.env("CI", "true").try_build(&[]).exits(1).says(FILE);
        assert_silent(&site, text);
    }
}

#[test]
fn a_good_build_says_nothing_of_held_documents() {
    let held = "---\ntitle: sntTitle\ncases: [{kind: proposal, number: \"1\"}]\nissuer: 甲\n\
        disclosure: withheld\naliases: [index.html]\n---\n\n[sntLink](sntLink.md)\n";
    for arguments in [&[] as &[&str], &["--format", "json"], &["--quiet"]] {
        let mut site = site(held);
        let organisations = "- {slug: jia, name: 甲}\n";
        site.write("content/organisations.yaml", organisations);
        let all: Vec<&str> = ["build"].iter().chain(arguments).copied().collect();
        site.run(&all).exits(0);
        assert_silent(&site, "a good build");
        assert!(!site.run.stderr.contains("secret"), "{}", site.run.stderr);
    }
}

#[test]
fn a_held_reply_gives_no_warning() {
    let held = "---\ncases: [{kind: proposal}]\nissuer: sntIssuer\ndisclosure: withheld\n---\n";
    let mut site = site(held);
    site.build();
    assert_silent(&site, "a warning");
}

#[test]
fn settings_are_no_secret_and_are_quoted_everywhere() {
    let mut site = SiteTest::new(&[("content/site.yaml", "title: 甲\ntiteln: 乙\n")]);
    site.env("CI", "true")
        .try_build(&[])
        .exits(2)
        .says("titeln: 乙")
        .says("did you mean");
}

#[test]
fn control_characters_of_a_document_do_not_reach_the_terminal() {
    let mut site = site("---\ntitel: \"a\u{202E}b\"\n甲\u{200B}: 1\n---\n");
    site.try_build(&[]).exits(1);
    for hidden in ['\u{1b}', '\u{202E}', '\u{200B}'] {
        assert!(!site.run.stderr.contains(hidden), "{hidden:?}");
    }
}
