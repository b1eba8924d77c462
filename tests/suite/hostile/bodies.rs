//! Bodies of letters and articles.

use super::{Case, FACTS, FILE, Harmless, case, run, site};

/// Bodies by name; each is published as text.
const BODIES: [(&str, &str); 44] = [
    ("script", "<script>pwn()</script>"),
    (
        "script in capitals",
        "<SCRIPT SRC=//evil.example/x.js></SCRIPT>",
    ),
    ("unclosed script", "<script>pwn("),
    ("svg", "<svg onload=pwn()>"),
    ("svg with script", "<svg><script>pwn()</script></svg>"),
    ("image", "<img src=x onerror=pwn()>"),
    ("image with line break", "<img src=x\nonerror=pwn()>"),
    ("frame", "<iframe srcdoc='<script>pwn()</script>'></iframe>"),
    ("style", "<style>*{display:none}</style>"),
    ("style attribute", "<p style='position:fixed;inset:0'>x</p>"),
    (
        "meta refresh",
        "<meta http-equiv=refresh content='0;url=https://evil.example/'>",
    ),
    ("base", "<base href=https://evil.example/>"),
    (
        "form",
        "<form action=https://evil.example/><input name=a autofocus onfocus=pwn()></form>",
    ),
    (
        "object",
        "<object data='data:text/html,<script>pwn()</script>'></object>",
    ),
    ("embed", "<embed src=//evil.example/x.swf>"),
    (
        "math",
        "<math><mtext></p><script>pwn()</script></mtext></math>",
    ),
    ("details", "<details open ontoggle=pwn()>x</details>"),
    ("template", "<template><script>pwn()</script></template>"),
    (
        "noscript",
        "<noscript><p title=\"</noscript><img src=x onerror=pwn()>\">",
    ),
    ("comment", "<!-- --><script>pwn()</script>"),
    (
        "comment that ends oddly",
        "<!--><img src=x onerror=pwn()>-->",
    ),
    ("processing instruction", "<?php pwn() ?>"),
    ("CDATA", "<![CDATA[<script>pwn()</script>]]>"),
    (
        "template of the theme",
        "{{ site }}{% include \"x\" %}{# x #}{% raw %}",
    ),
    (
        "entities",
        "&lt;script&gt;pwn()&lt;/script&gt;&#60;img src=x onerror=pwn()&#62;",
    ),
    ("end of JSON-LD", "</script><script>pwn()</script>"),
    (
        "code",
        "```html\n<script>pwn()</script>\n```\n\n`<script>pwn()</script>`",
    ),
    (
        "code with hostile language",
        "```\"><script>pwn()</script>\nx\n```",
    ),
    ("indented code", "    <script>pwn()</script>"),
    (
        "heading",
        "## <img src=x onerror=pwn()> {#id onclick=pwn()}",
    ),
    (
        "table",
        "| <script>pwn()</script> |\n| --- |\n| <img src=x onerror=pwn()> |",
    ),
    (
        "list",
        "- <script>pwn()</script>\n- [x] <img src=x onerror=pwn()>",
    ),
    ("quotation", "> <script>pwn()</script>"),
    (
        "link with title",
        "[x](https://a.example '\" onmouseover=\"pwn()')",
    ),
    (
        "link with HTML as text",
        "[<img src=x onerror=pwn()>](https://a.example)",
    ),
    (
        "reference to itself",
        "[a]: #p1 '<script>pwn()</script>'\n\n[a][a]",
    ),
    ("footnote", "x[^1]\n\n[^1]: <script>pwn()</script>"),
    ("NUL", "甲\u{0}乙"),
    ("bidi overrides", "甲\u{202E}乙\u{2066}丙\u{2069}"),
    ("escape sequences", "\u{1B}[2J\u{1B}]0;x\u{7}甲"),
    ("carriage returns", "甲\r乙\rjavascript:pwn()"),
    ("lone byte order marks", "\u{FEFF}甲\u{FEFF}"),
    ("line separators", "甲\u{2028}</script>\u{2029}乙"),
    (
        "formula",
        "| =HYPERLINK(\"https://evil.example\") |\n| --- |\n| @SUM(1) |",
    ),
];

/// Addresses that no page may follow; the link's text stays.
const ADDRESSES: [&str; 16] = [
    "javascript:pwn()",
    "JaVaScRiPt:pwn()",
    "&#106;avascript:pwn()",
    "java&Tab;script:pwn()",
    "javascript&colon;pwn()",
    "<java\u{1}script:pwn()>",
    "\u{FF4A}avascript:pwn()",
    "%6aavascript:pwn()",
    "data:text/html;base64,PHNjcmlwdD4=",
    "vbscript:pwn()",
    "file:///etc/passwd",
    "//evil.example/",
    "\\\\\\\\evil.example\\\\x",
    "https:evil.example",
    "blob:https://a.example/1",
    "view-source:https://a.example",
];

fn cases() -> Vec<Case> {
    let mut cases = Vec::new();
    for (name, body) in BODIES {
        cases.push(case(name, site(FILE, letter(body)), Harmless));
    }
    for address in ADDRESSES {
        let body =
            format!("[文]({address}) ![图]({address}) <{address}>\n\n[甲]\n\n[甲]: {address}\n");
        cases.push(case(
            format!("link to {address}"),
            site(FILE, letter(&body)),
            Harmless,
        ));
    }
    for (name, body) in large() {
        cases.push(case(name, site(FILE, letter(&body)), Harmless));
    }
    let article = |body: &str| format!("---\ntitle: 甲\ndisclosure: public\n---\n\n{body}\n");
    let text = "<script>pwn()</script><img src=x onerror=pwn()>";
    cases.push(case(
        "article",
        site("content/articles/a.md", article(text)),
        Harmless,
    ));
    cases
}

fn letter(body: &str) -> String {
    format!("---\n{FACTS}---\n\n{body}\n")
}

/// What takes up time or memory where a parser is not linear.
fn large() -> [(&'static str, String); 16] {
    [
        ("digits with spaces between them", "7 ".repeat(50_000)),
        ("numbers with hyphens between them", "12-".repeat(50_000)),
        ("a line of half a million characters", "甲".repeat(500_000)),
        (
            "quotations in each other",
            format!("{} 甲", ">".repeat(20_000)),
        ),
        (
            "lists in each other",
            (0..2_000)
                .map(|n| format!("{}- 甲\n", "  ".repeat(n % 400)))
                .collect(),
        ),
        ("emphasis that does not end", "*甲 ".repeat(50_000)),
        (
            "emphasis in each other",
            format!("{}甲{}", "*".repeat(20_000), "*".repeat(20_000)),
        ),
        ("brackets that do not end", "[".repeat(50_000)),
        (
            "brackets in each other",
            format!("{}{}", "[".repeat(10_000), "]".repeat(10_000)),
        ),
        ("links that do not end", "[甲](".repeat(20_000)),
        ("images in each other", "![".repeat(30_000)),
        (
            "back quotes",
            (1..800).map(|n| "`".repeat(n) + " ").collect(),
        ),
        ("angle brackets", "<".repeat(50_000)),
        ("comments that do not end", "<!--".repeat(20_000)),
        (
            "a table of many columns",
            format!("{}|\n{}|\n", "| 甲 ".repeat(2_000), "| - ".repeat(2_000)),
        ),
        ("many headings", "## 一、甲\n\n".repeat(5_000)),
    ]
}

#[test]
fn bodies_stay_text() {
    assert!(run(cases()) > 70);
}
