//! Views to pages by Tera.

use std::collections::BTreeMap;
use std::sync::Arc;

use serde::Serialize;
use tera::{Context, ErrorKind, ReportError, Tera};

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

/// A loaded theme that renders views.
pub struct Engine {
    tera: Tera,
    sources: BTreeMap<String, Arc<SourceFile>>,
}

const TEMPLATES: &str = "templates/";

impl Engine {
    /// Loads all templates of a theme chain.
    ///
    /// # Errors
    /// Every problem with the templates that can be found without rendering.
    pub fn new<S: Serialize, N: Serialize>(
        theme: &Theme,
        messages: &Arc<Messages>,
        shared: &Shared<'_, S, N>,
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
        let mut tera = Tera::new();
        functions::register(&mut tera, messages);
        let context = tera.global_context();
        context.insert("site", shared.site);
        context.insert("nav", shared.nav);
        context.insert("assets", shared.assets);
        let mut engine = Self { tera, sources };
        let prefixes: Vec<String> = (0..theme.layers.len()).map(prefix).collect();
        engine
            .load(prefixes)
            .map_err(|error| Diagnostics::from(engine.diagnostic(&error, None)))?;
        Ok(engine)
    }

    fn load(&mut self, prefixes: Vec<String>) -> tera::TeraResult<()> {
        self.tera.set_fallback_prefixes(prefixes)?;
        let templates: Vec<(&str, &str)> = self
            .sources
            .iter()
            .map(|(name, source)| (name.as_str(), source.text()))
            .collect();
        self.tera.add_raw_templates(templates)
    }

    /// Renders a view. `body` is HTML that stands apart from it.
    ///
    /// # Errors
    /// The template's problem, with its place.
    pub fn render(
        &self,
        template: &str,
        view: &impl Serialize,
        body: Option<&str>,
    ) -> Result<String, Diagnostic> {
        let render = || {
            let mut context = Context::from_serialize(view)?;
            if let Some(body) = body {
                context.insert("body", body);
            }
            self.tera.render(template, &context)
        };
        render().map_err(|error| self.diagnostic(&error, Some(template)))
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
        match self.sources.get(report.filename()) {
            Some(source) => problem.at(source, report.span().range.clone()),
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
