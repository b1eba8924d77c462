//! One unit to the bytes of its files.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::io;
use std::mem::discriminant;
use std::path::Path;
use std::sync::{Arc, OnceLock};

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde::Serialize;

use super::cards::Listed;
use super::memory::Inputs;
use crate::assets::Asset;
use crate::diag::{Code, Diagnostic, Diagnostics};
use crate::fs::{self, Fingerprint};
use crate::markdown;
use crate::messages::Messages;
use crate::model::Permalink;
use crate::model::archive::EntryId;
use crate::plan::{Joined, Unit, UnitKind};
use crate::read;
use crate::search::Index;
use crate::theme::{Beside, Engine, Shared, Theme};
use crate::view::Context;
use crate::view::article::{ArticleView, ArticlesView};
use crate::view::case::CasePage;
use crate::view::fields;
use crate::view::home::HomeView;
use crate::view::listing::{CasesView, RepliesView, TermPage, TermsView};
use crate::view::machinery::{NotFoundView, RedirectView};
use crate::view::outline::Text;
use crate::view::site::{self, SiteView};
use crate::view::statistics::StatisticsView;

/// Renders the units of one build.
pub struct Renderer<'a> {
    pub(super) root: &'a Path,
    pub(super) context: Context<'a>,
    pub(super) engine: Engine,
    assets: &'a [Asset],
    pub(super) units: &'a [Unit],
    pub(super) inputs: &'a Inputs,
    pub(super) index: Option<&'a Index>,
    not_found_style: String,
    /// The titles of pages that old addresses lead to, found when the first is rendered.
    titles: OnceLock<BTreeMap<&'a Permalink, String>>,
    /// What listings show of each entry.
    pub(super) listed: Vec<Listed>,
}

/// What became of a unit.
#[derive(Default)]
pub(super) struct Rendered<'a> {
    /// Fingerprint of all that it is made from.
    pub(super) key: Fingerprint,
    /// Its files, in the order of its paths; `None` where those that stand are the same.
    pub(super) files: Option<Vec<Cow<'a, [u8]>>>,
}

impl Rendered<'_> {
    pub(super) fn new(key: Fingerprint, files: Vec<Vec<u8>>) -> Self {
        let files = Some(files.into_iter().map(Cow::Owned).collect());
        Self { key, files }
    }

    pub(super) fn standing(key: Fingerprint) -> Self {
        Self { key, files: None }
    }
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
        inputs: &'a Inputs,
    ) -> Result<Self, Diagnostics> {
        let paths: BTreeMap<String, String> = assets
            .iter()
            .map(|asset| (asset.name.clone(), asset.path.clone()))
            .collect();
        let shared = Shared {
            site: &SiteView::new(context),
            nav: &site::navigation(context.archive, context.config),
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
            inputs,
            index: None,
            not_found_style: String::from_utf8_lossy(style).into_owned(),
            titles: OnceLock::new(),
            listed: context
                .archive
                .entries
                .iter()
                .map(|_| Listed::default())
                .collect(),
        })
    }

    /// The same for a site with search.
    pub(super) fn with_index(self, index: Option<&'a Index>) -> Self {
        Self { index, ..self }
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
            UnitKind::Joined(Joined::DataPage) => ("data", "", false),
            UnitKind::Joined(Joined::SearchPage) => ("search", "", false),
            UnitKind::Replies(number) => ("replies", "", *number > 1),
            other => return (format!("{:?}", discriminant(other)), "", false),
        };
        (name.to_owned(), variant, later)
    }

    /// The files of a unit, in the order of its paths; none where they are joined from others.
    ///
    /// # Errors
    /// A problem of the template, or of the document's file.
    pub fn render(&self, unit: &Unit) -> Result<Vec<Cow<'a, [u8]>>, Diagnostic> {
        let rendered = self.render_unless(unit, None)?;
        Ok(rendered.files.unwrap_or_default())
    }

    /// Renders a unit, unless the key of what it is made from is the one of `standing` files.
    pub(super) fn render_unless(
        &self,
        unit: &Unit,
        standing: Option<Fingerprint>,
    ) -> Result<Rendered<'a>, Diagnostic> {
        let context = self.context;
        let archive = context.archive;
        let path = &unit.path;
        match &unit.kind {
            UnitKind::Asset(index) => Ok(self.asset(*index, standing)),
            // Made for the probe alone: the page that is written knows sizes.
            UnitKind::Joined(Joined::DataPage) => {
                self.page("data.html", &self.data_view(&[]), standing)
            }
            UnitKind::Joined(Joined::SearchPage) => {
                self.page("search.html", &self.search_view(&[]), standing)
            }
            UnitKind::Joined(_) | UnitKind::Segment(_) => Ok(Rendered::default()),
            UnitKind::Search(file) => Ok(self.search_file(*file, standing)),
            UnitKind::OpenSearch => self.open_search(path, standing),
            UnitKind::Robots => Ok(self.text("robots.txt", robots(context), standing)),
            UnitKind::Home => self.page("home.html", &HomeView::new(context, path), standing),
            UnitKind::Reply(id) => self.reply(unit, *id, standing),
            UnitKind::Feed(scope) => self.feed(unit, *scope, standing),
            UnitKind::Case(index) => {
                self.page("case.html", &CasePage::new(context, *index), standing)
            }
            UnitKind::Replies(number) => {
                let view = RepliesView::new(context, *number);
                self.listing("replies.html", &view, &view.entries.0, standing)
            }
            UnitKind::Cases(kind, number) => {
                let view = CasesView::new(context, *kind, *number);
                self.page("cases.html", &view, standing)
            }
            UnitKind::Term(facet, index, number) => {
                let term = &archive.taxonomy(*facet).terms[*index];
                let view = TermPage::new(context, *facet, term, *number);
                self.listing("term.html", &view, &view.entries.0, standing)
            }
            UnitKind::Terms(facet, number) => {
                let view = TermsView::new(context, *facet, *number);
                self.page("terms.html", &view, standing)
            }
            UnitKind::Statistics => {
                let view = StatisticsView::new(context, path);
                self.page("statistics.html", &view, standing)
            }
            UnitKind::Article(index) => self.article(*index, standing),
            UnitKind::Articles => {
                self.page("articles.html", &ArticlesView::new(context, path), standing)
            }
            UnitKind::NotFound => self.not_found(path, standing),
            UnitKind::Redirect(to) => self.redirect(path, to, standing),
        }
    }

    pub(super) fn page(
        &self,
        template: &str,
        view: &impl Serialize,
        standing: Option<Fingerprint>,
    ) -> Result<Rendered<'a>, Diagnostic> {
        let key = self.inputs.key(template, view, &Fingerprint::default());
        if standing == Some(key) {
            return Ok(Rendered::standing(key));
        }
        let page = self.engine.render(template, view, Beside::Nothing)?;
        Ok(Rendered::new(key, vec![page]))
    }

    fn text(&self, name: &str, text: String, standing: Option<Fingerprint>) -> Rendered<'a> {
        let key = self.inputs.key(name, &text, &Fingerprint::default());
        if standing == Some(key) {
            return Rendered::standing(key);
        }
        Rendered::new(key, vec![text.into_bytes()])
    }

    fn asset(&self, index: usize, standing: Option<Fingerprint>) -> Rendered<'a> {
        let bytes = &self.assets[index].bytes;
        let key = fs::fingerprint(bytes);
        if standing == Some(key) {
            return Rendered::standing(key);
        }
        let files = Some(vec![Cow::Borrowed(bytes.as_slice())]);
        Rendered { key, files }
    }

    fn article(
        &self,
        index: usize,
        standing: Option<Fingerprint>,
    ) -> Result<Rendered<'a>, Diagnostic> {
        let article = &self.context.archive.articles[index];
        let mut view = ArticleView::new(self.context, article);
        let key = self
            .inputs
            .key("article.html", &view, &article.origin.digest);
        if standing == Some(key) {
            return Ok(Rendered::standing(key));
        }
        let body = read::article_body(self.root, article, &self.context.config.privacy)?;
        let text = markdown::render(&body, None);
        view.set_text(&Text {
            outline: text.outline,
            characters: text.characters,
        });
        let page = self
            .engine
            .render("article.html", &view, Beside::Body(&text.html))?;
        Ok(Rendered::new(key, vec![page]))
    }

    fn not_found(
        &self,
        path: &Permalink,
        standing: Option<Fingerprint>,
    ) -> Result<Rendered<'a>, Diagnostic> {
        let style = &self.not_found_style;
        let hash = format!("sha256-{}", STANDARD.encode(fs::sha256(style.as_bytes())));
        let view = NotFoundView::new(self.context, path, style.clone(), hash);
        self.page("404.html", &view, standing)
    }

    fn redirect(
        &self,
        from: &Permalink,
        to: &Permalink,
        standing: Option<Fingerprint>,
    ) -> Result<Rendered<'a>, Diagnostic> {
        let titles = self.titles.get_or_init(|| self.titles());
        let title = titles.get(to).map(String::as_str).unwrap_or_default();
        let view = RedirectView::new(self.context, from, to, title);
        self.page("redirect.html", &view, standing)
    }

    /// The titles of replies and articles that have old addresses.
    fn titles(&self) -> BTreeMap<&'a Permalink, String> {
        let archive = self.context.archive;
        let replies = archive.entries.iter();
        let replies = replies.filter(|entry| !entry.aliases().is_empty());
        let replies = replies.map(|entry| (entry.permalink(), entry.display_title().0));
        let articles = archive.articles.iter();
        let articles = articles.filter(|article| !article.aliases.is_empty());
        let articles = articles.map(|article| (&article.permalink, article.title.clone()));
        replies.chain(articles).collect()
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

/// A file that could not be put together, as a problem.
pub(super) fn unwritten(path: &Permalink, error: &io::Error) -> Diagnostic {
    Diagnostic::new(Code::IoWrite, error.to_string()).in_file(path.as_str())
}
