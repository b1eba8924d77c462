//! One unit to the bytes of its files.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::mem::discriminant;
use std::path::Path;
use std::sync::Arc;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde::Serialize;

use super::publish::Done;
use super::sink::Stream;
use crate::assets::Asset;
use crate::diag::{Code, Diagnostic, Diagnostics};
use crate::fs;
use crate::markdown::{self, Letter, Rendered};
use crate::messages::Messages;
use crate::model::archive::EntryId;
use crate::model::{Entry, Permalink};
use crate::plan::{Joined, Unit, UnitKind};
use crate::read;
use crate::theme::{Engine, Shared, Theme};
use crate::view::Context;
use crate::view::article::{ArticleView, ArticlesView};
use crate::view::case::CasePage;
use crate::view::fields;
use crate::view::home::HomeView;
use crate::view::listing::{CasesView, RepliesView, TermPage, TermsView};
use crate::view::machinery::{NotFoundView, RedirectView};
use crate::view::reply::{ReplyView, Text};
use crate::view::site::{self, SiteView};
use crate::view::statistics::StatisticsView;

/// Renders the units of one build.
pub struct Renderer<'a> {
    root: &'a Path,
    context: Context<'a>,
    engine: Engine,
    assets: &'a [Asset],
    units: &'a [Unit],
    not_found_style: String,
}

/// The style that stands inside the page for lost addresses, which cannot link to one.
const NOT_FOUND_STYLE: &str = "inline/404.css";

impl<'a> Renderer<'a> {
    pub(super) fn new(
        root: &'a Path,
        context: Context<'a>,
        theme: &Theme,
        messages: &Arc<Messages>,
        assets: &'a [Asset],
        units: &'a [Unit],
    ) -> Result<Self, Diagnostics> {
        let paths: BTreeMap<String, String> = assets
            .iter()
            .map(|asset| (asset.name.clone(), asset.path.clone()))
            .collect();
        let shared = Shared {
            site: &SiteView::new(context),
            nav: &site::navigation(context.archive),
            assets: &paths,
        };
        let engine = Engine::new(theme, messages, &shared, &fields::views())?;
        let style = theme.file(NOT_FOUND_STYLE).unwrap_or_default();
        Ok(Self {
            root,
            context,
            engine,
            assets,
            units,
            not_found_style: String::from_utf8_lossy(style).into_owned(),
        })
    }

    /// Renders one unit of every kind and throws it away, so that a broken template or a missing
    /// message stops the build before anything is written.
    pub fn probe(&self) -> Result<(), Diagnostics> {
        let mut probed: BTreeSet<(String, &str, bool)> = BTreeSet::new();
        let mut problems = Diagnostics::new();
        for unit in self.units {
            if probed.insert(self.sample(unit)) {
                problems.extend(self.render(unit).err());
            }
        }
        for key in self.context.messages.take_missing() {
            let message = format!("there is no message `{key}` in this language");
            let file = format!("i18n/{}.yaml", self.context.config.language);
            let problem = Diagnostic::new(Code::MessageMissing, message)
                .in_file(format!("themes/{}/{file}", self.context.config.theme));
            problems.push(problem.help("add it there, or to the theme that it extends"));
        }
        if problems.is_empty() {
            Ok(())
        } else {
            Err(problems)
        }
    }

    /// What tells a unit from others of its template: what its view branches on. A page of a
    /// listing that has pages before it differs from the first.
    fn sample(&self, unit: &Unit) -> (String, &'static str, bool) {
        let entry = |id: &EntryId| self.context.archive.entry(*id);
        let (name, variant, later) = match &unit.kind {
            UnitKind::Reply(id) => (
                "reply",
                entry(id).level().name(),
                entry(id).title().is_none(),
            ),
            UnitKind::Case(index) => (
                "case",
                self.context.archive.cases[*index].id.kind.name(),
                false,
            ),
            UnitKind::Cases(kind, number) => ("cases", kind.name(), *number > 1),
            UnitKind::Term(facet, _, number) => ("term", facet.folder(), *number > 1),
            UnitKind::Terms(facet, number) => ("terms", facet.folder(), *number > 1),
            UnitKind::Replies(number) => ("replies", "", *number > 1),
            other => return (format!("{:?}", discriminant(other)), "", false),
        };
        (name.to_owned(), variant, later)
    }

    /// The files of a unit, in the order of its paths; none where they are joined from others.
    pub fn render(&self, unit: &Unit) -> Result<Vec<Cow<'a, [u8]>>, Diagnostic> {
        let context = self.context;
        let archive = context.archive;
        let path = &unit.path;
        let page = match &unit.kind {
            UnitKind::Asset(index) => {
                return Ok(vec![Cow::Borrowed(&self.assets[*index].bytes)]);
            }
            UnitKind::Joined(_) => return Ok(Vec::new()),
            UnitKind::Robots => robots(context).into_bytes(),
            UnitKind::Home => self.page("home.html", &HomeView::new(context, path))?,
            UnitKind::Reply(id) => self.reply(*id)?,
            UnitKind::Case(index) => self.page("case.html", &CasePage::new(context, *index))?,
            UnitKind::Replies(number) => {
                self.page("replies.html", &RepliesView::new(context, *number))?
            }
            UnitKind::Cases(kind, number) => {
                self.page("cases.html", &CasesView::new(context, *kind, *number))?
            }
            UnitKind::Term(facet, index, number) => {
                let term = &archive.taxonomy(*facet).terms[*index];
                self.page("term.html", &TermPage::new(context, *facet, term, *number))?
            }
            UnitKind::Terms(facet, number) => {
                self.page("terms.html", &TermsView::new(context, *facet, *number))?
            }
            UnitKind::Statistics => {
                self.page("statistics.html", &StatisticsView::new(context, path))?
            }
            UnitKind::Article(index) => self.article(*index)?,
            UnitKind::Articles => self.page("articles.html", &ArticlesView::new(context, path))?,
            UnitKind::NotFound => self.not_found(path)?,
            UnitKind::Redirect(to) => self.redirect(path, to)?,
        };
        Ok(vec![Cow::Owned(page)])
    }

    /// Writes a file that is made from what the units of the first phase have become.
    pub(super) fn join(
        &self,
        joined: Joined,
        done: &[Done<'_>],
        out: &mut Stream<'_>,
    ) -> Result<(), Diagnostic> {
        match joined {
            Joined::Sitemap => self.sitemap(done, out),
        }
    }

    fn page(&self, template: &str, view: &impl Serialize) -> Result<Vec<u8>, Diagnostic> {
        self.engine.render(template, view, None)
    }

    /// Reads the body of a letter, once, and renders its page. A notice has no body to read.
    fn reply(&self, id: EntryId) -> Result<Vec<u8>, Diagnostic> {
        let entry = self.context.archive.entry(id);
        let rendered = match entry {
            Entry::Letter(letter) => {
                let body = read::body(self.root, letter, &self.context.config.privacy)?;
                let organisations = &self.context.archive.organisations;
                let (full_name, _) = organisations.resolve(&letter.issuer);
                let head = letter.as_written.head.as_deref().unwrap_or_default();
                let head_name = head.trim_end_matches("文件");
                let mut signatories = vec![letter.issuer.as_str(), full_name, head_name];
                signatories.extend(letter.co_issuers.iter().map(String::as_str));
                signatories.retain(|name| !name.is_empty());
                markdown::render(
                    &body,
                    Some(Letter {
                        signatories: &signatories,
                    }),
                )
            }
            Entry::Notice(_) => Rendered::default(),
        };
        let Rendered {
            html,
            outline,
            characters,
            ..
        } = rendered;
        let view = ReplyView::new(
            self.context,
            id,
            &Text {
                outline,
                characters,
            },
        );
        self.engine.render(view.template(), &view, Some(&html))
    }

    fn article(&self, index: usize) -> Result<Vec<u8>, Diagnostic> {
        let article = &self.context.archive.articles[index];
        let body = read::article_body(self.root, article, &self.context.config.privacy)?;
        let Rendered {
            html,
            outline,
            characters,
            ..
        } = markdown::render(&body, None);
        let view = ArticleView::new(
            self.context,
            article,
            &Text {
                outline,
                characters,
            },
        );
        self.engine.render("article.html", &view, Some(&html))
    }

    fn not_found(&self, path: &Permalink) -> Result<Vec<u8>, Diagnostic> {
        let style = &self.not_found_style;
        let hash = format!("sha256-{}", STANDARD.encode(fs::sha256(style.as_bytes())));
        self.page(
            "404.html",
            &NotFoundView::new(self.context, path, style.clone(), hash),
        )
    }

    fn redirect(&self, from: &Permalink, to: &Permalink) -> Result<Vec<u8>, Diagnostic> {
        let archive = self.context.archive;
        let reply = archive.entries.iter().find(|entry| entry.permalink() == to);
        let article = archive
            .articles
            .iter()
            .find(|article| article.permalink == *to);
        let title = reply
            .map(|entry| entry.display_title().0)
            .or_else(|| article.map(|article| article.title.clone()))
            .unwrap_or_default();
        self.page(
            "redirect.html",
            &RedirectView::new(self.context, from, to, &title),
        )
    }

    /// Addresses of all pages that search engines may list (sitemaps.org 0.9).
    fn sitemap(&self, done: &[Done<'_>], out: &mut Stream<'_>) -> Result<(), Diagnostic> {
        out.push(
            b"<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\
              <urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n",
        )?;
        let pages = done.iter().filter(|done| done.unit.kind.is_listed());
        for address in pages.filter_map(|done| self.context.config.absolute(&done.unit.path)) {
            out.push(format!("<url><loc>{}</loc></url>\n", escape_xml(&address)).as_bytes())?;
        }
        out.push(b"</urlset>\n")
    }
}

fn robots(context: Context<'_>) -> String {
    if context.config.preview {
        return "User-agent: *\nDisallow: /\n".to_owned();
    }
    let sitemap = context.config.absolute(&Permalink::page("sitemap.xml"));
    let sitemap = sitemap
        .map(|address| format!("Sitemap: {address}\n"))
        .unwrap_or_default();
    format!("User-agent: *\nDisallow:\n{sitemap}")
}

fn escape_xml(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
}
