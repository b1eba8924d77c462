//! What a reader has to fetch is little, and little of it holds the page up.

use crate::harness::SiteTest;

/// The static files of a site by their ending, with their sizes.
fn sizes(site: &SiteTest, ending: &str) -> Vec<(String, usize)> {
    let output = site.output();
    let assets = output
        .into_iter()
        .filter(|(path, _)| path.ends_with(ending));
    assets.map(|(path, bytes)| (path, bytes.len())).collect()
}

#[test]
fn style_and_scripts_are_small() {
    let mut site = SiteTest::repository();
    site.build();
    let styles = sizes(&site, ".css");
    assert_eq!(styles.len(), 1, "{styles:?}");
    assert!(styles[0].1 < 24_000, "{styles:?}");
    let mut scripts = sizes(&site, ".js");
    scripts.retain(|(path, _)| !path.contains("search"));
    let total: usize = scripts.iter().map(|(_, size)| size).sum();
    assert!(total > 0 && total < 4_096, "{scripts:?}");
}

#[test]
fn a_page_waits_for_the_style_sheet_and_one_tiny_script() {
    let mut site = SiteTest::repository();
    site.build();
    let pages = site
        .output()
        .into_keys()
        .filter(|path| path.ends_with(".html") && path != "404.html");
    for path in pages {
        let page = site.page(&path);
        assert_eq!(page.all("link[rel=stylesheet]").len(), 1, "{path}");
        let blocking = page.all("script[src]:not([defer]):not([async])");
        assert_eq!(blocking.len(), 1, "{path}");
        assert!(
            page.all("script:not([src]):not([type='application/ld+json'])")
                .is_empty(),
            "{path}"
        );
        let source = blocking[0].attr("src").unwrap();
        let script = crate::page::resolve(&path, source).unwrap();
        assert!(site.text(&script).len() < 1_024, "{script}");
    }
}

/// The bytes of a reply's page without its letter.
fn around_the_letter(html: &str) -> usize {
    let (before, rest) = html.split_once("<article class=\"letter\"").unwrap();
    let (_, after) = rest.split_once("</article>").unwrap();
    assert!(before.contains("<nav class=\"outline\""));
    before.len() + after.len()
}

#[test]
fn a_reply_page_without_its_text_is_small() {
    let mut site = SiteTest::repository();
    site.build();
    for path in site.output().into_keys() {
        if path.starts_with("replies/2025/") && path.ends_with(".html") {
            let bytes = around_the_letter(&site.text(&path));
            assert!(bytes < 8_100, "{path}: {bytes} bytes around the letter");
        }
    }
}

/// Settings of a portal's column that leaves nothing out.
const PORTAL: &str = "\
title: 示例市提案建议办理复文公开档案
description: 收录示例市各承办单位对政协提案和人大代表建议的正式答复，文字照录，一件一页。
publisher: 示例市人民政府办公室
license: {name: 知识共享署名4.0, url: 'https://creativecommons.org/licenses/by/4.0/'}
base_url: https://www.example.gov.cn/zwgk/jyta/
home_bodies: [示例市政协]
outcomes: {A: 已经解决或者采纳}
government: {site_name: 示例市人民政府, domain: www.example.gov.cn, site_id_code: '1234567890',
  column_keywords: '建议,提案,复文', icp: 示ICP备12345678号, police_record: 示公网安备12345678901234号,
  sponsor: 示例市人民政府办公室, contact: 0123-12345678}
";

#[test]
fn a_page_of_a_portal_that_shows_everything_is_small() {
    let mut site = SiteTest::new(&[
        ("content/site.yaml", PORTAL),
        (
            "content/topics.yaml",
            "- {slug: health, name: 医疗卫生}\n- {slug: elderly-care, name: 养老服务}\n",
        ),
        (
            "content/organisations.yaml",
            "- {slug: health-commission, name: 示例市卫生健康委员会（示例市中医药管理局）}\n",
        ),
        (
            "content/articles/about.md",
            "---\ntitle: 关于\ndisclosure: public\n---\n\n说明。\n",
        ),
    ]);
    let hash = "0".repeat(64);
    for number in 1001..=1009 {
        let body = "王示例委员：\n\n现答复如下。\n\n## 一、基本情况\n\n已办。\n\n## 二、主要做法\n\n\
                    在办。\n\n### （一）完善制度\n\n已定。\n\n### （二）加大投入\n\n已投。\n\n\
                    ## 三、下一步打算\n\n再办。\n";
        let letter = format!(
            "---\ntitle: 关于示例市政协十届四次会议第{number}号提案的答复\n\
             cases: [{{kind: proposal, number: '{number}', subject: 关于完善基层医疗卫生服务体系的提案}}]\n\
             session: {{body: 示例市政协, term: 十届四次会议, year: 2025}}\n\
             addressees: [王示例]\nissuer: 示例市卫生健康委员会（示例市中医药管理局）\n\
             doc_number: 示卫函〔2025〕{number}号\nsigner: 赵示例\ndate: 2025-06-20\n\
             published: 2025-08-01T09:00:00+08:00\noutcome: A\ndisclosure: public\n\
             topics: [health, elderly-care]\nas_written: {{contacts: [联系电话：0123-5550000]}}\n\
             source: {{file: originals/{number}.txt, sha256: {hash}}}\n---\n\n{body}"
        );
        site.write(
            &format!("content/replies/2025/proposal-{number}.md"),
            letter,
        );
    }
    let path = "replies/2025/proposal-1005.html";
    let html = site.build().text(path);
    let page = site.page(path);
    for part in [
        "link[rel=canonical]",
        "meta[name=SiteIDCode]",
        "meta[name=Url]",
        "a[rel=license]",
        "a[rel=prev]",
        "a[rel=next]",
        ".related li:nth-child(3)",
        ".downloads a",
        ".hash code",
        ".colophon li:nth-child(5)",
        ".menu li:nth-child(6)",
    ] {
        assert!(!page.all(part).is_empty(), "the page has no {part}");
    }
    // Tags and addresses of the portal come on top of the 8 KB of an archive of its own.
    let bytes = around_the_letter(&html);
    assert!(bytes < 8_500, "{bytes} bytes around the letter");
}
