//! References to every reply, for reference managers.

use std::io::{self, Write};

use serde::Serialize;

use super::Site;
use super::files::Citations;
use crate::model::Entry;

/// Writes references to all replies.
pub(super) fn write(site: Site<'_>, format: Citations, out: &mut dyn Write) -> io::Result<()> {
    let references = site.entries().map(|(_, entry)| Reference::new(site, entry));
    match format {
        Citations::BibTex => references
            .map(|r| r.bibtex())
            .try_for_each(|text| out.write_all(text.as_bytes())),
        Citations::Ris => references
            .map(|r| r.ris())
            .try_for_each(|text| out.write_all(text.as_bytes())),
        Citations::Csl => {
            out.write_all(b"[")?;
            for (index, reference) in references.enumerate() {
                out.write_all(if index == 0 { b"\n" } else { b",\n" })?;
                serde_json::to_writer(&mut *out, &reference.csl())?;
            }
            out.write_all(b"\n]\n")
        }
    }
}

/// What a reference says, in whatever form.
struct Reference {
    key: String,
    author: String,
    title: String,
    number: Option<String>,
    year: Option<i16>,
    month_and_day: Option<(i8, i8)>,
    url: Option<String>,
    publisher: Option<String>,
}

impl Reference {
    fn new(site: Site<'_>, entry: &Entry) -> Self {
        let author = site.archive.organisations.full_name(entry.issuer());
        let path = entry.permalink().as_str().trim_end_matches(".html");
        let date = entry.date();
        Self {
            key: path.replace('/', "-"),
            author: author.to_owned(),
            title: entry.display_title().0,
            number: entry.doc_number().map(str::to_owned),
            year: date.map(jiff::civil::Date::year).or_else(|| entry.year()),
            month_and_day: date.map(|date| (date.month(), date.day())),
            url: site.config.absolute(entry.permalink()),
            publisher: site.config.publisher.clone(),
        }
    }

    fn bibtex(&self) -> String {
        let mut text = format!("@misc{{{},\n", self.key);
        let mut field = |name: &str, value: Option<String>| {
            if let Some(value) = value {
                text.push_str(&format!("  {name} = {{{value}}},\n"));
            }
        };
        // The second pair of braces keeps the name of a body whole.
        field("author", Some(format!("{{{}}}", tex(&self.author))));
        field("title", Some(format!("{{{}}}", tex(&self.title))));
        field("year", self.year.map(|year| year.to_string()));
        field(
            "month",
            self.month_and_day.map(|(month, _)| month.to_string()),
        );
        field("day", self.month_and_day.map(|(_, day)| day.to_string()));
        field("number", self.number.as_deref().map(tex));
        field("publisher", self.publisher.as_deref().map(tex));
        field("url", self.url.clone());
        field("language", Some("chinese".to_owned()));
        text.push_str("}\n\n");
        text
    }

    fn ris(&self) -> String {
        let mut text = String::new();
        let mut field = |tag: &str, value: Option<String>| {
            if let Some(value) = value {
                text.push_str(&format!("{tag}  - {}\r\n", one_line(&value)));
            }
        };
        field("TY", Some("GOVDOC".to_owned()));
        field("ID", Some(self.key.clone()));
        field("AU", Some(self.author.clone()));
        field("TI", Some(self.title.clone()));
        field("PY", self.year.map(|year| year.to_string()));
        let day = |(month, day)| self.year.map(|year| format!("{year}/{month:02}/{day:02}"));
        field("DA", self.month_and_day.and_then(day));
        field("M1", self.number.clone());
        field("PB", self.publisher.clone());
        field("LA", Some("zh-CN".to_owned()));
        field("UR", self.url.clone());
        text.push_str("ER  - \r\n\r\n");
        text
    }

    fn csl(&self) -> Csl<'_> {
        let (year, rest) = (self.year, self.month_and_day);
        let parts = year.map(|year| {
            let day = rest.map(|(month, day)| [i16::from(month), i16::from(day)]);
            std::iter::once(year)
                .chain(day.into_iter().flatten())
                .collect()
        });
        Csl {
            id: &self.key,
            kind: "document",
            author: [Literal {
                literal: &self.author,
            }],
            title: &self.title,
            number: self.number.as_deref(),
            issued: parts.map(|parts| Issued { parts: [parts] }),
            publisher: self.publisher.as_deref(),
            url: self.url.as_deref(),
            language: "zh-CN",
        }
    }
}

/// A reference as CSL-JSON has it.
#[derive(Serialize)]
struct Csl<'a> {
    id: &'a str,
    #[serde(rename = "type")]
    kind: &'static str,
    author: [Literal<'a>; 1],
    title: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    number: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    issued: Option<Issued>,
    #[serde(skip_serializing_if = "Option::is_none")]
    publisher: Option<&'a str>,
    #[serde(rename = "URL", skip_serializing_if = "Option::is_none")]
    url: Option<&'a str>,
    language: &'static str,
}

#[derive(Serialize)]
struct Literal<'a> {
    literal: &'a str,
}

#[derive(Serialize)]
struct Issued {
    #[serde(rename = "date-parts")]
    parts: [Vec<i16>; 1],
}

/// Text with what TeX would read escaped. Braces that do not match would end the entry, so they
/// are written by their names.
fn tex(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in one_line(text).chars() {
        match c {
            '\\' => escaped.push_str("\\textbackslash{}"),
            '{' => escaped.push_str("\\textbraceleft{}"),
            '}' => escaped.push_str("\\textbraceright{}"),
            '~' => escaped.push_str("\\textasciitilde{}"),
            '^' => escaped.push_str("\\textasciicircum{}"),
            '$' | '&' | '%' | '#' | '_' => escaped.extend(['\\', c]),
            c => escaped.push(c),
        }
    }
    escaped
}

/// A field of these formats ends with its line.
fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
