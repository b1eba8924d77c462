//! Front matter: fields, YAML that is prepared, and values that name places.

use super::{Case, Expected, FACTS, FILE, Harmless, Refused, case, run, site};

/// Breaks out of text, attributes, comments and templates, and counts in a spreadsheet.
const TEXTS: [&str; 8] = [
    "<script>pwn()</script>",
    "\"><img src=x onerror=pwn()>",
    "' onmouseover='pwn()",
    "{{ site }}{% include 'x' %}",
    "</script><script>pwn()</script>",
    "--><script>pwn()</script><!--",
    "=HYPERLINK(\"https://evil.example\")",
    "javascript:pwn()",
];

/// Keys with a value that holds `TEXT`, besides those that every reply has.
const FIELDS: [&str; 20] = [
    "addressees: [TEXT]",
    "signer: TEXT",
    "doc_number: TEXT",
    "index_number: TEXT",
    "co_issuers: [TEXT]",
    "keywords: [TEXT]",
    "attachments: [TEXT]",
    "cc: [TEXT]",
    "session: {body: TEXT, term: TEXT, year: 2025}",
    "contacts: {lead: TEXT, handler: TEXT, phone: TEXT}",
    "as_written: {head: TEXT}",
    "as_written: {marks: [TEXT]}",
    "as_written: {contacts: [TEXT]}",
    "corrected: [{date: 2025-01-01, note: TEXT}]",
    "review: [{code: TEXT, field: TEXT, message: TEXT, alternatives: [TEXT]}]",
    "allow: [{code: TEXT, reason: TEXT}]",
    "source: {file: TEXT}",
    "summary: TEXT",
    "role: co_handling\naddressees: [TEXT]",
    "date: 2025-01-01\nsigner: TEXT",
];

fn cases() -> Vec<Case> {
    let mut cases = Vec::new();
    for (index, field) in FIELDS.iter().enumerate() {
        let text = format!("'{}'", TEXTS[index % TEXTS.len()].replace('\'', "''"));
        let more = field.replace("TEXT", &text);
        cases.push(reply(field, &format!("{FACTS}{more}\n"), Harmless));
    }
    for text in TEXTS {
        let quoted = format!("'{}'", text.replace('\'', "''"));
        let facts = format!(
            "title: {quoted}\ncases: [{{kind: proposal, number: {quoted}, subject: {quoted}}}]\n\
             issuer: 甲局\nsession: {{body: {quoted}}}\ndisclosure: summary\nsummary: {quoted}\n"
        );
        cases.push(reply(&format!("a notice of {text}"), &facts, Harmless));
    }
    for (name, yaml, expected) in prepared() {
        cases.push(reply(name, &yaml, expected));
    }
    for (name, more, expected) in PLACES {
        cases.push(reply(name, &format!("{FACTS}{more}\n"), expected));
    }
    for (name, bytes, expected) in raw() {
        cases.push(case(name, site(FILE, bytes), expected));
    }
    cases
}

fn reply(name: &str, front_matter: &str, expected: Expected) -> Case {
    let text = format!("---\n{front_matter}---\n\n甲：\n\n乙。\n");
    case(name, site(FILE, text), expected)
}

/// YAML made to take up time and memory, to mean two things, or to make objects.
fn prepared() -> Vec<(&'static str, String, Expected)> {
    let with = |more: &str| format!("{FACTS}{more}\n");
    let mut laughs = "a0: &a0 [x, x, x, x, x, x, x, x, x]\n".to_owned();
    for n in 1..9 {
        let uses = vec![format!("*a{}", n - 1); 9].join(", ");
        laughs += &format!("a{n}: &a{n} [{uses}]\n");
    }
    let limit = Refused(1, "yaml-limit");
    let syntax = Refused(1, "yaml-syntax");
    vec![
        ("a billion laughs", laughs, limit),
        ("an alias of itself", with("keywords: &a [*a]"), limit),
        ("an unknown alias", with("signer: *nobody"), syntax),
        (
            "lists in each other",
            with(&format!("keywords: {}", "[".repeat(10_000))),
            limit,
        ),
        (
            "maps in each other",
            with(&format!("keywords: {}", "{a: ".repeat(10_000))),
            limit,
        ),
        (
            "indentation in each other",
            with(
                &(0..200)
                    .map(|n| format!("{}a:\n", " ".repeat(n)))
                    .collect::<String>(),
            ),
            limit,
        ),
        (
            "dashes in each other",
            with(&format!("keywords:\n  {}x", "- ".repeat(5_000))),
            limit,
        ),
        (
            "a gigantic value",
            with(&format!("signer: {}", "甲".repeat(200_000))),
            limit,
        ),
        (
            "a gigantic key",
            with(&format!("{}: 1", "k".repeat(400_000))),
            limit,
        ),
        (
            "many keys",
            with(
                &(0..100_000)
                    .map(|n| format!("k{n}: 1\n"))
                    .collect::<String>(),
            ),
            limit,
        ),
        (
            "many wrong keys",
            with(&(0..5_000).map(|n| format!("k{n}: 1\n")).collect::<String>()),
            Refused(1, "key-unknown"),
        ),
        (
            "a tag that makes objects",
            with("signer: !!python/object/apply:os.system ['pwn']"),
            syntax,
        ),
        ("a tag of one's own", with("signer: !x y"), syntax),
        ("binary", with("signer: !!binary PHNjcmlwdD4="), syntax),
        (
            "text behind the end of the document",
            with("...\nsigner: x"),
            syntax,
        ),
        (
            "a merge key",
            with("<<: {disclosure: public}"),
            Refused(1, "key-unknown"),
        ),
        (
            "a list as key",
            with("? [a, b]\n: c"),
            Refused(1, "value-type"),
        ),
        ("a directive", format!("%YAML 9.9\n{FACTS}"), syntax),
        ("a tab", with("\tsigner: x"), syntax),
        (
            "disclosure twice",
            with("disclosure: withheld"),
            Refused(1, "key-duplicate"),
        ),
        (
            "disclosure in two languages",
            with("公开属性: 不予公开"),
            Refused(1, "key-duplicate"),
        ),
        (
            "a number too large",
            with("session: {year: 99999999999999999999}"),
            Refused(1, "value-type"),
        ),
        (
            "a year that is none",
            with("session: {year: -1}"),
            Refused(1, "value-invalid"),
        ),
        (
            "no number",
            with("session: {year: .nan}"),
            Refused(1, "value-type"),
        ),
        ("an octal year", with("session: {year: 0o3751}"), Harmless),
        (
            "a time for a date",
            with("date: 2025-06-20T00:00:00Z"),
            Refused(1, "date-invalid"),
        ),
        (
            "a day that does not exist",
            with("date: 2025-02-30"),
            Refused(1, "date-invalid"),
        ),
        (
            "a year of the far future",
            with("date: 99999-01-01"),
            Refused(1, "date-invalid"),
        ),
        (
            "a bidi override in a value",
            with("signer: \"a\\u202Eb\""),
            Refused(1, "value-invalid"),
        ),
        (
            "a NUL in a value",
            with("signer: \"a\\0b\""),
            Refused(1, "value-invalid"),
        ),
        (
            "an escape in a value",
            with("signer: \"a\\eb\""),
            Refused(1, "value-invalid"),
        ),
        ("a null title", with("signer: ~"), Harmless),
        ("nothing at all", String::new(), Refused(1, "key-missing")),
        (
            "only a remark",
            "# x\n".to_owned(),
            Refused(1, "key-missing"),
        ),
    ]
}

/// Values that name places on the disk or on the site.
const PLACES: [(&str, &str, Expected); 14] = [
    (
        "an alias above the site",
        "aliases: [../x.html]",
        Refused(1, "alias-invalid"),
    ),
    (
        "an absolute alias",
        "aliases: [/etc/passwd.html]",
        Refused(1, "alias-invalid"),
    ),
    (
        "an alias with a drive",
        "aliases: ['C:\\\\x.html']",
        Refused(1, "alias-invalid"),
    ),
    (
        "an alias with a way up inside",
        "aliases: [a/../../x.html]",
        Refused(1, "alias-invalid"),
    ),
    (
        "an alias of a device",
        "aliases: [con.html]",
        Refused(1, "alias-invalid"),
    ),
    (
        "an alias with script",
        "aliases: ['javascript:pwn().html']",
        Refused(1, "alias-invalid"),
    ),
    (
        "an alias that is hidden",
        "aliases: [.git/config.html]",
        Refused(1, "alias-invalid"),
    ),
    (
        "an alias of the home page",
        "aliases: [index.html]",
        Refused(1, "path-clash"),
    ),
    (
        "an alias in other case",
        "aliases: [INDEX.html]",
        Refused(1, "path-clash"),
    ),
    (
        "an alias of the manifest",
        "aliases: [manifest-sha256.txt]",
        Refused(1, "alias-invalid"),
    ),
    (
        "a topic with a way up",
        "topics: [../../x]",
        Refused(1, "topic-unknown"),
    ),
    (
        "an original above the site",
        "source: {file: ../../../etc/passwd}",
        Harmless,
    ),
    (
        "a body with a way up",
        "session: {body: ../../etc}",
        Harmless,
    ),
    (
        "a member with a way up",
        "addressees: [../../etc/passwd]",
        Harmless,
    ),
];

/// Bytes that are no text, and fences that are none.
fn raw() -> Vec<(&'static str, Vec<u8>, Expected)> {
    let text = |front: &str| format!("---\n{front}---\n\n甲。\n").into_bytes();
    let mut nul = text(FACTS);
    nul.insert(10, 0);
    let utf16: Vec<u8> = String::from_utf8(text(FACTS))
        .unwrap()
        .encode_utf16()
        .flat_map(u16::to_le_bytes)
        .collect();
    vec![
        ("no bytes", Vec::new(), Refused(1, "front-matter-missing")),
        ("a NUL in the YAML", nul, Refused(1, "yaml-syntax")),
        (
            "GB18030",
            b"---\ntitle: \xB4\xF0\xB8\xB4\n---\n".to_vec(),
            Refused(1, "not-utf8"),
        ),
        ("UTF-16", utf16, Refused(1, "not-utf8")),
        (
            "bytes that begin nothing",
            vec![0xFF; 4096],
            Refused(1, "not-utf8"),
        ),
        (
            "surrogates",
            b"---\ntitle: \xED\xA0\x80\n---\n".to_vec(),
            Refused(1, "not-utf8"),
        ),
        (
            "zeros",
            vec![0; 100_000],
            Refused(1, "front-matter-missing"),
        ),
        (
            "fences alone",
            b"---\n---\n".to_vec(),
            Refused(1, "key-missing"),
        ),
        (
            "one fence",
            b"---\n".to_vec(),
            Refused(1, "front-matter-unclosed"),
        ),
        (
            "a long fence",
            "-".repeat(1_000_000).into_bytes(),
            Refused(1, "front-matter-missing"),
        ),
        (
            "line ends of old",
            text(FACTS)
                .iter()
                .map(|b| if *b == b'\n' { b'\r' } else { *b })
                .collect(),
            Refused(1, "front-matter-missing"),
        ),
    ]
}

#[test]
fn front_matter_is_refused_or_stays_text() {
    assert!(run(cases()) > 80);
}
