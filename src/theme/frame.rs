//! Head and foot of pages, rendered once for all pages on which they are the same.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Mutex;

use tera::value::Key;
use tera::{Context, Map, Tera, TeraResult, Value};

/// The components that most pages share, which templates see as variables of the same names.
pub(super) const COMPONENTS: [&str; 2] = ["masthead", "colophon"];

/// Renders the shared components of pages and keeps them.
pub(super) struct Frames {
    /// Pages to which the navigation leads.
    nav: BTreeSet<String>,
    rendered: Mutex<BTreeMap<Place, [Value; COMPONENTS.len()]>>,
}

/// All that the components may know of their page.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord)]
struct Place {
    root: String,
    section: Option<String>,
    /// The page's path, where the navigation leads there; else empty.
    path: String,
    /// `home` or empty.
    kind: &'static str,
}

/// The fields of `page` that the components have, as a schema.
pub(super) fn page_fields() -> serde_json::Value {
    let text = serde_json::json!({"type": "string"});
    serde_json::json!({"properties": {"root": text, "section": text, "path": text, "kind": text}})
}

impl Frames {
    /// Frames for pages with this navigation.
    pub(super) fn new(nav: Option<&Value>) -> Self {
        let items = nav.and_then(Value::as_array).unwrap_or_default();
        let paths = items
            .iter()
            .filter_map(|item| item.as_map()?.get(&Key::Str("path"))?.as_str());
        Self {
            nav: paths.map(str::to_owned).collect(),
            rendered: Mutex::default(),
        }
    }

    /// Adds the components of the context's page.
    pub(super) fn add_to(&self, context: &mut Context, tera: &Tera) -> TeraResult<()> {
        let Some(place) = context.get("page").map(|page| self.place(page)) else {
            return Ok(());
        };
        let kept = self.rendered.lock().ok();
        let kept = kept.and_then(|kept| kept.get(&place).cloned());
        let components = match kept {
            Some(components) => components,
            None => {
                let components = place.render(tera)?;
                if let Ok(mut rendered) = self.rendered.lock() {
                    rendered.insert(place, components.clone());
                }
                components
            }
        };
        for (name, component) in COMPONENTS.into_iter().zip(components) {
            context.insert_value(name, component);
        }
        Ok(())
    }

    fn place(&self, page: &Value) -> Place {
        let text = |key: &'static str| page.as_map()?.get(&Key::Str(key))?.as_str();
        let path = text("path").filter(|path| self.nav.contains(*path));
        Place {
            root: text("root").unwrap_or_default().to_owned(),
            section: text("section").map(str::to_owned),
            path: path.unwrap_or_default().to_owned(),
            kind: text("kind")
                .filter(|kind| *kind == "home")
                .map_or("", |_| "home"),
        }
    }
}

impl Place {
    fn render(&self, tera: &Tera) -> TeraResult<[Value; COMPONENTS.len()]> {
        let mut page = Map::new();
        page.insert("root".into(), self.root.as_str().into());
        page.insert(
            "section".into(),
            self.section
                .as_deref()
                .map_or_else(Value::none, Value::from),
        );
        page.insert("path".into(), self.path.as_str().into());
        page.insert("kind".into(), self.kind.into());
        let mut implicits = Context::new();
        implicits.insert_value("page", Value::from(page));
        let render = |name: &str| {
            let nothing = Context::new();
            tera.render_component_with_implicits(name, &nothing, &implicits, None, true)
                .map(|html| Value::safe_string(&html))
        };
        let [masthead, colophon] = COMPONENTS.map(render);
        Ok([masthead?, colophon?])
    }
}
