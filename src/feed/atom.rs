//! Atom (RFC 4287).

use std::io;

use quick_xml::Writer;
use quick_xml::events::{BytesDecl, BytesText, Event};

use super::{Feed, Item};

impl Feed<'_> {
    /// The feed as Atom. `contents` has the HTML of each item, empty for a notice.
    ///
    /// # Errors
    /// The writer's; a buffer has none.
    pub fn to_atom(&self, contents: &[String]) -> io::Result<Vec<u8>> {
        let mut xml = Writer::new(Vec::new());
        xml.write_event(Event::Decl(BytesDecl::new("1.0", Some("utf-8"), None)))?;
        let feed = xml
            .create_element("feed")
            .with_attribute(("xmlns", "http://www.w3.org/2005/Atom"))
            .with_attribute(("xml:lang", "zh-CN"));
        feed.write_inner_content(|xml| {
            text(xml, "id", &self.id())?;
            text(xml, "title", &self.title)?;
            if let Some(description) = &self.config.description {
                text(xml, "subtitle", description)?;
            }
            text(xml, "updated", &self.updated().to_string())?;
            let author = self.config.publisher.as_ref().unwrap_or(&self.config.title);
            person(xml, author)?;
            link(
                xml,
                "self",
                "application/atom+xml",
                &self.address(&self.atom, &self.atom),
            )?;
            link(
                xml,
                "alternate",
                "text/html",
                &self.address(&self.page, &self.atom),
            )?;
            if let Some(license) = &self.config.license {
                text(xml, "rights", &license.name)?;
                if let Some(url) = &license.url {
                    link(xml, "license", "text/html", url)?;
                }
            }
            // Without contents it tells all besides: what a feed is made from, the texts apart.
            self.items.iter().enumerate().try_for_each(|(index, item)| {
                let content = contents.get(index).map_or("", String::as_str);
                self.entry(xml, item, content)
            })
        })?;
        let mut bytes = xml.into_inner();
        bytes.push(b'\n');
        Ok(bytes)
    }

    fn entry(&self, xml: &mut Xml, item: &Item<'_>, content: &str) -> io::Result<()> {
        xml.write_event(Event::Text(BytesText::from_escaped("\n")))?;
        xml.create_element("entry").write_inner_content(|xml| {
            let entry = item.entry;
            text(xml, "id", &entry.urn())?;
            text(xml, "title", &entry.display_title().0)?;
            text(xml, "published", &item.issued.to_string())?;
            text(xml, "updated", &item.updated.to_string())?;
            person(xml, item.author)?;
            let address = self.address(entry.permalink(), &self.atom);
            link(xml, "alternate", "text/html", &address)?;
            for topic in &item.topics {
                let category = xml.create_element("category");
                category.with_attribute(("term", *topic)).write_empty()?;
            }
            if let Some(summary) = entry.summary() {
                text(xml, "summary", summary)?;
            }
            if !content.is_empty() {
                let element = xml
                    .create_element("content")
                    .with_attribute(("type", "html"));
                element.write_text_content(BytesText::new(content))?;
            }
            Ok(())
        })?;
        Ok(())
    }
}

type Xml = Writer<Vec<u8>>;

fn text(xml: &mut Xml, name: &str, value: &str) -> io::Result<()> {
    // XML has no place for two characters that no text has.
    let value = value.replace(['\u{FFFE}', '\u{FFFF}'], "\u{FFFD}");
    let element = xml.create_element(name);
    element.write_text_content(BytesText::new(&value))?;
    Ok(())
}

fn person(xml: &mut Xml, name: &str) -> io::Result<()> {
    let author = xml.create_element("author");
    author.write_inner_content(|xml| text(xml, "name", name))?;
    Ok(())
}

fn link(xml: &mut Xml, rel: &str, kind: &str, href: &str) -> io::Result<()> {
    let link = xml.create_element("link");
    let link = link.with_attributes([("rel", rel), ("type", kind), ("href", href)]);
    link.write_empty()?;
    Ok(())
}
