//! Reads site.yaml.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::{Config, Government, License, Outputs, Places, Privacy, PrivacyLevel};
use super::{allow, parse_base_url};
use crate::diag::{Code, Diagnostics, SourceFile};
use crate::model::{Outcome, Policy};
use crate::text::slug;
use crate::yaml::{Document, Fields, Key, Limits, Node, Reader};

/// The keys of site.yaml, each with its Chinese name.
pub const SITE_KEYS: &[Key] = &[
    Key::new("title", &["标题"]),
    Key::new("description", &["说明"]),
    Key::new("language", &["语言"]),
    Key::new("publisher", &["发布单位"]),
    Key::new("license", &["许可"]),
    Key::new("base_url", &["网址"]),
    Key::new("theme", &["模板"]),
    Key::new("home_bodies", &["本级机构"]),
    Key::new("disclosure", &["公开规则"]),
    Key::new("privacy", &["隐私"]),
    Key::new("outcomes", &["办理结果"]),
    Key::new("outputs", &["输出"]),
    Key::new("government", &["政府网站"]),
    Key::new("keep", &["保留"]),
    Key::new("allow", &["豁免"]),
];

/// The keys below `government`.
pub const GOVERNMENT_KEYS: &[Key] = &[
    Key::new("site_name", &["网站名称"]),
    Key::new("domain", &["域名"]),
    Key::new("site_id_code", &["网站标识码"]),
    Key::new("column_name", &["栏目名称"]),
    Key::new("column_description", &["栏目介绍"]),
    Key::new("column_keywords", &["栏目关键词"]),
    Key::new("column_type", &["栏目类别"]),
    Key::new("icp", &["ICP备案"]),
    Key::new("police_record", &["公安备案"]),
    Key::new("sponsor", &["主办单位"]),
    Key::new("contact", &["联系方式"]),
];

/// The kinds of personal data, as keys below `privacy`.
pub const PRIVACY_KEYS: &[Key] = &[
    Key::new("identity_card", &["身份证号"]),
    Key::new("member_contact", &["委员代表联系方式"]),
    Key::new("bank_card", &["银行卡号"]),
    Key::new("mobile", &["手机号"]),
    Key::new("email", &["电子邮箱"]),
    Key::new("address", &["住址"]),
];

const LEVELS: &[(&str, PrivacyLevel)] = &[
    ("error", PrivacyLevel::Error),
    ("warn", PrivacyLevel::Warn),
    ("mask", PrivacyLevel::Mask),
    ("allow", PrivacyLevel::Allow),
];

/// Reads the settings of a site. Problems come all at once; the settings are whole only where
/// there is no error.
pub fn parse_site(source: &Arc<SourceFile>) -> (Config, Diagnostics) {
    let document = match Document::parse(source, 0..source.text().len(), &Limits::default()) {
        Ok(document) => document,
        Err(problem) => return (Config::unread(), problem.into()),
    };
    let mut reader = Reader::new(&document);
    let Some(fields) = reader.fields(document.root(), SITE_KEYS) else {
        return (Config::unread(), reader.finish());
    };
    let place = |key: &str| Some((Arc::clone(source), document.span(fields.get(key)?)));
    let places = Places {
        theme: place("theme"),
        language: place("language"),
    };
    let mut site = Site {
        reader: &mut reader,
        fields,
    };
    let config = Config {
        places,
        ..site.read()
    };
    (config, reader.finish())
}

/// The map of site.yaml, or one inside it, being read.
struct Site<'r, 'd> {
    reader: &'r mut Reader<'d>,
    fields: Fields,
}

impl<'d> Site<'_, 'd> {
    fn read(&mut self) -> Config {
        let title = self.text("title");
        if title.is_none() {
            let help = "add the archive's name as `title: …`";
            self.reader.missing(self.fields.node(), "title", help);
        }
        Config {
            title: title.unwrap_or_default(),
            description: self.text("description"),
            language: self.text("language").unwrap_or_else(|| "zh-CN".to_owned()),
            publisher: self.text("publisher"),
            license: self.license(),
            base_url: self.base_url(),
            theme: self.theme(),
            home_bodies: self.texts("home_bodies"),
            policy: self.policy(),
            outcomes: self.outcomes(),
            outputs: self.outputs(),
            privacy: self.privacy(),
            government: self.government(),
            keep: self.keep(),
            allow: self.allow(),
            preview: false,
            revision: None,
            places: Places::default(),
        }
    }

    fn text(&mut self, key: &str) -> Option<String> {
        let text = self.reader.text(self.fields.get(key)?)?;
        let text = text.trim();
        (!text.is_empty()).then(|| text.to_owned())
    }

    fn texts(&mut self, key: &str) -> Vec<String> {
        let Some(node) = self.fields.get(key) else {
            return Vec::new();
        };
        self.reader.texts(node).unwrap_or_default()
    }

    fn nested<T>(
        &mut self,
        key: &str,
        keys: &[Key],
        read: impl FnOnce(&mut Site<'_, 'd>) -> T,
    ) -> Option<T> {
        let node = self.fields.get(key)?;
        let fields = self.reader.fields(node, keys)?;
        Some(read(&mut Site {
            reader: self.reader,
            fields,
        }))
    }

    fn invalid(&mut self, node: Node, message: &str, help: &str) {
        let problem = self.reader.problem(node, Code::ValueInvalid, message);
        self.reader.report(problem.help(help));
    }

    fn license(&mut self) -> Option<License> {
        let keys = &[Key::new("name", &["名称"]), Key::new("url", &["网址"])];
        self.nested("license", keys, |license| {
            let name = license.text("name");
            if name.is_none() {
                let help = "add the licence's name as `name: …`";
                license.reader.missing(license.fields.node(), "name", help);
            }
            let url = license.text("url");
            if let (Some(text), Some(node)) = (&url, license.fields.get("url"))
                && !(text.starts_with("https://") || text.starts_with("http://"))
            {
                license.invalid(node, "not an address", "begin it with https:// or http://");
            }
            License {
                name: name.unwrap_or_default(),
                url,
            }
        })
    }

    fn base_url(&mut self) -> Option<String> {
        let node = self.fields.get("base_url")?;
        let text = self.reader.text(node)?;
        match parse_base_url(&text) {
            Ok(url) => Some(url),
            Err(reason) => {
                self.invalid(node, "not the address of a site", reason);
                None
            }
        }
    }

    /// A theme's name is the name of its folder, so it must be a plain one.
    fn theme(&mut self) -> String {
        let Some(name) = self.text("theme") else {
            return "default".to_owned();
        };
        if let (false, Some(node)) = (slug::is_slug(&name), self.fields.get("theme")) {
            let help = "use lower-case letters, digits and hyphens, as the folder below themes/";
            self.invalid(node, "not the name of a theme", help);
            // What is no name of a folder is not opened either.
            return "default".to_owned();
        }
        name
    }

    fn policy(&mut self) -> Policy {
        let keys = &[Key::new("unstated", &["未标注"])];
        self.nested("disclosure", keys, |disclosure| {
            let choices = [
                ("withhold", false),
                ("publish", true),
                ("不公开", false),
                ("公开", true),
            ];
            let publish = disclosure
                .fields
                .get("unstated")
                .and_then(|node| disclosure.reader.one_of(node, &choices));
            Policy {
                publish_unstated: publish.unwrap_or(false),
            }
        })
        .unwrap_or_default()
    }

    fn outcomes(&mut self) -> BTreeMap<char, String> {
        let mut outcomes = BTreeMap::new();
        let Some(node) = self.fields.get("outcomes") else {
            return outcomes;
        };
        for entry in self.reader.entries(node).unwrap_or_default() {
            let class = Outcome::parse(&entry.key).map(Outcome::class);
            match (class, self.reader.text(entry.value)) {
                (Some(class), Some(words)) => {
                    outcomes.insert(class, words);
                }
                (None, _) => self.invalid(entry.key_node, "not a class", "one of: A, B, C, D"),
                (_, None) => {}
            }
        }
        outcomes
    }

    fn outputs(&mut self) -> Outputs {
        let keys = &[
            Key::new("search", &["检索"]),
            Key::new("data", &["数据"]),
            Key::new("feeds", &["订阅"]),
        ];
        self.nested("outputs", keys, |outputs| {
            let mut flag = |key| {
                let node = outputs.fields.get(key);
                node.and_then(|node| outputs.reader.boolean(node))
                    .unwrap_or(true)
            };
            Outputs {
                search: flag("search"),
                data: flag("data"),
                feeds: flag("feeds"),
            }
        })
        .unwrap_or_default()
    }

    fn privacy(&mut self) -> Privacy {
        self.nested("privacy", PRIVACY_KEYS, |privacy| {
            let usual = Privacy::default();
            let mut level = |key, usual| {
                let node = privacy.fields.get(key);
                node.and_then(|node| privacy.reader.one_of(node, LEVELS))
                    .unwrap_or(usual)
            };
            Privacy {
                identity_card: level("identity_card", usual.identity_card),
                member_contact: level("member_contact", usual.member_contact),
                bank_card: level("bank_card", usual.bank_card),
                mobile: level("mobile", usual.mobile),
                email: level("email", usual.email),
                address: level("address", usual.address),
            }
        })
        .unwrap_or_default()
    }

    fn government(&mut self) -> Option<Government> {
        let government = self.nested("government", GOVERNMENT_KEYS, |government| Government {
            site_name: government.text("site_name"),
            domain: government.text("domain"),
            site_id_code: government.site_id_code(),
            column_name: government.text("column_name"),
            column_description: government.text("column_description"),
            column_keywords: government.text("column_keywords"),
            column_type: government.text("column_type"),
            icp: government.text("icp"),
            police_record: government.text("police_record"),
            sponsor: government.text("sponsor"),
            contact: government.text("contact"),
        })?;
        self.check_government(&government);
        Some(government)
    }

    /// 网站标识码: ten digits, or `bm` and eight for ministries (国办发〔2017〕47号).
    fn site_id_code(&mut self) -> Option<String> {
        let code = self.text("site_id_code")?;
        let digits = code.strip_prefix("bm").unwrap_or(&code);
        let is_code = code.len() == 10 && digits.bytes().all(|byte| byte.is_ascii_digit());
        if let (false, Some(node)) = (is_code, self.fields.get("site_id_code")) {
            let message = "`site_id_code` is not a site's identification code (网站标识码)";
            let problem = self
                .reader
                .problem(node, Code::GovernmentIncomplete, message);
            let help = "write the ten digits the site was given, or `bm` and eight digits";
            self.reader.report(problem.help(help));
        }
        Some(code)
    }

    /// Page tags that the rule requires and that nothing else can give.
    fn check_government(&mut self, government: &Government) {
        let required = [
            ("site_name", &government.site_name),
            ("domain", &government.domain),
            ("site_id_code", &government.site_id_code),
            ("column_keywords", &government.column_keywords),
        ];
        let missing: Vec<String> = required
            .iter()
            .filter(|(_, value)| value.is_none())
            .map(|(key, _)| format!("`{key}`"))
            .collect();
        if let (Some(key), false) = (self.fields.key("government"), missing.is_empty()) {
            let names = missing.join(", ");
            let message = format!("page tags of a government site are missing: {names}");
            let problem = self
                .reader
                .problem(key, Code::GovernmentIncomplete, message);
            let help = "add them below `government`; every page must bear these tags";
            self.reader.report(problem.help(help));
        }
    }

    fn allow(&mut self) -> Vec<Code> {
        let node = self.fields.get("allow");
        node.map_or_else(Vec::new, |node| allow::read(self.reader, node))
    }

    fn keep(&mut self) -> Vec<String> {
        let Some(node) = self.fields.get("keep") else {
            return Vec::new();
        };
        let nodes = self.reader.list(node).unwrap_or_default();
        let mut keep = Vec::new();
        for &node in nodes {
            let Some(path) = self.reader.text(node) else {
                continue;
            };
            let plain = !path.is_empty()
                && !path.starts_with('/')
                && path
                    .trim_end_matches('/')
                    .split('/')
                    .all(|part| !["", ".", ".."].contains(&part));
            if plain {
                keep.push(path);
            } else {
                let help = "name a file, or a folder with `/` at its end, below the output folder";
                self.invalid(node, "not a path below the output folder", help);
            }
        }
        keep
    }
}
