//! Background pages and their index.

use schemars::JsonSchema;
use serde::Serialize;

use super::linked;
use super::meta::{self, ArticleTags};
use super::outline::{OutlineItem, Text, nest};
use super::page::{Head, Page};
use super::site::Context;
use crate::model::{Article, Cleared, Permalink};

/// The path of the index of articles.
pub const INDEX: &str = "articles/index.html";

/// What `article.html` sees, its body apart.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct ArticleView {
    /// What every page has.
    page: Page,
    /// Its title.
    title: String,
    /// Its language, where it is not that of the interface.
    lang: Option<&'static str>,
    /// The day of the document.
    date: Option<String>,
    /// When it was put on the web.
    published: Option<String>,
    /// Its headings, nested.
    outline: Vec<OutlineItem>,
}

/// What `articles.html` sees.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct ArticlesView {
    /// What every page has.
    page: Page,
    /// All articles.
    articles: Vec<ArticleRow>,
}

/// An article in a list.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct ArticleRow {
    /// Relative address.
    href: String,
    /// Its title.
    title: String,
    /// Its language, where it is not that of the interface.
    lang: Option<&'static str>,
    /// One sentence about it.
    description: Option<String>,
    /// The day of the document.
    date: Option<String>,
}

impl ArticleView {
    /// The view of one article, its text apart.
    pub fn new(context: Context<'_>, article: &Cleared<Article>) -> Self {
        let config = context.config;
        let tags = meta::article_tags(
            config,
            &ArticleTags {
                title: &article.title,
                published: article.published,
                source: config.publisher.as_deref().unwrap_or(&config.title),
                keywords: Vec::new(),
                permalink: &article.permalink,
            },
        );
        let head = Head {
            kind: "article",
            title: article.title.clone(),
            description: article.description.clone(),
            section: Some("articles"),
            parents: vec![(context.word("nav.articles"), Permalink::page(INDEX))],
            thing: Some(linked::article(context, article)),
            ..Head::default()
        };
        Self {
            page: Page::new(context, &article.permalink, head, tags),
            title: article.title.clone(),
            lang: context.lang(&article.title),
            date: article.date.map(|date| date.to_string()),
            published: article.published.map(|published| published.to_string()),
            outline: Vec::new(),
        }
    }

    /// Adds what the text tells.
    pub fn set_text(&mut self, text: &Text) {
        self.outline = nest(&text.outline);
    }
}

impl ArticlesView {
    /// The view of the index of articles.
    pub fn new(context: Context<'_>, permalink: &Permalink) -> Self {
        let head = Head {
            kind: "articles",
            title: context.word("nav.articles"),
            section: Some("articles"),
            ..Head::default()
        };
        Self {
            page: Page::index(context, permalink, head),
            articles: ArticleRow::all(context, permalink),
        }
    }
}

impl ArticleRow {
    /// All articles as seen from one page.
    pub fn all(context: Context<'_>, from: &Permalink) -> Vec<Self> {
        let row = |article: &Cleared<Article>| Self {
            href: article.permalink.relative_to(from),
            title: article.title.clone(),
            lang: context.lang(&article.title),
            description: article.description.clone(),
            date: article.date.map(|date| date.to_string()),
        };
        context.archive.articles.iter().map(row).collect()
    }
}
