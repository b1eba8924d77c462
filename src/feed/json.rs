//! JSON Feed 1.1.

use serde::Serialize;

use super::Feed;

#[derive(Serialize)]
struct Document<'a> {
    version: &'static str,
    title: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    description: Option<&'a str>,
    home_page_url: String,
    feed_url: String,
    language: &'static str,
    authors: [Author<'a>; 1],
    #[serde(skip_serializing_if = "Option::is_none")]
    _license: Option<License<'a>>,
    items: Vec<Entry<'a>>,
}

#[derive(Serialize)]
struct Author<'a> {
    name: &'a str,
}

#[derive(Serialize)]
struct License<'a> {
    name: &'a str,
    url: Option<&'a str>,
}

#[derive(Serialize)]
struct Entry<'a> {
    id: String,
    url: String,
    title: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    summary: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    content_html: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    content_text: Option<String>,
    date_published: String,
    date_modified: String,
    authors: [Author<'a>; 1],
    tags: &'a [&'a str],
}

impl Feed<'_> {
    /// The feed as JSON Feed. `contents` has the HTML of each item, empty for a notice.
    ///
    /// # Errors
    /// The writer's; a buffer has none.
    pub fn to_json(&self, contents: &[String]) -> serde_json::Result<Vec<u8>> {
        let items = self.items.iter().zip(contents).map(|(item, content)| {
            let title = item.entry.display_title().0;
            // An item has to have a content; a notice has none but its summary or title.
            let shown = (!content.is_empty()).then_some(content.as_str());
            let words = || {
                item.entry
                    .summary()
                    .map_or_else(|| title.clone(), str::to_owned)
            };
            Entry {
                id: item.entry.urn(),
                url: self.address(item.entry.permalink(), &self.json),
                summary: item.entry.summary(),
                content_html: shown,
                content_text: shown.is_none().then(words),
                date_published: item.issued.to_string(),
                date_modified: item.updated.to_string(),
                authors: [Author { name: item.author }],
                tags: &item.topics,
                title,
            }
        });
        let config = self.config;
        let document = Document {
            version: "https://jsonfeed.org/version/1.1",
            title: &self.title,
            description: config.description.as_deref(),
            home_page_url: self.address(&self.page, &self.json),
            feed_url: self.address(&self.json, &self.json),
            language: "zh-CN",
            authors: [Author {
                name: config.publisher.as_ref().unwrap_or(&config.title),
            }],
            _license: config.license.as_ref().map(|license| License {
                name: &license.name,
                url: license.url.as_deref(),
            }),
            items: items.collect(),
        };
        let mut bytes = serde_json::to_vec(&document)?;
        bytes.push(b'\n');
        Ok(bytes)
    }
}
