//! Where each node stands in the text.

use std::collections::BTreeMap;
use std::ops::Range;

use saphyr_parser::{Event, ScalarStyle};

use super::events::Events;

/// The bytes of every node of `text`, in the order of [`tree::read`](super::tree::read).
///
/// The nodes that an alias repeats stand where they are written, at the anchor. `None` if the
/// text is not YAML to this parser, though it was to serde_yaml.
pub(super) fn spans(text: &str) -> Option<Vec<Range<usize>>> {
    let mut places = Places {
        text,
        spans: Vec::new(),
        open: Vec::new(),
        anchored: BTreeMap::new(),
        end: 0,
    };
    for event in Events::new(text) {
        let (event, range) = event.ok()?;
        places.take(&event, range)?;
    }
    Some(places.spans)
}

struct Places<'t> {
    text: &'t str,
    spans: Vec<Range<usize>>,
    /// The lists and maps that are not closed yet: their nodes and anchors.
    open: Vec<(usize, usize)>,
    /// The nodes of each anchor's value, by the parser's number of the anchor.
    anchored: BTreeMap<usize, Range<usize>>,
    /// Where the last thing that is written ends.
    end: usize,
}

impl Places<'_> {
    fn take(&mut self, event: &Event<'_>, range: Range<usize>) -> Option<()> {
        match event {
            Event::Scalar(value, style, anchor, _) => {
                let is_absent = value.is_empty() && *style == ScalarStyle::Plain;
                let range = if is_absent {
                    range.start..range.start
                } else {
                    range
                };
                self.open.push((self.spans.len(), *anchor));
                self.start(range, *anchor);
                self.close()?;
            }
            Event::SequenceStart(anchor, _) | Event::MappingStart(anchor, _) => {
                self.open.push((self.spans.len(), *anchor));
                self.start(range, *anchor);
            }
            Event::SequenceEnd | Event::MappingEnd => {
                let (node, _) = self.open.last()?;
                let in_brackets = matches!(
                    self.text.as_bytes().get(self.spans[*node].start),
                    Some(b'[' | b'{')
                );
                if in_brackets {
                    self.end = self.end.max(range.end);
                }
                self.close()?;
            }
            Event::Alias(anchor) => {
                let nodes = self.anchored.get(anchor)?.clone();
                self.spans.extend_from_within(nodes);
                self.end = range.end;
            }
            _ => {}
        }
        Some(())
    }

    fn start(&mut self, range: Range<usize>, anchor: usize) {
        let written = self.text.get(range.clone()).unwrap_or_default();
        let skipped = if anchor > 0 {
            anchor_length(written)
        } else {
            0
        };
        let start = range.start + skipped;
        self.end = (range.start + written.trim_end().len()).max(start);
        self.spans.push(start..self.end);
    }

    /// Ends the innermost open node where the last thing in it ends.
    fn close(&mut self) -> Option<()> {
        let (node, anchor) = self.open.pop()?;
        let span = &mut self.spans[node];
        span.end = self.end.max(span.start);
        self.anchored.insert(anchor, node..self.spans.len());
        Some(())
    }
}

/// The length of `&name` and the white space behind it.
fn anchor_length(written: &str) -> usize {
    let value = written
        .split_once(char::is_whitespace)
        .map_or("", |(_, value)| value.trim_start());
    written.len() - value.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What each node is in the text, in reading order.
    fn written(text: &str) -> Vec<&str> {
        spans(text)
            .unwrap()
            .into_iter()
            .map(|span| &text[span])
            .collect()
    }

    #[test]
    fn block_style() {
        let text = "标题: 关于\r\ncases:\r\n- 案由: \"甲\r\n    乙\"\r\n  n: 1 # 注\r\n\
                    empty:\r\nlast: |\r\n  一\r\n\r\n";
        let expected = [
            text.trim_end(),
            "标题",
            "关于",
            "cases",
            "案由: \"甲\r\n    乙\"\r\n  n: 1",
            "案由: \"甲\r\n    乙\"\r\n  n: 1",
            "案由",
            "\"甲\r\n    乙\"",
            "n",
            "1",
            "empty",
            "",
            "last",
            "一",
        ];
        assert_eq!(written(text), expected);
    }

    #[test]
    fn flow_style_and_json() {
        let text = "{\"a\": [1, '二', {三: }], \"b\":2}";
        let expected = [
            text,
            "\"a\"",
            "[1, '二', {三: }]",
            "1",
            "'二'",
            "{三: }",
            "三",
            "",
            "\"b\"",
            "2",
        ];
        assert_eq!(written(text), expected);
    }

    #[test]
    fn repeated_nodes_stand_at_their_anchor() {
        let text = "a: &x [1, 2]\nb: *x\nc: &n 0x1F\nd: *n\n";
        let expected = [
            text.trim_end(),
            "a",
            "[1, 2]",
            "1",
            "2",
            "b",
            "[1, 2]",
            "1",
            "2",
            "c",
            "0x1F",
            "d",
            "0x1F",
        ];
        assert_eq!(written(text), expected);
    }
}
