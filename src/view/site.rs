//! Shared data: what every view is made from, and what every template sees of the site.

use schemars::JsonSchema;
use serde::Serialize;

use crate::config::{Config, Government, License};
use crate::data;
use crate::messages::Messages;
use crate::model::taxonomy::{UNDATED, UNMARKED};
use crate::model::{Archive, Facet, Kind, Permalink, Term};
use crate::text::cjk::is_han;

/// The language of the letters.
const CHINESE: &str = "zh-CN";

/// What all views of one build are made from.
#[derive(Clone, Copy)]
pub struct Context<'a> {
    /// The published archive.
    pub archive: &'a Archive,
    /// The site's settings.
    pub config: &'a Config,
    /// The words of the interface.
    pub messages: &'a Messages,
}

impl<'a> Context<'a> {
    /// What data are made from.
    pub fn data(&self) -> data::Site<'a> {
        data::Site {
            archive: self.archive,
            config: self.config,
        }
    }

    /// A message without placeholders.
    pub fn word(&self, key: &str) -> String {
        self.messages.text(key, &[])
    }

    /// Where a citation says that a page stands: its address, else its path in this archive.
    pub fn address(&self, permalink: &Permalink) -> String {
        let title = &self.config.title;
        self.config
            .absolute(permalink)
            .unwrap_or_else(|| format!("{title}，{permalink}"))
    }

    /// The language of words from content, where they are Chinese and the interface is not.
    pub fn lang(&self, words: &str) -> Option<&'static str> {
        let is_other = self.config.language != CHINESE && words.contains(is_han);
        is_other.then_some(CHINESE)
    }

    /// The name of a term as readers see it.
    pub fn term_name(&self, facet: Facet, term: &Term) -> String {
        match facet {
            Facet::Years if term.slug != UNDATED => {
                self.messages.text("page.year", &[("year", &term.name)])
            }
            Facet::Outcomes if term.slug != UNMARKED => {
                self.messages.text("page.outcome", &[("class", &term.name)])
            }
            Facet::Years => self.word("page.undated"),
            Facet::Outcomes => self.word("outcome.none"),
            _ => term.name.clone(),
        }
    }

    /// The words for a case: 政协提案第2104111号, or the kind alone where it bears no number.
    pub fn case_label(&self, kind: Kind, number: Option<&str>) -> String {
        let kind = kind.name();
        match number {
            Some(number) => self
                .messages
                .text(&format!("case.{kind}_number"), &[("number", number)]),
            None => self.word(&format!("case.{kind}")),
        }
    }
}

/// What a template sees of the site, on every page.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct SiteView {
    /// Title of the site.
    title: String,
    /// One sentence about it.
    description: Option<String>,
    /// Language of title and description, where it is not that of the interface.
    title_lang: Option<&'static str>,
    /// Language of the interface.
    language: String,
    /// Who publishes it.
    publisher: Option<String>,
    /// License of the data.
    license: Option<LicenseView>,
    /// The site's address.
    base_url: Option<String>,
    /// What a government site must show.
    government: Option<GovernmentView>,
    /// It can be searched.
    search: bool,
    /// It is a preview.
    preview: bool,
    /// What it is a preview of, such as a commit.
    revision: Option<String>,
}

#[derive(Clone, Debug, Serialize, JsonSchema)]
struct LicenseView {
    /// Its name.
    name: String,
    /// Its address.
    url: Option<String>,
}

#[derive(Clone, Debug, Serialize, JsonSchema)]
struct GovernmentView {
    /// 网站名称.
    site_name: Option<String>,
    /// 网站域名.
    domain: Option<String>,
    /// 网站标识码.
    site_id_code: Option<String>,
    /// ICP备案.
    icp: Option<String>,
    /// 公安机关备案.
    police_record: Option<String>,
    /// 主办单位.
    sponsor: Option<String>,
    /// 联系方式.
    contact: Option<String>,
}

/// One entry of the main navigation.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct NavItem {
    /// Name of the section; its words are the message `nav.<id>`.
    id: &'static str,
    /// Path from the site's root.
    path: String,
}

impl SiteView {
    /// What templates may know of the settings.
    pub fn new(context: Context<'_>) -> Self {
        let config = context.config;
        Self {
            title_lang: context.lang(&config.title),
            title: config.title.clone(),
            description: config.description.clone(),
            language: config.language.clone(),
            publisher: config.publisher.clone(),
            license: config.license.as_ref().map(license),
            base_url: config.base_url.clone(),
            government: config.government.as_ref().map(government),
            search: config.outputs.search,
            preview: config.preview,
            revision: config.revision.clone(),
        }
    }
}

fn license(license: &License) -> LicenseView {
    LicenseView {
        name: license.name.clone(),
        url: license.url.clone(),
    }
}

fn government(government: &Government) -> GovernmentView {
    GovernmentView {
        site_name: government.site_name.clone(),
        domain: government.domain.clone(),
        site_id_code: government.site_id_code.clone(),
        icp: government.icp.clone(),
        police_record: government.police_record.clone(),
        sponsor: government.sponsor.clone(),
        contact: government.contact.clone(),
    }
}

/// The navigation: only places that exist.
pub fn navigation(archive: &Archive, config: &Config) -> Vec<NavItem> {
    let has_kind = |kind: Kind| !archive.cases_of_kind(kind).is_empty();
    let has_facet = |facet: Facet| !archive.taxonomy(facet).terms.is_empty();
    let mut items = vec![("replies", true)];
    items.push(("proposals", has_kind(Kind::Proposal)));
    items.push(("suggestions", has_kind(Kind::Suggestion)));
    items.extend(Facet::ALL.map(|facet| (facet.folder(), has_facet(facet))));
    let mut items: Vec<NavItem> = items
        .into_iter()
        .filter(|&(_, exists)| exists)
        .map(|(id, _)| NavItem {
            id,
            path: format!("{id}/index.html"),
        })
        .collect();
    items.push(NavItem {
        id: "statistics",
        path: "statistics.html".to_owned(),
    });
    if !archive.articles.is_empty() {
        items.push(NavItem {
            id: "articles",
            path: "articles/index.html".to_owned(),
        });
    }
    if config.outputs.data {
        items.push(NavItem {
            id: "data",
            path: data::PAGE.to_owned(),
        });
    }
    items
}
