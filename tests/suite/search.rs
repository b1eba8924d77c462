//! The index of full-text search: its files, what they hold, and what a change does to them.

use std::collections::{BTreeMap, BTreeSet};

use fuwen::text::fold::fold_into;
use serde_json::Value;

use crate::harness::{SiteTest, Tree, assert_same, repository};

const ORGANISATIONS: (&str, &str) = (
    "content/organisations.yaml",
    "- {slug: own, name: 示例局}\n- {slug: other, name: 会办局}\n",
);

/// A letter of a made-up site.
fn letter(number: usize, more: &str) -> String {
    format!(
        "---\ntitle: 关于第{number}号提案的答复\n\
         cases: [{{kind: proposal, number: \"{number}\", subject: 事项{number}}}]\n\
         session: {{body: 示例市政协, year: 2025}}\nissuer: 示例局\n\
         doc_number: 示办〔2025〕{number}号\ndisclosure: public\n---\n\n王示例委员：\n\n{more}\n"
    )
}

fn site_of(letters: usize) -> SiteTest {
    let mut site = SiteTest::new(&[ORGANISATIONS]);
    for number in 1..=letters {
        let text = letter(number, &format!("第{number}件已办理。\n\n正文说明。"));
        site.write(&format!("content/replies/2025/proposal-{number}.md"), text);
    }
    site
}

/// The files of the index.
fn index(site: &SiteTest) -> Tree {
    let mut output = site.output();
    output.retain(|path, _| path.starts_with("search"));
    output
}

/// The texts that are searchable of a reply.
fn texts(site: &SiteTest, reply: &str) -> Vec<String> {
    let script = site.text(&format!("search/text/{reply}.js"));
    let lines: Vec<&str> = script.trim_end().lines().skip(1).collect();
    let zone = |line: &&str| serde_json::from_str::<String>(&line[..line.len() - 1]).unwrap();
    let zones: Vec<String> = lines.iter().map(zone).collect();
    zones
        .iter()
        .flat_map(|zone| zone.lines())
        .map(str::to_owned)
        .collect()
}

#[test]
fn texts_fold_to_the_symbols_that_browsers_make() {
    let file = std::fs::read(repository().join("tests/search/vectors.json")).unwrap();
    let vectors: Value = serde_json::from_slice(&file).unwrap();
    for vector in vectors.as_array().unwrap() {
        let mut symbols = Vec::new();
        fold_into(vector["text"].as_str().unwrap(), &mut symbols);
        let symbols = String::from_utf16(&symbols).unwrap().replace('\0', " ");
        assert_eq!(symbols, vector["symbols"].as_str().unwrap(), "{vector}");
    }
}

#[test]
fn everything_that_the_design_names_is_searchable() {
    let mut site = SiteTest::new(&[
        ORGANISATIONS,
        (
            "content/replies/2025/proposal-1.md",
            "---\ntitle: 题名\ncases: [{kind: proposal, number: \"117\", subject: 案由}]\n\
         session: {body: 示例市政协, term: 一届一次会议, year: 2025}\naddressees: [王示例]\n\
         issuer: 示例局\nco_issuers: [会办局]\ndoc_number: 示办〔2025〕38号\nsigner: 赵示例\n\
         contacts: {lead: 钱示例, handler: 孙示例, phone: 0123-5550000}\n\
         disclosure: public\n---\n\n王示例委员：\n\n## 一、标题\n\n**正\n文**说明。\n",
        ),
    ]);
    site.build();
    let found = texts(&site, "replies/2025/proposal-1");
    let wanted = [
        "题名",
        "案由",
        "117",
        "示办〔2025〕38号",
        "王示例",
        "示例局",
        "会办局",
        "示例市政协一届一次会议",
        "赵示例",
        "钱示例",
        "孙示例",
        "一、标题",
        "王示例委员：",
        "正文说明。",
    ];
    assert_eq!(found, wanted);
}

#[test]
fn a_notice_is_found_by_what_its_level_shows() {
    let mut site = SiteTest::new(&[ORGANISATIONS]);
    let facts = "title: 题名\ncases: [{kind: proposal, number: \"1\"}]\nissuer: 示例局\n\
                 doc_number: 示办〔2025〕1号\nsigner: 赵示例\nsummary: 摘要在此。\n";
    site.reply("2025/proposal-1", &format!("{facts}disclosure: summary"));
    let facts = facts.replace('1', "2");
    site.reply("2025/proposal-2", &format!("{facts}disclosure: title"));
    site.build();
    let summary = ["题名", "1", "示办〔2025〕1号", "示例局", "摘要在此。"];
    assert_eq!(texts(&site, "replies/2025/proposal-1"), summary);
    assert_eq!(
        texts(&site, "replies/2025/proposal-2"),
        ["题名", "2", "示例局"]
    );
}

#[test]
fn letters_are_searchable_whatever_else_a_site_has() {
    let mut site = site_of(1);
    for outputs in [
        "{data: false}",
        "{data: false, feeds: false}",
        "{feeds: false}",
    ] {
        site.write(
            "content/site.yaml",
            format!("title: 示例档案\noutputs: {outputs}\n"),
        );
        site.build();
        let found = texts(&site, "replies/2025/proposal-1");
        assert!(found.contains(&"正文说明。".to_owned()), "{outputs}");
    }
}

#[test]
fn held_back_replies_leave_the_same_index_byte_for_byte() {
    let mut site = site_of(12);
    // Its kind, year, bureau and class are those of no other.
    let held = letter(99, "机密内容不得检出。")
        .replace("public", "withheld\noutcome: C")
        .replace("kind: proposal", "kind: suggestion")
        .replace("2025", "2031")
        .replace("issuer: 示例局", "issuer: 会办局");
    site.write("content/replies/2031/suggestion-99.md", held);
    site.build();
    let with = index(&site);
    let kinds = [
        "p0-0",
        "s0",
        "facets",
        "facets-more",
        "names-0",
        "numbers-0",
        "order",
        "text/replies/2025/proposal-7",
    ];
    for kind in kinds {
        assert!(with.contains_key(&format!("search/{kind}.js")), "{kind}");
    }
    site.remove("content/replies/2031/suggestion-99.md")
        .remove("public/manifest-sha256.txt");
    std::fs::remove_dir_all(site.path("public")).unwrap();
    site.build();
    assert_same(&with, &index(&site));
    let all: Vec<u8> = with.into_values().flatten().collect();
    assert!(!String::from_utf8_lossy(&all).contains("机密"));
}

#[test]
fn without_search_no_page_asks_for_it_and_no_file_is_left() {
    let mut site = site_of(3);
    site.build();
    assert!(index(&site).len() > 8);
    site.write(
        "content/site.yaml",
        "title: 示例档案\noutputs: {search: false}\n",
    );
    site.build();
    assert_eq!(
        index(&site).keys().collect::<Vec<_>>(),
        Vec::<&String>::new()
    );
    for (path, bytes) in site.output() {
        let is_page = path.ends_with(".html") || path.ends_with(".txt");
        let text = String::from_utf8_lossy(&bytes).into_owned();
        let asks = text.contains("search.html") || text.contains("role=\"search\"");
        assert!(!is_page || !(asks || text.contains("search/")), "{path}");
    }
}

#[test]
fn every_file_of_the_index_is_in_the_manifest_and_goes_when_it_is_not_planned() {
    let mut site = site_of(40);
    site.build();
    let before: BTreeSet<String> = index(&site).into_keys().collect();
    site.contains(
        "manifest-sha256.txt",
        &["  search/p0-0.js\n", "  search/s0.js\n"],
    );
    for number in 5..=40 {
        site.remove(&format!("content/replies/2025/proposal-{number}.md"));
    }
    site.build();
    let after: BTreeSet<String> = index(&site).into_keys().collect();
    assert!(after.is_subset(&before) && after.len() + 50 < before.len());
    let manifest = site.text("manifest-sha256.txt");
    assert!(
        after
            .iter()
            .all(|path| manifest.contains(&format!("  {path}\n")))
    );
    assert!(
        !before
            .difference(&after)
            .any(|path| manifest.contains(&format!("  {path}\n")))
    );
}

#[test]
fn a_changed_letter_makes_the_index_of_a_clean_build() {
    let mut site = site_of(30);
    site.build();
    site.edit(
        "content/replies/2025/proposal-7.md",
        "正文说明",
        "正文另有说明",
    );
    site.build();
    let changed = site.output();
    std::fs::remove_dir_all(site.path("public")).unwrap();
    std::fs::remove_dir_all(site.path(".fuwen")).unwrap();
    site.build();
    assert_same(&changed, &site.output());
}

#[test]
fn a_new_reply_touches_the_lists_of_one_segment() {
    let mut site = site_of(4_100);
    let only_search = "title: 示例档案\noutputs: {data: false, feeds: false}\n";
    site.write("content/site.yaml", only_search);
    site.build();
    let before = index(&site);
    assert!(before.contains_key("search/s1.js") && !before.contains_key("search/s2.js"));
    site.write(
        "content/replies/2025/proposal-650-b.md",
        letter(6_500, "新件。"),
    );
    site.build();
    let after = index(&site);
    let is_list = |path: &&String| path.starts_with("search/p") || path.starts_with("search/s");
    let changed: BTreeMap<char, usize> = after
        .iter()
        .filter(|(path, bytes)| is_list(path) && before.get(*path) != Some(bytes))
        .filter_map(|(path, _)| path.chars().nth("search/p".len()))
        .filter(char::is_ascii_digit)
        .fold(BTreeMap::new(), |mut count, segment| {
            *count.entry(segment).or_default() += 1;
            count
        });
    assert_eq!(changed.len(), 1, "{changed:?}");
}

#[test]
fn every_page_has_a_box_that_leads_to_the_page() {
    let mut site = SiteTest::fixture("small");
    site.build();
    for (path, _) in site.output() {
        if !path.ends_with(".html") || path == "404.html" {
            continue;
        }
        let text = site.text(&path);
        if text.contains("http-equiv=\"refresh\"") {
            continue;
        }
        let page = site.page(&path);
        let form = page.all("header form[role=search]");
        assert_eq!(form.len(), 1, "{path}");
        let action = form[0].attr("action").unwrap();
        assert_eq!(
            crate::page::resolve(&path, action).as_deref(),
            Some("search.html")
        );
        assert_eq!(page.all("header form[role=search] input[name=q]").len(), 1);
    }
    assert_eq!(
        site.page("index.html").all("main form[role=search]").len(),
        1
    );
}

#[test]
fn browsers_are_offered_the_search_where_the_address_is_known() {
    let mut site = site_of(1);
    site.build();
    site.lacks(&["opensearch.xml"]);
    site.omits("index.html", &["opensearch"]);
    site.build_with(&["--base-url", "https://example.org/a/"]);
    let address = "template=\"https://example.org/a/search.html?q={searchTerms}\"";
    site.contains(
        "opensearch.xml",
        &[address, "<ShortName>示例档案</ShortName>"],
    );
    for path in ["index.html", "search.html"] {
        site.contains(path, &["href=\"opensearch.xml\""]);
    }
}
