//! What a site declares: site.yaml, topics.yaml and organisations.yaml to settings.
//!
//! Pure: takes the text of the files and gives settings or all problems of a file at once.
//! Knows nothing of replies, themes or the disk.

mod allow;
mod declared;
mod site;

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;

use crate::diag::{Code, Diagnostic, SourceFile};
use crate::model::{Permalink, Policy};

pub use declared::{parse_organisations, parse_topics};
pub use site::{GOVERNMENT_KEYS, PRIVACY_KEYS, SITE_KEYS, parse_site};

/// The settings of a site (`content/site.yaml`).
#[derive(Clone, Debug, Default)]
pub struct Config {
    /// Title of the archive.
    pub title: String,
    /// What the archive is, in a sentence or two.
    pub description: Option<String>,
    /// Language of the interface, such as `zh-CN`.
    pub language: String,
    /// Who publishes it.
    pub publisher: Option<String>,
    /// Licence of the data.
    pub license: Option<License>,
    /// Absolute address of the site, ending in `/`.
    pub base_url: Option<String>,
    /// Name of the theme.
    pub theme: String,
    /// Bodies whose cases have the short path.
    pub home_bodies: Vec<String>,
    /// What is done with unmarked originals.
    pub policy: Policy,
    /// The site's own wording of classes.
    pub outcomes: BTreeMap<char, String>,
    /// Which outputs are made besides pages.
    pub outputs: Outputs,
    /// How personal data found in texts is treated.
    pub privacy: Privacy,
    /// The government site that hosts the archive.
    pub government: Option<Government>,
    /// Files in the output folder that are not fuwen's: names, or folders ending in `/`.
    pub keep: Vec<String>,
    /// Rules from which the whole site is excepted.
    pub allow: Vec<Code>,
    /// Whether the site is built for review only. Not of site.yaml.
    pub preview: bool,
    /// What a preview shows, such as a commit. Not of site.yaml.
    pub revision: Option<String>,
    /// Where site.yaml names theme and language, for problems with what they name.
    pub places: Places,
}

/// Where some settings stand in site.yaml.
#[derive(Clone, Debug, Default)]
pub struct Places {
    /// `theme:`.
    pub theme: Option<Place>,
    /// `language:`.
    pub language: Option<Place>,
}

/// A stretch of a settings file.
pub type Place = (Arc<SourceFile>, Range<usize>);

/// A licence.
#[derive(Clone, Debug)]
pub struct License {
    /// Its name.
    pub name: String,
    /// Its text.
    pub url: Option<String>,
}

/// Which outputs are made besides pages; all by default.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Outputs {
    /// Full-text search.
    pub search: bool,
    /// Open data.
    pub data: bool,
    /// Feeds.
    pub feeds: bool,
}

impl Default for Outputs {
    fn default() -> Self {
        Self {
            search: true,
            data: true,
            feeds: true,
        }
    }
}

/// What is done with a kind of personal data.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PrivacyLevel {
    /// Stops the build.
    Error,
    /// Warns.
    Warn,
    /// Is masked in every output.
    Mask,
    /// Is left as it is.
    Allow,
}

/// How each kind of personal data found in texts is treated.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Privacy {
    /// Identity card numbers.
    pub identity_card: PrivacyLevel,
    /// A member's own telephone or address.
    pub member_contact: PrivacyLevel,
    /// Bank card numbers.
    pub bank_card: PrivacyLevel,
    /// Mobile telephone numbers.
    pub mobile: PrivacyLevel,
    /// Personal mail addresses.
    pub email: PrivacyLevel,
    /// Home addresses.
    pub address: PrivacyLevel,
}

impl Privacy {
    /// Whether anything is masked, so that a text has to be searched before it is shown.
    pub fn masks(&self) -> bool {
        let kinds = [
            self.identity_card,
            self.member_contact,
            self.bank_card,
            self.mobile,
            self.email,
            self.address,
        ];
        kinds.contains(&PrivacyLevel::Mask)
    }
}

impl Default for Privacy {
    fn default() -> Self {
        Self {
            identity_card: PrivacyLevel::Error,
            member_contact: PrivacyLevel::Error,
            bank_card: PrivacyLevel::Warn,
            mobile: PrivacyLevel::Warn,
            email: PrivacyLevel::Warn,
            address: PrivacyLevel::Warn,
        }
    }
}

/// The government site of which the archive is a column. A false site code is an imposture, so
/// nothing of this has a default that claims to be a government site.
#[derive(Clone, Debug, Default)]
pub struct Government {
    /// `SiteName`.
    pub site_name: Option<String>,
    /// `SiteDomain`.
    pub domain: Option<String>,
    /// `SiteIDCode`.
    pub site_id_code: Option<String>,
    /// `ColumnName`; the site's title by default.
    pub column_name: Option<String>,
    /// `ColumnDescription`; the site's description by default.
    pub column_description: Option<String>,
    /// `ColumnKeywords`.
    pub column_keywords: Option<String>,
    /// `ColumnType`.
    pub column_type: Option<String>,
    /// ICP备案.
    pub icp: Option<String>,
    /// 公安机关备案.
    pub police_record: Option<String>,
    /// 主办单位.
    pub sponsor: Option<String>,
    /// How to reach the host site's editors.
    pub contact: Option<String>,
}

impl Config {
    /// What stands in for settings that could not be read, to look for further problems.
    pub fn unread() -> Self {
        Self {
            language: "zh-CN".to_owned(),
            theme: "default".to_owned(),
            ..Self::default()
        }
    }

    /// The absolute address of a page; `None` where the site has none.
    pub fn absolute(&self, permalink: &Permalink) -> Option<String> {
        self.base_url.as_ref().map(|base| {
            // The home page's address is the site's own.
            let path = permalink.as_str();
            format!("{base}{}", if path == "index.html" { "" } else { path })
        })
    }

    /// Takes over what the command line says in place of site.yaml. A preview has no address of
    /// its own, so that nobody takes it for the site.
    pub fn apply(&mut self, base_url: Option<&String>, preview: bool, revision: Option<&String>) {
        if let Some(base_url) = base_url {
            self.base_url = Some(base_url.clone());
        }
        if preview {
            self.base_url = None;
        }
        self.preview = preview;
        self.revision = revision.filter(|_| preview).cloned();
    }

    /// A problem with what a setting names, placed where site.yaml names it.
    pub fn problem_at(place: Option<&Place>, problem: Diagnostic) -> Diagnostic {
        match place {
            Some((source, span)) => problem.at(source, span.clone()),
            None => problem.in_file("content/site.yaml"),
        }
    }

    /// Whether a file in the output folder belongs to somebody else.
    pub fn keeps(&self, path: &str) -> bool {
        self.keep
            .iter()
            .any(|kept| path == kept || (kept.ends_with('/') && path.starts_with(kept.as_str())))
    }
}

/// Reads an absolute address: http or https, made to end in `/`.
///
/// # Errors
/// What is wrong with it.
pub fn parse_base_url(text: &str) -> Result<String, &'static str> {
    let text = text.trim();
    let rest = text
        .strip_prefix("https://")
        .or_else(|| text.strip_prefix("http://"))
        .ok_or("an address begins with https:// or http://")?;
    let bad = |c: char| c.is_whitespace() || c.is_control() || "\"'<>\\`{}|^?#".contains(c);
    if rest.is_empty() || rest.starts_with('/') || rest.contains(bad) {
        return Err("an address has a host and no white space, quotation marks, `?` or `#`");
    }
    if rest
        .split('/')
        .next()
        .is_some_and(|host| host.contains('@'))
    {
        return Err("an address that everybody reads bears no user name and no password");
    }
    Ok(format!("{}/", text.trim_end_matches('/')))
}
