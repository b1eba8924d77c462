//! What each template sees, as JSON schemas made from the types of the views.
//!
//! Templates are checked against them, and the guide to themes lists them.

use schemars::generate::SchemaSettings;
use schemars::{JsonSchema, Schema};
use serde_json::{Value, json};

use super::article::{ArticleView, ArticlesView};
use super::case::CasePage;
use super::data::DataView;
use super::home::HomeView;
use super::listing::{CasesView, RepliesView, TermPage, TermsView};
use super::machinery::{NotFoundView, RedirectView};
use super::reply::ReplyView;
use super::search::SearchView;
use super::site::{NavItem, SiteView};
use super::statistics::StatisticsView;

/// Each template with the schema of its view; without an ending, what all templates see.
pub fn views() -> Vec<(&'static str, Value)> {
    vec![
        ("home.html", of::<HomeView>()),
        ("reply.html", with_body(of::<ReplyView>())),
        ("notice.html", of::<ReplyView>()),
        ("case.html", of::<CasePage>()),
        ("replies.html", of::<RepliesView>()),
        ("cases.html", of::<CasesView>()),
        ("term.html", of::<TermPage>()),
        ("terms.html", of::<TermsView>()),
        ("statistics.html", of::<StatisticsView>()),
        ("article.html", with_body(of::<ArticleView>())),
        ("articles.html", of::<ArticlesView>()),
        ("data.html", of::<DataView>()),
        ("search.html", of::<SearchView>()),
        ("404.html", of::<NotFoundView>()),
        ("redirect.html", of::<RedirectView>()),
        ("site", of::<SiteView>()),
        ("nav", of::<Vec<NavItem>>()),
        (
            "assets",
            json!({"type": "object", "description": "Paths of static files by name."}),
        ),
    ]
}

/// As values leave, not as they would be read.
fn of<T: JsonSchema>() -> Value {
    let generator = SchemaSettings::draft2020_12()
        .for_serialize()
        .into_generator();
    Schema::to_value(generator.into_root_schema_for::<T>())
}

/// The text stands apart from the view.
fn with_body(mut schema: Value) -> Value {
    schema["properties"]["body"] = json!({"type": "string", "description": "The text as HTML."});
    schema
}
