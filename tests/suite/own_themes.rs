//! What of a site's own theme does not do what it seems to is said by every build, with its place.

use crate::harness::SiteTest;

/// A site with these files below `themes/own/`.
fn site(files: &[(&str, &str)]) -> SiteTest {
    let mut site = SiteTest::fixture("small");
    let settings = String::from_utf8(site.source("content/site.yaml")).unwrap();
    site.write("content/site.yaml", format!("{settings}theme: own\n"));
    for (path, text) in files {
        site.write(&format!("themes/own/{path}"), text);
    }
    site
}

/// What build and check say of such a site: rule, place and message of each warning.
fn told(files: &[(&str, &str)]) -> Vec<String> {
    let mut site = site(files);
    let report = site.run(&["check", "--quiet", "--format", "json"]).json();
    site.try_build(&[]).exits(0);
    let problems = report["problems"].as_array().unwrap().iter();
    let own = problems.filter(|problem| {
        problem["path"]
            .as_str()
            .unwrap_or_default()
            .starts_with("themes/")
    });
    own.map(|problem| {
        let text = |key: &str| problem[key].as_str().unwrap_or_default().to_owned();
        let path = text("path").replace("themes/own/", "");
        let message = text("message");
        site.says(&format!("[{}]: {message}", text("code")));
        let line = &problem["line"];
        format!("{path}:{line}: {message}; {}", text("help"))
    })
    .collect()
}

/// Each warning begins as is said here, and there are no others.
fn assert_told(files: &[(&str, &str)], expected: &[&str]) {
    let told = told(files);
    let fits = told.len() == expected.len()
        && told
            .iter()
            .zip(expected)
            .all(|(told, expected)| told.contains(expected));
    assert!(
        fits,
        "expected\n{}\nbut found\n{}",
        expected.join("\n"),
        told.join("\n")
    );
}

#[test]
fn a_message_that_no_page_shows_is_told() {
    assert_told(
        &[(
            "i18n/zh-CN.yaml",
            "nav:\n  artikles: 说明\n  data: 数据\nmeta:\n  isuer: 单位\ncolofon: {statement: 本站}\n",
        )],
        &[
            "i18n/zh-CN.yaml:2: no template shows the message `nav.artikles`; did you mean `nav.articles`?",
            "i18n/zh-CN.yaml:5: no template shows the message `meta.isuer`; did you mean `meta.issuer`?",
            "i18n/zh-CN.yaml:6: no template shows the message `colofon.statement`; did you mean `colophon.statement`?",
        ],
    );
}

#[test]
fn a_copy_of_the_masthead_makes_no_name_of_a_section() {
    let masthead = "{%- component masthead(@site, @page, @nav) -%}\n<header>\
        {% for item in nav %}<a href=\"{{ page.root }}{{ item.path }}\">{{ t(key=\"nav.\" ~ item.id) }}</a>{% endfor %}\
        </header>\n{%- endcomponent masthead -%}\n";
    assert_told(
        &[
            ("templates/components/masthead.html", masthead),
            ("i18n/zh-CN.yaml", "nav: {nothing: 无}\n"),
        ],
        &["i18n/zh-CN.yaml:1: no template shows the message `nav.nothing`"],
    );
}

#[test]
fn an_empty_message_is_told() {
    assert_told(
        &[("i18n/zh-CN.yaml", "home:\n  newest: ' '\n")],
        &["i18n/zh-CN.yaml:2: the message `home.newest` is empty"],
    );
}

#[test]
fn placeholders_are_those_that_get_a_value() {
    assert_told(
        &[(
            "i18n/zh-CN.yaml",
            "nav:\n  data: '数据{n}'\ncount:\n  replies: '{m}件'\n  cases: 若干件\ndate:\n  day: '{year}-{month}-{day}'\n",
        )],
        &[
            "i18n/zh-CN.yaml:2: the message `nav.data` has no placeholder `{n}`; it has none",
            "i18n/zh-CN.yaml:4: the message `count.replies` has lost its placeholder `{n}`; write {n} where",
            "i18n/zh-CN.yaml:4: the message `count.replies` has no placeholder `{m}`; it has {n}",
            "i18n/zh-CN.yaml:5: the message `count.cases` has lost its placeholder `{n}`",
        ],
    );
}

#[test]
fn a_form_of_one_may_do_without_its_number() {
    let forms = "count: {replies: {one: 一件, other: '{n}件'}}\n";
    assert_told(&[("i18n/zh-CN.yaml", forms)], &[]);
    assert_told(
        &[(
            "i18n/en.yaml",
            "count: {replies: {one: 'one reply', other: 'many replies'}}\n",
        )],
        &["i18n/en.yaml:1: the message `count.replies.other` has lost its placeholder `{n}`"],
    );
}

#[test]
fn what_the_themes_own_templates_ask_for_is_known() {
    let home = "{% extends \"embedded/home.html\" %}\n{% block content %}{{ t(key=\"own.hello\", who=site.title) }}\
                {{ t(key=\"own.kind_\" ~ page.kind) }}{{ t(key=\"home.newest\", n=1) }}{{ super() }}{% endblock content %}\n";
    let words = "own:\n  hello: '{who}您好，{whom}'\n  kind_home: 首页\n  kin: 无\nhome:\n  newest: 最近{n}件\n";
    assert_told(
        &[("templates/home.html", home), ("i18n/zh-CN.yaml", words)],
        &[
            "i18n/zh-CN.yaml:2: the message `own.hello` has no placeholder `{whom}`; did you mean `who`? it has {who}",
            "i18n/zh-CN.yaml:4: no template shows the message `own.kin`",
        ],
    );
}

#[test]
fn files_where_no_theme_has_them_are_told() {
    assert_told(
        &[
            ("theme.yml", "extends: default\n"),
            ("tokens.css", ":root{}\n"),
            ("README.md", "about\n"),
            ("template/home.html", "x\n"),
            ("inline/home.css", "x\n"),
            ("i18n/zh-cn.yaml", "nav: {data: 数据}\n"),
            ("i18n/fr.yaml", "nav: {data: Données}\n"),
            (
                "static/logo.svg",
                "<svg xmlns=\"http://www.w3.org/2000/svg\"/>\n",
            ),
        ],
        &[
            "i18n/zh-cn.yaml:null: no theme has a file of this name here; the files of messages are called en.yaml, zh-CN.yaml",
            "inline/home.css:null: no theme has a file of this name here; only inline/404.css",
            "template/home.html:null: no theme has a file of this name here; did you mean `templates`?",
            "theme.yml:null: no theme has a file of this name here; did you mean `theme.yaml`?",
            "tokens.css:null: no theme has a file of this name here; move it to",
        ],
    );
}

#[test]
fn templates_and_components_that_nothing_uses_are_told() {
    let component =
        |name: &str| format!("\n{{%- component {name}() -%}}\nx\n{{%- endcomponent {name} -%}}\n");
    let home = "{% extends \"embedded/home.html\" %}\n{% block content %}{% include \"parts/note.html\" %}\
                {{ <own_line/> }}{{ super() }}{% endblock content %}\n";
    assert_told(
        &[
            ("templates/home.html", home),
            ("templates/parts/note.html", "<p>note</p>\n"),
            ("templates/replyy.html", "{% extends \"base.html\" %}\n"),
            ("templates/components/own.html", &component("own_line")),
            ("templates/components/colophon.html", &component("colofon")),
        ],
        &[
            "templates/components/colophon.html:2: no template calls the component `colofon`; did you mean `colophon`?",
            "templates/replyy.html:1: no page is made from this template, and no other extends or includes it; did you mean `reply.html`?",
        ],
    );
}

#[test]
fn a_doubt_about_a_theme_may_be_allowed() {
    let mut site = site(&[("i18n/zh-CN.yaml", "home: {newest: ''}\n")]);
    let settings = String::from_utf8(site.source("content/site.yaml")).unwrap();
    let allow = "allow: [{code: message-invalid, reason: 首页不设此标题}]\n";
    site.write("content/site.yaml", settings + allow).build();
}
