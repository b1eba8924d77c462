//! The page tags of Chinese government websites (国办发〔2017〕47号, 政府网站发展指引, annex).
//!
//! Made only where `government:` is set: a false site code would be an imposture.

use jiff::Timestamp;
use jiff::tz::{Offset, TimeZone};
use schemars::JsonSchema;
use serde::Serialize;

use crate::config::Config;
use crate::model::Permalink;

/// One `<meta name content>`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct MetaTag {
    /// Name of the tag.
    name: &'static str,
    /// What it is to those who preview links, where it is that too.
    property: Option<&'static str>,
    /// What it says.
    content: String,
}

/// What the article tags of a page are made from.
pub struct ArticleTags<'a> {
    /// `ArticleTitle`.
    pub title: &'a str,
    /// `PubDate`.
    pub published: Option<Timestamp>,
    /// `ContentSource`: who wrote it.
    pub source: &'a str,
    /// `Keywords`.
    pub keywords: Vec<String>,
    /// `Url`, where the site has an address.
    pub permalink: &'a Permalink,
}

/// Site and column tags, which stand on every page.
pub fn column_tags(config: &Config) -> Vec<MetaTag> {
    let Some(government) = &config.government else {
        return Vec::new();
    };
    let mut tags = Vec::new();
    let mut push = |name, content: Option<&str>| {
        if let Some(content) = content {
            tags.push(MetaTag {
                name,
                property: None,
                content: content.to_owned(),
            });
        }
    };
    let description = config.description.as_deref().unwrap_or(&config.title);
    push("SiteName", government.site_name.as_deref());
    push("SiteDomain", government.domain.as_deref());
    push("SiteIDCode", government.site_id_code.as_deref());
    push(
        "ColumnName",
        Some(government.column_name.as_deref().unwrap_or(&config.title)),
    );
    push(
        "ColumnDescription",
        Some(
            government
                .column_description
                .as_deref()
                .unwrap_or(description),
        ),
    );
    push("ColumnKeywords", government.column_keywords.as_deref());
    push(
        "ColumnType",
        Some(government.column_type.as_deref().unwrap_or("建议提案办理")),
    );
    tags
}

/// Site, column and article tags, which stand on a reply or an article. `Description` is not among
/// them: HTML's own tag of that name says it.
pub fn article_tags(config: &Config, article: &ArticleTags<'_>) -> Vec<MetaTag> {
    let mut tags = column_tags(config);
    if tags.is_empty() {
        return tags;
    }
    let mut push = |name, content: String| {
        let property = match name {
            "ArticleTitle" => Some("og:title"),
            "Url" => Some("og:url"),
            _ => None,
        };
        tags.push(MetaTag {
            name,
            property,
            content,
        });
    };
    push("ArticleTitle", article.title.to_owned());
    if let Some(published) = article.published {
        push("PubDate", publication_time(published));
    }
    push("ContentSource", article.source.to_owned());
    if !article.keywords.is_empty() {
        push("Keywords", article.keywords.join(","));
    }
    if let Some(url) = config.absolute(article.permalink) {
        push("Url", url);
    }
    tags
}

/// `YYYY-MM-DD HH:MM` in China Standard Time, which the rule means.
fn publication_time(published: Timestamp) -> String {
    let beijing = TimeZone::fixed(Offset::constant(8));
    published
        .to_zoned(beijing)
        .strftime("%Y-%m-%d %H:%M")
        .to_string()
}
