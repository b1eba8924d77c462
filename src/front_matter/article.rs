//! The front matter of an article.

use super::keys;
use super::value::Values;
use crate::diag::Diagnostics;
use crate::model::reply::Origin;
use crate::model::{Article, Permalink};
use crate::yaml::{Document, Reader};

/// Reads an article's facts. `None` where a problem leaves none that can be used.
pub fn parse_article(
    document: &Document,
    origin: Origin,
    permalink: Permalink,
) -> (Option<Article>, Diagnostics) {
    let mut reader = Reader::new(document);
    let Some(fields) = reader.fields(document.root(), keys::ARTICLE) else {
        return (None, reader.finish());
    };
    let mut values = Values {
        reader: &mut reader,
        fields,
    };
    let title = values.text("title");
    if title.is_none() {
        values.missing("title", "add the heading of the page as `title: …`");
    }
    let article = Article {
        origin,
        permalink,
        title: title.unwrap_or_default(),
        description: values.text("description"),
        date: values.date("date"),
        published: values.timestamp("published"),
        disclosure: values.disclosure(),
        aliases: values.aliases(),
    };
    let problems = reader.finish();
    ((!problems.has_errors()).then_some(article), problems)
}
