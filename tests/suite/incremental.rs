//! The cache in `.fuwen/`: it saves work and changes no byte.

use std::fs;
use std::path::PathBuf;

use fuwen::build::{NoProgress, Options, Summary, build};
use proptest::collection::vec;
use proptest::prelude::*;

use crate::harness::{SiteTest, Tree, assert_same, tree};

const BODY: &str = "content/replies/2025/proposal-101.md";

/// Builds within the process.
fn built(site: &SiteTest, output: &str, base_url: Option<&str>) -> Summary {
    let options = Options {
        root: site.root().to_owned(),
        output: Some(site.path(output)),
        base_url: base_url.map(str::to_owned),
        keep_going: false,
        preview: false,
        revision: None,
    };
    match build(&options, &NoProgress) {
        Ok((summary, _)) => summary,
        Err(failure) => panic!("{:?}", failure.problems),
    }
}

/// Builds until nothing is rendered any more: what was written a moment ago is not trusted yet.
fn settle(site: &SiteTest) {
    let renders = || built(site, "public", None).rendered > 0;
    assert!((0..100).any(|_| !renders()), "the site never comes to rest");
}

/// The files of the cache.
fn caches(site: &SiteTest) -> Vec<PathBuf> {
    let files = tree(&site.path(".fuwen")).into_keys();
    let caches = files.filter(|path| path.ends_with(".cache"));
    caches.map(|path| site.path(".fuwen").join(path)).collect()
}

/// What a build makes without anything to remember.
fn clean(site: &SiteTest, base_url: Option<&str>) -> Tree {
    let apart = SiteTest::copy_of(site);
    built(&apart, "public", base_url);
    apart.output()
}

#[test]
fn one_changed_body_renders_one_page() {
    let mut site = SiteTest::fixture("small");
    only_pages(&mut site);
    settle(&site);
    let text = fs::read_to_string(site.path(BODY)).unwrap();
    site.write(BODY, format!("{text}\n又及。\n"));
    let summary = built(&site, "public", None);
    assert_eq!(
        (summary.rendered, summary.written),
        (1, 2),
        "page and manifest"
    );
    assert_same(&clean(&site, None), &site.output());
}

#[test]
fn one_changed_body_makes_its_files_its_year_and_its_feeds_again() {
    let mut site = SiteTest::fixture("small");
    settle(&site);
    let text = fs::read_to_string(site.path(BODY)).unwrap();
    site.write(BODY, format!("{text}\n又及。\n"));
    // Page, year, five feeds, the three files that tell the sizes of others, the index of search
    // and its page.
    assert_eq!(built(&site, "public", None).rendered, 12);
    assert_same(&clean(&site, None), &site.output());
}

/// Leaves out what is made of many replies.
fn only_pages(site: &mut SiteTest) {
    let settings = "content/site.yaml";
    let text = String::from_utf8(site.source(settings)).unwrap();
    site.write(
        settings,
        format!("{text}outputs: {{data: false, feeds: false, search: false}}\n"),
    );
}

#[test]
fn a_changed_fact_renders_the_pages_that_show_it() {
    let mut site = SiteTest::fixture("small");
    only_pages(&mut site);
    settle(&site);
    let all = built(&site, "elsewhere", None).rendered;
    site.edit(BODY, "signer: 赵示例", "signer: 李示例");
    assert_eq!(built(&site, "public", None).rendered, 1, "its own page");
    site.edit(BODY, "建设区域创新中心", "改了名的提案");
    let summary = built(&site, "public", None);
    assert!((3..all).contains(&summary.rendered), "{summary:?}");
    assert_same(&clean(&site, None), &site.output());
}

#[test]
fn a_page_edited_or_removed_by_hand_is_made_again() {
    let mut site = SiteTest::fixture("small");
    settle(&site);
    let clean = site.output();
    let page = "public/replies/2025/proposal-101.html";
    site.edit(page, "</html>", "</HTML>")
        .remove("public/index.html");
    assert_eq!(built(&site, "public", None).rendered, 2);
    assert_same(&clean, &site.output());
}

#[test]
fn a_damaged_cut_or_foreign_cache_is_no_cache() {
    let site = SiteTest::fixture("small");
    settle(&site);
    let clean = site.output();
    let [cache] = caches(&site).try_into().unwrap();
    let good = fs::read(&cache).unwrap();
    let flipped = (0..good.len()).step_by(good.len() / 12 + 1).map(|at| {
        let mut bytes = good.clone();
        bytes[at] ^= 1;
        bytes
    });
    let cut = [0, 1, 31, 32, good.len() - 1].map(|length| good[..length].to_vec());
    for bytes in flipped.chain(cut) {
        fs::write(&cache, bytes).unwrap();
        assert!(built(&site, "public", None).rendered > 5);
        assert_same(&clean, &site.output());
    }
    let other = SiteTest::repository();
    settle(&other);
    let [foreign] = caches(&other).try_into().unwrap();
    fs::copy(foreign, &cache).unwrap();
    assert!(built(&site, "public", None).rendered > 5);
    assert_same(&clean, &site.output());
}

#[test]
fn a_folder_that_is_no_site_is_left_as_it_is() {
    let mut site = SiteTest::bare();
    site.try_build(&[]).exits(2);
    assert!(tree(site.root()).is_empty());
}

#[test]
fn a_site_whose_folder_takes_no_cache_builds_all_the_same() {
    let mut site = SiteTest::fixture("small");
    site.write(".fuwen", "in the way").build();
    assert_same(&clean(&site, None), &site.output());
}

/// What is held back is in the sources and nowhere else.
#[test]
fn the_cache_holds_only_letters_that_are_published_whole() {
    let mut site = SiteTest::new(&[]);
    for (number, disclosure) in [
        "public",
        "summary",
        "title",
        "on_request",
        "withheld",
        "unstated",
    ]
    .iter()
    .enumerate()
    {
        let facts = format!(
            "cases: [{{kind: proposal, number: \"{number}\"}}]\nissuer: 甲\ndisclosure: {disclosure}\n\
             summary: 摘要\nsigner: 签发人{disclosure}\nkeywords: [主题词{disclosure}]"
        );
        site.reply(&format!("2025/proposal-{number}"), &facts);
    }
    site.write("content/organisations.yaml", "- {slug: jia, name: 甲}\n");
    settle(&site);
    let holds = |text: &str| {
        let bytes = caches(&site)
            .iter()
            .flat_map(|path| fs::read(path).unwrap())
            .collect::<Vec<_>>();
        bytes
            .windows(text.len())
            .any(|window| window == text.as_bytes())
    };
    assert!(holds("签发人public") && holds("主题词public"));
    for held in ["summary", "title", "on_request", "withheld", "unstated"] {
        assert!(!holds(&format!("签发人{held}")), "{held}");
        assert!(!holds(&format!("主题词{held}")), "{held}");
    }
    for path in ["proposal-3", "proposal-4", "proposal-5"] {
        assert!(!holds(path), "{path}");
    }
}

/// A letter that is withheld leaves every cache of the site, whatever it was of, and what a preview that
/// was killed has left.
#[test]
fn what_is_withheld_is_forgotten_by_other_builds_too() {
    let facts = "cases: [{kind: proposal}]\nissuer: 甲\nsigner: 示例签发人\ndisclosure: ";
    let mut site = SiteTest::new(&[("content/organisations.yaml", "- {slug: jia, name: 甲}\n")]);
    site.reply("2025/a", &format!("{facts}public"));
    settle(&site);
    for arguments in [
        &["--preview", "--output", "review"][..],
        &["--output", "elsewhere"],
    ] {
        site.try_build(arguments).exits(0);
    }
    site.write(".fuwen/serve/replies/2025/a.html", "示例签发人");
    site.write(".fuwen/.0123.cache.fuwen-tmp", "示例签发人");
    let holding = |site: &SiteTest| {
        let signer = "示例签发人".as_bytes();
        let all = tree(&site.path(".fuwen"));
        let holds = |bytes: &Vec<u8>| bytes.windows(signer.len()).any(|part| part == signer);
        all.values().filter(|bytes| holds(bytes)).count()
    };
    assert_eq!(holding(&site), 5);
    site.reply("2025/a", &format!("{facts}withheld"));
    site.try_build(&[]).exits(0);
    assert_eq!(holding(&site), 0);
}

#[test]
fn a_build_that_finds_another_at_work_waits_for_it() {
    let mut site = SiteTest::fixture("small");
    site.build();
    let mut locks = tree(&site.path(".fuwen")).into_keys();
    let lock = locks.find(|path| path.ends_with(".lock")).unwrap();
    let lock = fs::File::options()
        .write(true)
        .open(site.path(".fuwen").join(lock))
        .unwrap();
    lock.lock().unwrap();
    let mut second = site.start(&["build"]);
    second.until_it_says("waiting for another build");
    lock.unlock().unwrap();
    second.ends_well();
}

/// One change of a site, of its output or of its cache.
#[derive(Clone, Copy, Debug)]
enum Edit {
    Body(usize, u8),
    Title(usize, u8),
    Disclosure(usize, usize),
    Topics(usize, bool),
    Rename(usize, usize),
    Remove(usize),
    Setting(u8),
    Template(u8),
    Style(u8),
    Message(u8),
    Topic(u8),
    OutputEdited,
    OutputRemoved,
    CacheRemoved,
}

const FILES: usize = 5;
const DISCLOSURES: [&str; 4] = ["public", "summary", "withheld", "unstated"];

fn edit() -> impl Strategy<Value = Edit> {
    let file = || 0..FILES;
    prop_oneof![
        4 => (file(), 0..4_u8).prop_map(|(file, n)| Edit::Body(file, n)),
        2 => (file(), 0..3_u8).prop_map(|(file, n)| Edit::Title(file, n)),
        2 => (file(), 0..DISCLOSURES.len()).prop_map(|(file, n)| Edit::Disclosure(file, n)),
        1 => (file(), any::<bool>()).prop_map(|(file, on)| Edit::Topics(file, on)),
        1 => (file(), file()).prop_map(|(from, to)| Edit::Rename(from, to)),
        1 => file().prop_map(Edit::Remove),
        1 => (0..3_u8).prop_map(Edit::Setting),
        1 => (0..3_u8).prop_map(Edit::Template),
        1 => (0..3_u8).prop_map(Edit::Style),
        1 => (0..3_u8).prop_map(Edit::Message),
        1 => (0..3_u8).prop_map(Edit::Topic),
        1 => Just(Edit::OutputEdited),
        1 => Just(Edit::OutputRemoved),
        1 => Just(Edit::CacheRemoved),
    ]
}

fn file(number: usize) -> String {
    format!("content/replies/2025/proposal-{number}.md")
}

/// A reply of lines that edits exchange.
fn reply(number: usize) -> String {
    format!(
        "---\ntitle: 标题0\ncases: [{{kind: proposal, number: \"{number}\"}}]\nissuer: 甲局\n\
         disclosure: public\ntopics: [t]\naddressees: [王示例]\n---\n\n正文0。\n"
    )
}

fn site() -> SiteTest {
    let mut site = SiteTest::new(&[
        ("content/topics.yaml", "- {slug: t, name: 主题}\n"),
        ("content/organisations.yaml", "- {slug: jia, name: 甲局}\n"),
        ("content/site.yaml", "title: 档案\ntheme: own\n"),
        ("themes/own/theme.yaml", "extends: default\n"),
    ]);
    for number in 0..FILES {
        site.write(&file(number), reply(number));
    }
    site
}

/// Puts a line in the place of the one that begins in the same way.
fn set_line(site: &mut SiteTest, path: &str, start: &str, line: &str) {
    let Ok(text) = fs::read_to_string(site.path(path)) else {
        return;
    };
    let lines = text
        .lines()
        .map(|old| if old.starts_with(start) { line } else { old });
    let text: String = lines.map(|line| format!("{line}\n")).collect();
    site.write(path, text);
}

impl Edit {
    fn apply(self, site: &mut SiteTest) {
        match self {
            Self::Body(number, n) => set_line(site, &file(number), "正文", &format!("正文{n}。")),
            Self::Title(number, n) => {
                set_line(site, &file(number), "title:", &format!("title: 标题{n}"));
            }
            Self::Disclosure(number, n) => {
                let line = format!("disclosure: {}", DISCLOSURES[n]);
                set_line(site, &file(number), "disclosure:", &line);
            }
            Self::Topics(number, on) => {
                let line = if on { "topics: [t]" } else { "topics: []" };
                set_line(site, &file(number), "topics:", line);
            }
            Self::Rename(from, to) => {
                fs::rename(site.path(&file(from)), site.path(&file(to))).unwrap_or_default();
            }
            Self::Remove(number) => fs::remove_file(site.path(&file(number))).unwrap_or_default(),
            Self::Setting(n) => {
                let line =
                    ["", "publisher: 甲局", "disclosure: {unstated: publish}"][usize::from(n)];
                site.write(
                    "content/site.yaml",
                    format!("title: 档案\ntheme: own\n{line}\n"),
                );
            }
            Self::Template(n) => {
                let foot = format!(
                    "{{%- component colophon() -%}}<footer>{n}</footer>{{%- endcomponent colophon -%}}"
                );
                site.write("themes/own/templates/components/colophon.html", foot);
            }
            Self::Style(n) => {
                site.write("themes/own/static/own.css", format!("p {{ margin: {n} }}"));
            }
            Self::Message(n) => {
                site.write("themes/own/i18n/zh-CN.yaml", format!("skip: 跳{n}\n"));
            }
            Self::Topic(n) => {
                let text = format!("- {{slug: t, name: 主题{n}}}\n");
                site.write("content/topics.yaml", text);
            }
            Self::OutputEdited => {
                if let Ok(page) = fs::read_to_string(site.path("public/index.html")) {
                    site.write("public/index.html", page.replace("</html>", "</HTML>"));
                }
            }
            Self::OutputRemoved => {
                fs::remove_file(site.path("public/statistics.html")).unwrap_or_default();
            }
            Self::CacheRemoved => fs::remove_dir_all(site.path(".fuwen")).unwrap_or_default(),
        }
    }
}

proptest! {
    #![proptest_config(crate::fuzz::times(12))]

    #[test]
    fn builds_with_a_cache_equal_builds_without(
        rounds in vec((vec(edit(), 1..4), any::<bool>()), 1..8),
    ) {
        let mut site = site();
        for (edits, has_address) in rounds {
            edits.iter().for_each(|edit| edit.apply(&mut site));
            let address = has_address.then_some("https://example.org/");
            built(&site, "public", address);
            assert_same(&clean(&site, address), &site.output());
        }
    }
}
