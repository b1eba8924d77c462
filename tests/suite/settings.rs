//! What site.yaml, topics.yaml and organisations.yaml may hold.

use crate::harness::SiteTest;

#[test]
fn a_list_with_nothing_but_comments_is_empty() {
    for text in ["", "\n\n", "# 主题\n", "---\n# 主题\n", "\u{FEFF}# 主题"] {
        let mut site = SiteTest::new(&[]);
        site.write("content/topics.yaml", text);
        site.write("content/organisations.yaml", text);
        site.build().has(&["index.html"]);
    }
    let mut site = SiteTest::new(&[("content/topics.yaml", "# 主题\n甲\n")]);
    site.fails(2, "error[value-type]");
}

#[test]
fn an_alias_that_repeats_its_own_name_is_no_clash() {
    let mut site = SiteTest::new(&[]);
    let own = "- {slug: a, name: 甲局, aliases: [甲局, 甲, 甲]}\n";
    site.write("content/organisations.yaml", own).build();
    let other = format!("{own}- {{slug: b, name: 甲}}\n");
    site.write("content/organisations.yaml", other)
        .fails(2, "a name stands for two bodies");
}

#[test]
fn a_government_site_is_told_which_page_tags_it_lacks() {
    let all = [
        "site_name: 甲",
        "domain: a.example",
        "site_id_code: 1304000009",
        "column_keywords: 乙",
    ];
    let settings = |keys: &[&str]| format!("title: 甲\ngovernment: {{{}}}\n", keys.join(", "));
    let mut site = SiteTest::new(&[]);
    site.write("content/site.yaml", settings(&all[1..3]));
    site.try_build(&[])
        .exits(0)
        .says("warning[government-incomplete]")
        .says("missing: `site_name`, `column_keywords`")
        .says("content/site.yaml:2:1");
    assert_eq!(site.run.stderr.matches("government-incomplete").count(), 1);
    site.write("content/site.yaml", settings(&all)).build();
    for code in [
        "130400000",
        "13040000091",
        "１３０４０００００９",
        "BM01000001",
        "bm010000010",
    ] {
        let wrong = format!("site_id_code: '{code}'");
        let keys = [all[0], all[1], &wrong, all[3]];
        site.write("content/site.yaml", settings(&keys))
            .try_build(&[]);
        site.says("warning[government-incomplete]")
            .says("not a site's identification code")
            .says("bm` and eight digits");
    }
    let ministry = [all[0], all[1], "site_id_code: bm01000001", all[3]];
    site.write("content/site.yaml", settings(&ministry)).build();
}
