//! Views to pages by Tera.

use std::collections::BTreeMap;
use std::sync::Arc;

use serde::Serialize;
use tera::value::Key;
use tera::{Context, ErrorKind, ReportError, Tera, Value};

use super::cards::Card;
use super::chain::{Templates, check_chains};
use super::fields::{self, Views};
use super::fold::Folded;
use super::frame::Frames;
use super::functions;
use super::resolve::Theme;
use crate::diag::{Code, Diagnostic, Diagnostics, SourceFile};
use crate::messages::Messages;

/// What every template sees besides its own view.
pub struct Shared<'a, S, N> {
    /// The site, as `site`.
    pub site: &'a S,
    /// The navigation, as `nav`.
    pub nav: &'a N,
    /// Paths of static files by name, as `assets`.
    pub assets: &'a BTreeMap<String, String>,
}

/// What a template sees beside its view.
#[derive(Clone, Copy)]
pub enum Beside<'a> {
    /// Nothing.
    Nothing,
    /// HTML, as `body`, which is not escaped again.
    Body(&'a str),
    /// The entries of a listing, as `entries`.
    Entries(&'a [Card]),
}

/// A loaded theme that renders views.
pub struct Engine {
    tera: Tera,
    frames: Frames,
    sources: BTreeMap<String, Arc<SourceFile>>,
    /// What Tera has read of them.
    folded: BTreeMap<String, Folded>,
}

const TEMPLATES: &str = "templates/";
/// Room for a page without a letter, so that its buffer seldom grows.
const SMALL_PAGE: usize = 16 * 1024;

impl Engine {
    /// Loads all templates of a theme chain.
    ///
    /// # Errors
    /// Every problem with the templates that can be found without rendering.
    pub fn new<S: Serialize, N: Serialize>(
        theme: &Theme,
        messages: &Arc<Messages>,
        shared: &Shared<'_, S, N>,
        views: &Views,
    ) -> Result<Self, Diagnostics> {
        let (texts, problems) = theme.texts(TEMPLATES, "");
        if problems.has_errors() {
            return Err(problems);
        }
        let prefix = |index: usize| format!("{}/", theme.layers[index].name);
        let sources: BTreeMap<String, Arc<SourceFile>> = texts
            .into_iter()
            .map(|(index, name, source)| (format!("{}{name}", prefix(index)), source))
            .collect();
        let prefixes: Vec<String> = (0..theme.layers.len()).map(prefix).collect();
        let problems = check_chains(Templates {
            sources: &sources,
            prefixes: &prefixes,
        });
        if problems.has_errors() {
            return Err(problems);
        }
        let mut tera = Tera::new();
        let context = tera.global_context();
        context.insert("site", shared.site);
        context.insert("nav", shared.nav);
        context.insert("assets", shared.assets);
        let language = context.get("site").and_then(|site| {
            let language = site.as_map()?.get(&Key::Str("language"))?;
            language.as_str()
        });
        let zh = functions::chinese(language);
        let frames = Frames::new(context.get("nav"));
        functions::register(&mut tera, messages, zh);
        let fold = |(name, source): (&String, &Arc<SourceFile>)| {
            (name.clone(), Folded::new(source.text(), messages, zh))
        };
        let folded = sources.iter().map(fold).collect();
        let mut engine = Self {
            tera,
            frames,
            sources,
            folded,
        };
        engine
            .load(&prefixes)
            .map_err(|error| engine.load_problems(&error))?;
        let templates = Templates {
            sources: &engine.sources,
            prefixes: &prefixes,
        };
        let problems = fields::check(templates, views, messages);
        if problems.has_errors() {
            return Err(problems);
        }
        Ok(engine)
    }

    fn load(&mut self, prefixes: &[String]) -> tera::TeraResult<()> {
        self.tera.set_fallback_prefixes(prefixes.to_vec())?;
        let templates = self.folded.iter();
        let templates: Vec<(&str, &str)> = templates
            .map(|(name, folded)| (name.as_str(), folded.text.as_str()))
            .collect();
        self.tera.add_raw_templates(templates)
    }

    /// Renders a view, whose shared part is `page`, with what stands beside it.
    ///
    /// # Errors
    /// The template's problem, with its place.
    pub fn render(
        &self,
        template: &str,
        view: &impl Serialize,
        beside: Beside<'_>,
    ) -> Result<Vec<u8>, Diagnostic> {
        let render = || {
            let mut context = Context::from_serialize(view)?;
            let mut size = SMALL_PAGE;
            match beside {
                Beside::Nothing => {}
                Beside::Body(body) => {
                    size += body.len();
                    context.insert_value("body", Value::safe_string(body));
                }
                Beside::Entries(cards) => {
                    let entries: Vec<Value> = cards.iter().map(|card| card.0.clone()).collect();
                    context.insert_value("entries", entries.into());
                }
            }
            self.frames.add_to(&mut context, &self.tera)?;
            let mut page = Vec::with_capacity(size);
            self.tera.render_to(template, &context, &mut page)?;
            Ok(page)
        };
        render().map_err(|error| self.diagnostic(&error, Some(template)))
    }

    /// Renders an entry for all listings.
    ///
    /// # Errors
    /// As [`render`](Self::render).
    pub fn card(&self, entry: &impl Serialize) -> Result<Card, Diagnostic> {
        Card::render(entry, &self.tera).map_err(|error| self.diagnostic(&error, None))
    }

    /// What is wrong with templates as a whole. Tera reports unknown filters and the like of all
    /// templates in one text, each with its place behind an arrow.
    fn load_problems(&self, error: &tera::Error) -> Diagnostics {
        let ErrorKind::Msg(reports) = error.kind() else {
            return self.diagnostic(error, None).into();
        };
        let lines: Vec<&str> = reports.lines().map(str::trim).collect();
        let problems: Diagnostics = lines
            .windows(2)
            .filter_map(|pair| self.reported(pair[0], pair[1].strip_prefix("--> ")?))
            .collect();
        if problems.is_empty() {
            self.diagnostic(error, None).into()
        } else {
            problems
        }
    }

    /// One report of such a text: its first line, and its place as `template:line:column`.
    fn reported(&self, message: &str, place: &str) -> Option<Diagnostic> {
        let mut parts = place.rsplitn(3, ':');
        let column: usize = parts.next()?.parse().ok()?;
        let line: usize = parts.next()?.parse().ok()?;
        let file = parts.next()?;
        let source = self.sources.get(file)?;
        let start = self.folded.get(file)?.place_of(line, column)?;
        let name = message.split('`').nth(1).unwrap_or_default();
        let within = source.text()[start..].find(name).unwrap_or_default();
        let start = start + within;
        let message = first_line(message.trim_start_matches("error: "));
        Some(Diagnostic::new(Code::TemplateError, message).at(source, start..start + name.len()))
    }

    fn diagnostic(&self, error: &tera::Error, template: Option<&str>) -> Diagnostic {
        const HELP: &str = "see the list of templates and their fields in the theme guide";
        match error.kind() {
            ErrorKind::SyntaxError(report) | ErrorKind::RenderingError(report) => {
                self.located(report)
            }
            kind => {
                let problem = Diagnostic::new(Code::TemplateError, first_line(&kind.to_string()));
                match template {
                    Some(name) => problem.in_file(format!("{TEMPLATES}{name}")).help(HELP),
                    None => problem,
                }
            }
        }
    }

    fn located(&self, report: &ReportError) -> Diagnostic {
        let problem = Diagnostic::new(Code::TemplateError, first_line(report.message()));
        let name = report.filename();
        match self.sources.get(name).zip(self.folded.get(name)) {
            Some((source, folded)) => problem.at(source, folded.place(&report.span().range)),
            None => problem.in_file(report.filename().to_owned()),
        }
    }
}

/// Messages of diagnostics are one line.
fn first_line(message: &str) -> String {
    let line = message
        .lines()
        .find(|line| !line.trim().is_empty())
        .unwrap_or("unknown error");
    line.trim().trim_end_matches('.').to_owned()
}
