//! Background pages and their index.

use serde::Serialize;

use super::meta::{self, ArticleTags};
use super::outline::{OutlineItem, Text, nest};
use super::page::{Head, Page};
use super::site::Context;
use crate::model::{Article, Cleared, Permalink};

/// The path of the index of articles.
pub const INDEX: &str = "articles/index.html";

/// What `article.html` sees, its body apart.
#[derive(Clone, Debug, Serialize)]
pub struct ArticleView {
    page: Page,
    title: String,
    date: Option<String>,
    published: Option<String>,
    outline: Vec<OutlineItem>,
}

/// What `articles.html` sees.
#[derive(Clone, Debug, Serialize)]
pub struct ArticlesView {
    page: Page,
    articles: Vec<ArticleRow>,
}

#[derive(Clone, Debug, Serialize)]
struct ArticleRow {
    href: String,
    title: String,
    description: Option<String>,
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
                description: article.description.as_deref(),
                permalink: &article.permalink,
            },
        );
        let head = Head {
            kind: "article",
            title: article.title.clone(),
            description: article.description.clone(),
            section: Some("articles"),
            parents: vec![(context.word("nav.articles"), Permalink::page(INDEX))],
        };
        Self {
            page: Page::new(context, &article.permalink, head, tags),
            title: article.title.clone(),
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
            description: None,
            section: Some("articles"),
            parents: Vec::new(),
        };
        let row = |article: &Cleared<Article>| ArticleRow {
            href: article.permalink.relative_to(permalink),
            title: article.title.clone(),
            description: article.description.clone(),
            date: article.date.map(|date| date.to_string()),
        };
        Self {
            page: Page::index(context, permalink, head),
            articles: context.archive.articles.iter().map(row).collect(),
        }
    }
}
