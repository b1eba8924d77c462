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
