//! The text of a docx file as it stands on paper: paragraphs with the numbers that Word draws,
//! tables, text boxes, headers and footers. What was deleted or hidden never passes.

use roxmltree::{Document, Node};

use super::DecodeError;
use super::doubt::Notes;
use numbering::Numbering;
use package::Package;
use story::Story;

mod numbering;
mod package;
mod story;
mod table;

/// Reads a docx file: one line a paragraph with empty lines between, tables as Markdown.
pub(super) fn read(bytes: &[u8], notes: &mut Notes) -> Result<String, DecodeError> {
    let mut package = Package::open(bytes)?;
    let main = package.main_part()?;
    let folder = main.rsplit_once('/').map_or("", |(folder, _)| folder);
    let related = package.relations(&main);
    let mut of_kind = |kind: &str| -> Vec<(String, String)> {
        let parts = related.iter().filter(|part| part.kind == kind);
        parts
            .filter_map(|part| {
                let path = package::resolve(folder, &part.target);
                Some((part.id.clone(), package.text(&path)?))
            })
            .collect()
    };
    let (styles, numbers) = (of_kind("styles"), of_kind("numbering"));
    let (headers, footers) = (of_kind("header"), of_kind("footer"));
    let remarks = [of_kind("footnotes"), of_kind("endnotes")].concat();
    let main = package.text(&main).ok_or(DecodeError::BadDocx)?;
    let main = Document::parse(&main).map_err(|_| DecodeError::BadDocx)?;
    let mut story = Story::new(Numbering::read(&numbers, &styles), notes);
    for (id, part) in &headers {
        part_of_pages(main.root_element(), id, part, &mut story);
    }
    story.blocks_of(main.root_element());
    for (id, part) in &footers {
        part_of_pages(main.root_element(), id, part, &mut story);
    }
    for (_, part) in &remarks {
        story.remarks(part);
    }
    Ok(story.finish())
}

/// A header or footer that the pages bear.
fn part_of_pages(main: Node<'_, '_>, id: &str, part: &str, story: &mut Story<'_>) {
    let is_borne = main.descendants().any(|node| {
        is(node, &["headerReference", "footerReference"]) && attribute(node, "id") == Some(id)
    });
    if let (true, Ok(document)) = (is_borne, Document::parse(part)) {
        story.blocks_of(document.root_element());
    }
}

/// Whether a node is one of some elements, in whichever namespace its producer put it.
fn is(node: Node<'_, '_>, names: &[&str]) -> bool {
    node.is_element() && names.contains(&node.tag_name().name())
}

fn child<'a, 'i>(node: Node<'a, 'i>, name: &str) -> Option<Node<'a, 'i>> {
    node.children().find(|child| is(*child, &[name]))
}

/// An attribute by its local name.
fn attribute<'a>(node: Node<'a, '_>, name: &str) -> Option<&'a str> {
    node.attributes()
        .find(|attribute| attribute.name() == name)
        .map(|attribute| attribute.value())
}

/// The value of a property such as `<w:numId w:val="1"/>`.
fn value<'a>(node: Node<'a, '_>, name: &str) -> Option<&'a str> {
    attribute(child(node, name)?, "val")
}

/// Whether a property such as `<w:vanish/>` is set.
fn is_on(node: Node<'_, '_>, name: &str) -> bool {
    child(node, name)
        .is_some_and(|property| !matches!(attribute(property, "val"), Some("0" | "false" | "off")))
}
