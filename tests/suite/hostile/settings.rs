//! Settings, topics, bureaus and themes: names of places, and texts for pages.

use super::{Case, Expected, FACTS, FILE, Harmless, Refused, case, run, site};
use crate::harness::SiteTest;

const SITE: &str = "content/site.yaml";

/// Values of site.yaml, with what comes of them.
const SETTINGS: [(&str, Expected); 24] = [
    ("title: <script>pwn()</script>", Harmless),
    (
        "title: 甲\ndescription: '\"><img src=x onerror=pwn()>'",
        Harmless,
    ),
    (
        "title: 甲\npublisher: </title><script>pwn()</script>",
        Harmless,
    ),
    ("title: 甲\noutcomes: {A: <script>pwn()</script>}", Harmless),
    (
        "title: 甲\ngovernment: {icp: '<img src=x onerror=pwn()>', site_name: '\" onload=\"pwn()', domain: x, site_id_code: y, column_keywords: z}",
        Harmless,
    ),
    (
        "title: 甲\nlicense: {name: x, url: 'javascript:pwn()'}",
        Refused(2, "value-invalid"),
    ),
    (
        "title: 甲\nlicense: {name: x, url: 'https://a.example/\"><script>pwn()</script>'}",
        Harmless,
    ),
    (
        "title: 甲\nbase_url: javascript:pwn()",
        Refused(2, "value-invalid"),
    ),
    (
        "title: 甲\nbase_url: 'https://a.example/\"><script>'",
        Refused(2, "value-invalid"),
    ),
    (
        "title: 甲\nbase_url: https://user:password@a.example/",
        Refused(2, "value-invalid"),
    ),
    ("title: 甲\ntheme: ../../etc", Refused(2, "value-invalid")),
    ("title: 甲\ntheme: /etc", Refused(2, "value-invalid")),
    ("title: 甲\ntheme: ..", Refused(2, "value-invalid")),
    ("title: 甲\ntheme: con", Refused(2, "value-invalid")),
    (
        "title: 甲\nlanguage: ../../etc/passwd",
        Refused(2, "message-missing"),
    ),
    ("title: 甲\nkeep: [../x]", Refused(2, "value-invalid")),
    ("title: 甲\nkeep: [/]", Refused(2, "value-invalid")),
    ("title: 甲\nkeep: ['']", Refused(2, "value-invalid")),
    ("title: 甲\nhome_bodies: [../../x]", Harmless),
    ("title: [甲]", Refused(2, "value-type")),
    ("title: \"甲\\0\"", Refused(2, "value-invalid")),
    ("title: &a [*a]", Refused(2, "yaml-limit")),
    (
        "title: !!python/name:os.system x",
        Refused(2, "yaml-syntax"),
    ),
    (
        "disclosure: {unstated: PUBLISH}\ntitle: 甲",
        Refused(2, "value-invalid"),
    ),
];

fn cases() -> Vec<Case> {
    let mut cases = Vec::new();
    let reply = format!("---\n{FACTS}---\n\n甲。\n");
    for (settings, expected) in SETTINGS {
        let mut site = site(FILE, &reply);
        site.write(SITE, format!("{settings}\n"));
        cases.push(case(settings, site, expected));
    }
    let lists = [
        (
            "content/topics.yaml",
            "- {slug: ../x, name: 甲}",
            Refused(2, "value-invalid"),
        ),
        (
            "content/topics.yaml",
            "- {slug: nul, name: 甲}",
            Refused(2, "value-invalid"),
        ),
        (
            "content/topics.yaml",
            "- {slug: a, name: <script>pwn()</script>, description: '<img src=x onerror=pwn()>'}",
            Harmless,
        ),
        (
            "content/topics.yaml",
            "- {slug: A, name: 甲}",
            Refused(2, "value-invalid"),
        ),
        (
            "content/organisations.yaml",
            "- {slug: /etc, name: 甲局}",
            Refused(2, "value-invalid"),
        ),
        (
            "content/organisations.yaml",
            "- {slug: jia, name: 甲局, place: '<script>pwn()</script>'}",
            Harmless,
        ),
    ];
    for (path, text, expected) in lists {
        let mut site = site(FILE, &reply);
        site.write(path, format!("{text}\n"));
        cases.push(case(text, site, expected));
    }
    let themes = [
        (
            "themes/own/theme.yaml",
            "extends: ../../etc\n",
            Refused(2, "value-invalid"),
        ),
        (
            "themes/own/theme.yaml",
            "extends: own\n",
            Refused(2, "theme-invalid"),
        ),
        (
            "themes/own/templates/home.html",
            "{% include \"../../../etc/passwd\" %}",
            Refused(2, "template-error"),
        ),
        (
            "themes/own/templates/home.html",
            "{% for i in range(end=1000000000) %}{% endfor %}",
            Refused(2, "template-error"),
        ),
        (
            "themes/own/static/a b.css",
            "x",
            Refused(2, "theme-invalid"),
        ),
        ("themes/own/static/con.css", "x", Harmless),
        (
            "themes/own/static/root/index.html",
            "mine",
            Refused(1, "path-clash"),
        ),
        (
            "themes/own/i18n/zh-CN.yaml",
            "preview: <script>pwn()</script>\nskip: '<img src=x onerror=pwn()>'\n",
            Harmless,
        ),
    ];
    for (path, text, expected) in themes {
        let mut site = site(FILE, &reply);
        site.write(SITE, "title: 甲\ntheme: own\n")
            .write(path, text);
        cases.push(case(format!("{path}: {text}"), site, expected));
    }
    cases
}

/// A name that leads out of the site is refused before anything is opened there: what stands at
/// the place is neither read nor told of.
#[cfg(unix)]
#[test]
fn no_theme_is_looked_for_outside_the_site() {
    for name in ["OUTSIDE", "../OUTSIDE", "../../x/../OUTSIDE"] {
        let outside = SiteTest::bare();
        std::os::unix::fs::symlink("nowhere", outside.path("sntLink")).unwrap();
        let place = outside.path("");
        let place = place.to_str().unwrap().trim_end_matches('/');
        let mut site = site(FILE, format!("---\n{FACTS}---\n\n甲。\n"));
        site.write("themes/own/theme.yaml", "name: own\n");
        let up = format!("../../../../../../../..{place}");
        let name = name.replace("../../x/../OUTSIDE", &up);
        let name = name.replace("OUTSIDE", place);
        site.write(SITE, format!("title: 甲\ntheme: {name}\n"));
        for command in ["build", "check"] {
            site.run(&[command, "--quiet"]).exits(2);
            let said = format!("{}{}", site.run.stdout, site.run.stderr);
            assert!(said.contains("not the name of a theme"), "{said}");
            assert!(!said.contains("sntLink"), "{said}");
        }
    }
}

#[cfg(unix)]
#[test]
fn a_theme_is_no_link_to_another_folder() {
    let outside = SiteTest::bare();
    std::fs::create_dir(outside.path("static")).unwrap();
    std::fs::write(outside.path("static/secret.css"), "sntSecret").unwrap();
    let mut site = site(FILE, format!("---\n{FACTS}---\n\n甲。\n"));
    site.write(SITE, "title: 甲\ntheme: own\n");
    std::fs::create_dir(site.path("themes")).unwrap();
    std::os::unix::fs::symlink(outside.root(), site.path("themes/own")).unwrap();
    site.fails(2, "error[theme-invalid]");
    assert!(!site.path("public").exists());
}

#[test]
fn settings_are_refused_or_stay_text() {
    assert!(run(cases()) > 30);
}
