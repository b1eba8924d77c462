//! Rules from which a site is excepted: `allow:` of site.yaml.

use crate::diag::Code;
use crate::text::nearest::nearest;
use crate::yaml::{Key, Node, Reader};

const ALLOW: &[Key] = &[Key::new("code", &["代码"]), Key::new("reason", &["理由"])];

/// Reads a list of `{code, reason}`. A rule that does not exist, or from which nothing can be
/// excepted, is an error, and so is an exception without a reason.
pub(super) fn read(reader: &mut Reader<'_>, list: Node) -> Vec<Code> {
    let entries = reader.list(list).unwrap_or_default();
    let rules = entries.iter().filter_map(|&entry| rule(reader, entry));
    rules.collect()
}

fn rule(reader: &mut Reader<'_>, entry: Node) -> Option<Code> {
    let fields = reader.fields(entry, ALLOW)?;
    let mut text = |key: &'static str, help: &str| {
        let node = fields.get(key).filter(|&node| !reader.is_blank(node));
        if node.is_none() {
            reader.missing(entry, key, help);
        }
        node.and_then(|node| Some((node, reader.text(node)?)))
    };
    let reason = text("reason", "say why the rule does not apply to this site");
    let (node, name) = text("code", "name the rule")?;
    reason?;
    let name = name.trim();
    let code = Code::parse(name).filter(|code| code.may_be_allowed());
    if code.is_none() {
        let known = Code::ALL.iter().filter(|code| code.may_be_allowed());
        let message = match Code::parse(name) {
            Some(_) => "nothing can be excepted from this rule",
            None => "there is no such rule",
        };
        let problem = reader
            .problem(node, Code::ValueInvalid, message)
            .suggest(nearest(name, known.map(|code| code.name())))
            .help("`fuwen check --explain CODE` knows every rule");
        reader.report(problem);
    }
    code
}
