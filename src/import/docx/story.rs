//! Paragraphs and what stands in them, in the order of the page.

use roxmltree::{Document, Node};

use super::numbering::Numbering;
use super::{attribute, child, is, is_on, table};
use crate::import::doubt::Notes;
use crate::import::pictures;

/// Deeper documents are no letters.
const DEEPEST: usize = 64;

/// The text of a document as it is gathered.
pub(super) struct Story<'n> {
    numbering: Numbering,
    notes: &'n mut Notes,
    blocks: Vec<String>,
    /// Open fields; whether each is still in its instruction.
    fields: Vec<bool>,
    /// Text of a paragraph whose mark was deleted, so that the next one goes on with it.
    pending: String,
    depth: usize,
}

impl<'n> Story<'n> {
    pub(super) fn new(numbering: Numbering, notes: &'n mut Notes) -> Self {
        Self {
            numbering,
            notes,
            blocks: Vec::new(),
            fields: Vec::new(),
            pending: String::new(),
            depth: 0,
        }
    }

    /// One line a paragraph, with empty lines between.
    pub(super) fn finish(mut self) -> String {
        let rest = std::mem::take(&mut self.pending);
        self.push(rest);
        self.blocks.join("\n\n")
    }

    fn push(&mut self, block: String) {
        if !block.trim().is_empty() {
            self.blocks.push(block);
        }
    }

    /// Footnotes and endnotes, which stand outside the text.
    pub(super) fn remarks(&mut self, part: &str) {
        let Ok(document) = Document::parse(part) else {
            return;
        };
        let own = document.root_element().children().filter(|node| {
            // The lines that separate notes from text are notes of a type.
            is(*node, &["footnote", "endnote"]) && attribute(*node, "type").is_none()
        });
        let before = self.blocks.len();
        own.for_each(|node| self.blocks_of(node));
        if self.blocks.len() > before {
            self.note("footnote", "文件中有脚注，录在文后，请对照原件。");
        }
    }

    fn note(&mut self, code: &str, message: &str) {
        self.notes.doubt(code, "body", None, message);
    }

    pub(super) fn note_revision(&mut self) {
        self.note(
            "revision",
            "文件中有未接受的修订：删去的没有录，插入的照录，请对照印发的文本。",
        );
    }

    /// The paragraphs and tables below a node.
    pub(super) fn blocks_of(&mut self, node: Node<'_, '_>) {
        if self.depth >= DEEPEST {
            return;
        }
        self.depth += 1;
        for part in node.children().filter(Node::is_element) {
            match part.tag_name().name() {
                "p" => self.paragraph(part),
                "tbl" => {
                    let lines = table::lines(part, self);
                    self.push(lines);
                }
                "body" | "sdt" | "sdtContent" | "customXml" | "smartTag" | "moveTo" | "ins" => {
                    self.blocks_of(part);
                }
                "del" | "moveFrom" => self.note_revision(),
                _ => {}
            }
        }
        self.depth -= 1;
    }

    /// The paragraphs inside a cell or a text box.
    pub(super) fn inside(&mut self, node: Node<'_, '_>) -> Vec<String> {
        let outside = std::mem::take(&mut self.blocks);
        let pending = std::mem::take(&mut self.pending);
        self.blocks_of(node);
        let rest = std::mem::replace(&mut self.pending, pending);
        self.push(rest);
        std::mem::replace(&mut self.blocks, outside)
    }

    fn paragraph(&mut self, node: Node<'_, '_>) {
        let properties = child(node, "pPr");
        let mut text = String::new();
        self.inline(node, &mut text);
        let goes_on = properties
            .and_then(|properties| child(properties, "rPr"))
            .is_some_and(|run| child(run, "del").is_some());
        if goes_on {
            self.note_revision();
            self.pending.push_str(&text);
            return;
        }
        // A number before nothing is not drawn as one.
        if text.trim().is_empty() && self.pending.is_empty() {
            return;
        }
        let number = properties.and_then(|properties| self.numbering.next(properties));
        if let Some(number) = number {
            if !number.is_sure {
                self.note(
                    "number-format",
                    "自动编号的格式不认识，编号照数字录，请对照原件。",
                );
            }
            text.insert_str(0, &number.text);
        }
        let before = std::mem::take(&mut self.pending);
        self.push(format!("{before}{text}"));
    }

    fn inline(&mut self, node: Node<'_, '_>, text: &mut String) {
        if self.depth >= DEEPEST {
            return;
        }
        self.depth += 1;
        for part in node.children().filter(Node::is_element) {
            match part.tag_name().name() {
                "r" => self.run(part, text),
                "del" | "moveFrom" => self.note_revision(),
                "ins" | "moveTo" => {
                    self.note_revision();
                    self.inline(part, text);
                }
                "AlternateContent" => self.alternative(part, text, Self::inline),
                "oMath" | "oMathPara" => formula(part, text),
                "hyperlink" | "smartTag" | "customXml" | "fldSimple" | "sdt" | "sdtContent"
                | "dir" | "bdo" | "rubyBase" => self.inline(part, text),
                _ => {}
            }
        }
        self.depth -= 1;
    }

    fn run(&mut self, node: Node<'_, '_>, text: &mut String) {
        if child(node, "rPr").is_some_and(|properties| is_on(properties, "vanish")) {
            self.note("hidden-text", "文件中有隐藏的文字，没有录，请核对。");
            return;
        }
        self.run_parts(node, text);
    }

    fn run_parts(&mut self, node: Node<'_, '_>, text: &mut String) {
        for part in node.children().filter(Node::is_element) {
            let in_instruction = self.fields.contains(&true);
            match part.tag_name().name() {
                "fldChar" => self.field(part, text),
                _ if in_instruction => {}
                "t" => text.push_str(part.text().unwrap_or_default()),
                "tab" | "ptab" => text.push('\t'),
                "br" | "cr" => text.push('\n'),
                "noBreakHyphen" => text.push('-'),
                "sym" => text.push(symbol(part)),
                "ruby" => self.inline(part, text),
                "drawing" | "pict" | "object" => self.drawing(part),
                "AlternateContent" => self.alternative(part, text, Self::run_parts),
                _ => {}
            }
        }
    }

    /// One of two forms of the same content: the newer one, unless there is nothing in it.
    fn alternative(
        &mut self,
        node: Node<'_, '_>,
        text: &mut String,
        read: fn(&mut Self, Node<'_, '_>, &mut String),
    ) {
        let has_text = |node: &Node<'_, '_>| node.descendants().any(|node| is(node, &["t"]));
        let choice = child(node, "Choice").filter(has_text);
        let fallback = || child(node, "Fallback").or_else(|| child(node, "Choice"));
        if let Some(chosen) = choice.or_else(fallback) {
            read(self, chosen, text);
        }
    }

    fn field(&mut self, node: Node<'_, '_>, text: &mut String) {
        match attribute(node, "fldCharType") {
            Some("begin") => {
                let ticked = child(node, "ffData").and_then(|data| child(data, "checkBox"));
                if let Some(ticked) = ticked {
                    let set = if child(ticked, "checked").is_some() {
                        is_on(ticked, "checked")
                    } else {
                        is_on(ticked, "default")
                    };
                    text.push(if set { '☑' } else { '□' });
                }
                self.fields.push(true);
            }
            Some("separate") => {
                if let Some(last) = self.fields.last_mut() {
                    *last = false;
                }
            }
            Some("end") => {
                self.fields.pop();
            }
            _ => {}
        }
    }

    /// Text boxes and lettering stand above the paragraph they hang on; pictures hold no text.
    fn drawing(&mut self, node: Node<'_, '_>) {
        let mut is_text = false;
        for part in node.descendants() {
            if is(part, &["txbxContent"]) {
                is_text = true;
                let inner = part.ancestors().skip(1).take_while(|above| *above != node);
                // A box inside a box is read with the outer one.
                if !inner.into_iter().any(|above| is(above, &["txbxContent"])) {
                    let lines = self.inside(part);
                    self.blocks.extend(lines);
                }
            } else if is(part, &["textpath"]) {
                is_text = true;
                self.push(attribute(part, "string").unwrap_or_default().to_owned());
            }
        }
        let is_picture = node
            .descendants()
            .any(|part| is(part, &["blip", "imagedata"]));
        if is_picture && !is_text {
            self.note("picture", pictures::MESSAGE);
        }
    }
}

/// The letters of a formula, one after the other.
fn formula(node: Node<'_, '_>, text: &mut String) {
    let letters = node.descendants().filter(|part| is(*part, &["t"]));
    letters.for_each(|part| text.push_str(part.text().unwrap_or_default()));
}

/// Boxes of symbol fonts; every other symbol is a lost character.
fn symbol(node: Node<'_, '_>) -> char {
    let code = attribute(node, "char").unwrap_or_default();
    let font = attribute(node, "font").unwrap_or_default();
    let low = code.get(code.len().saturating_sub(2)..).unwrap_or_default();
    match (font, low.to_ascii_uppercase().as_str()) {
        ("Wingdings", "FE") | ("Wingdings 2", "52" | "50") => '☑',
        ("Wingdings", "FC") => '√',
        ("Wingdings", "FD") | ("Wingdings 2", "54" | "53") => '☒',
        ("Wingdings", "A8" | "6F" | "71") | ("Wingdings 2", "A3" | "2A") => '□',
        _ => '\u{FFFD}',
    }
}
