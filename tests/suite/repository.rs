//! This repository's own archive: the four letters, and the committed site.

use std::collections::BTreeSet;

use crate::harness::{SiteTest, assert_same, repository, tree};

const REPLIES: [(&str, &str); 4] = [
    (
        "proposals/2025/2104110.html",
        "replies/2025/proposal-2104110.html",
    ),
    (
        "proposals/2025/2104111.html",
        "replies/2025/proposal-2104111.html",
    ),
    (
        "proposals/2025/2104175.html",
        "replies/2025/proposal-2104175.html",
    ),
    (
        "suggestions/2025/1185.html",
        "replies/2025/suggestion-1185.html",
    ),
];

#[test]
fn the_committed_site_is_exactly_what_a_build_makes() {
    let mut site = SiteTest::repository();
    site.build();
    let committed = tree(&repository().join("public"));
    assert_same(&committed, &site.output());
}

#[test]
fn the_archive_builds_without_a_warning_and_holds_nothing_back() {
    let report = SiteTest::repository().report();
    assert_eq!(
        (&report["problems"], &report["withheld"]),
        (&0.into(), &0.into())
    );
}

#[test]
fn the_home_page_leads_to_every_reply_by_every_index() {
    let mut site = SiteTest::repository();
    site.build();
    let reachable = reachable(&site);
    for (case, reply) in REPLIES {
        assert!(reachable.contains(reply), "{reply} is not reached");
        let leading: BTreeSet<&str> = reachable
            .iter()
            .filter(|page| {
                site.page(page)
                    .targets("main a")
                    .contains(&reply.to_owned())
            })
            .filter(|page| !page.ends_with("index.html"))
            .filter_map(|page| page.split('/').next())
            .collect();
        for index in [
            "topics", "members", "issuers", "sessions", "years", "outcomes",
        ] {
            assert!(leading.contains(index), "{index} does not lead to {reply}");
        }
        assert!(
            site.page(case)
                .targets("main a")
                .contains(&reply.to_owned()),
            "{case}"
        );
    }
}

#[test]
fn a_case_is_found_by_its_number() {
    let mut site = SiteTest::repository();
    site.build();
    for (case, _) in REPLIES {
        let (folder, _) = case.split_once('/').unwrap();
        let (_, name) = case.rsplit_once('/').unwrap();
        let number = name.trim_end_matches(".html");
        let index = site.page(&format!("{folder}/index.html"));
        assert!(
            index.targets("main a").contains(&case.to_owned()),
            "{case} is not listed"
        );
        assert!(index.text("main").contains(number), "{number} is not named");
        assert!(
            site.page("index.html")
                .targets("a")
                .contains(&format!("{folder}/index.html"))
        );
    }
}

#[test]
fn originals_are_not_published() {
    let mut site = SiteTest::repository();
    site.build();
    for path in site.output().keys() {
        assert!(
            !path.contains("original") && (!path.ends_with(".md") || path.starts_with("replies/")),
            "{path}"
        );
    }
}

/// Every page that links lead to from the home page.
fn reachable(site: &SiteTest) -> BTreeSet<String> {
    let mut reached = BTreeSet::new();
    let mut open = vec!["index.html".to_owned()];
    while let Some(page) = open.pop() {
        if page.ends_with(".html") && reached.insert(page.clone()) {
            open.extend(site.page(&page).targets("a[href]"));
        }
    }
    reached
}
