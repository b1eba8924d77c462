//! Boxes of forms, ticked or not, and the words beside them.

use super::openness::{self, ASKS, labelled};
use super::words;
use crate::model::Disclosure;

/// Boxes that nobody ticked.
const OPEN: [char; 3] = ['□', '☐', '○'];
/// Boxes that somebody ticked.
const TICKED: [char; 6] = ['☑', '√', '✓', '■', '☒', '●'];

fn is_box(c: char) -> bool {
    TICKED.contains(&c) || OPEN.contains(&c)
}

/// Whether a text has a box.
pub(super) fn has_box(text: &str) -> bool {
    text.contains(is_box)
}

/// 办理结果：☑A □B □C: the one letter that is ticked, before it or behind it. All brackets are round.
pub(super) fn class(key: &str) -> Option<char> {
    // A dot may be the bullet of a list.
    if key.contains('●') {
        return None;
    }
    let even = closed(key.to_owned());
    // A form may set its label apart without a colon.
    let begins = |c: char| is_box(c) || c.is_ascii_uppercase();
    let (label, options) = even
        .rsplit_once('：')
        .unwrap_or_else(|| even.split_at(even.find(begins).unwrap_or(0)));
    let known = label.is_empty() || words::CLASS.is_match(&format!("{label}：A"));
    let made_of = |c: char| is_box(c) || ('A'..='D').contains(&c) || "类、，/".contains(c);
    if !known || !options.contains(TICKED) || !options.chars().all(made_of) {
        return None;
    }
    let marks: Vec<char> = options
        .chars()
        .filter(|c| !"类、，/".contains(*c))
        .collect();
    let before = marks.first().copied().is_some_and(is_box);
    let ticked: Vec<char> = marks
        .windows(2)
        .filter_map(|pair| match (before, pair) {
            (true, [tick, class]) if TICKED.contains(tick) && !is_box(*class) => Some(*class),
            (false, [class, tick]) if TICKED.contains(tick) && !is_box(*class) => Some(*class),
            _ => None,
        })
        .collect();
    match ticked.as_slice() {
        [one] => Some(*one),
        _ => None,
    }
}

/// 是否公开☑是□否 has its boxes right behind the label, without a colon.
pub(super) fn behind_label(key: &str) -> Option<String> {
    let at = key.find(is_box).filter(|at| *at > 0)?;
    let whole = format!("{}：{}", &key[..at], &key[at..]);
    let asks = !key.contains('：') && ASKS.iter().any(|word| key[..at].contains(word));
    (asks && labelled(&whole).is_some()).then_some(whole)
}

/// `主动公开（√）依申请公开（ ）` with boxes for its brackets.
pub(super) fn closed(key: String) -> String {
    if !key.contains(['√', '✓', '✔']) || !key.contains('（') {
        return key;
    }
    let ticked = ["（√）", "（✓）", "（✔）"].iter();
    let boxed = ticked.fold(key, |key, tick| key.replace(tick, "☑"));
    boxed.replace("（）", "□")
}

/// `☑主动公开 □依申请公开`: what is ticked. `None` where there are no boxes.
pub(super) fn ticked(bare: &str) -> Option<Vec<Disclosure>> {
    const TICKS: [char; 3] = ['☑', '√', '✓'];
    // A box in the label is a character that was not recognised.
    let (label, options) = bare.rsplit_once('：').unwrap_or(("", bare));
    let boxed = !label.contains(TICKED)
        && (options.contains(OPEN)
            || options.contains(TICKS)
            || (options.contains(TICKED) && options.matches("公开").count() > 1));
    if !boxed || !bare.contains("公开") {
        return None;
    }
    // 公开：√
    if options.chars().all(|c| TICKS.contains(&c)) {
        return Some(openness::read(label).into_iter().collect());
    }
    let asks = labelled(bare).is_some();
    let body = labelled(bare).unwrap_or(bare);
    // Boxes stand before their words or behind them.
    let behind = !body.starts_with(is_box);
    let mut ticked: Vec<String> = Vec::new();
    let (mut word, mut set) = (String::new(), false);
    for c in body.chars().chain(['□']) {
        if !is_box(c) {
            word.push(c);
            continue;
        }
        let is_set = if behind { TICKED.contains(&c) } else { set };
        if is_set && !word.is_empty() {
            ticked.push(std::mem::take(&mut word));
        }
        word.clear();
        set = TICKED.contains(&c);
    }
    let says = |word: &String| {
        let answer = openness::answer(word).filter(|_| asks);
        openness::read(word).or(answer)
    };
    Some(ticked.iter().filter_map(says).collect())
}
