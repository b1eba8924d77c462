//! Letters that are nearly the same, found without comparing each with each.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::Path;

use rayon::iter::{IntoParallelRefIterator, ParallelIterator};

use crate::build::Prepared;
use crate::diag::{Code, Diagnostic, Diagnostics};
use crate::markdown::placed_blocks;
use crate::model::{Cleared, Entry, Reply};
use crate::read;

/// How many characters make a shingle, the unit of comparison.
const SHINGLE: usize = 8;
/// Letters shorter than this are all alike.
const SHORTEST: usize = 200;
/// The share of shingles that two letters have in common, in percent, from which on they are
/// nearly the same.
const ALIKE: usize = 85;
/// Least values of so many hash functions stand for a letter (MinHash, Broder 1997).
const BANDS: usize = 16;
/// Letters that agree in all values of a band are compared.
const ROWS: usize = 4;

/// Reports each letter that says nearly what another says.
pub(super) fn check(root: &Path, site: &Prepared) -> Diagnostics {
    let letters: Vec<&Cleared<Reply>> = site
        .archive
        .entries
        .iter()
        .filter_map(|entry| match entry {
            Entry::Letter(letter) => Some(&**letter),
            Entry::Notice(_) => None,
        })
        .collect();
    let shingles = |letter: &Cleared<Reply>| shingles(root, site, letter);
    let signatures: Vec<Option<Signature>> = letters
        .par_iter()
        .map(|letter| shingles(letter).map(|shingles| signature(&shingles)))
        .collect();
    let pairs: Vec<(usize, usize)> = candidates(&signatures).into_iter().collect();
    let alike: Vec<(usize, usize)> = pairs
        .par_iter()
        .filter(|(a, b)| {
            let both = shingles(letters[*a]).zip(shingles(letters[*b]));
            both.is_some_and(|(a, b)| are_alike(&a, &b))
        })
        .copied()
        .collect();
    report(&letters, &alike)
}

/// The later of two paths is reported, once.
fn report(letters: &[&Cleared<Reply>], alike: &[(usize, usize)]) -> Diagnostics {
    let mut twins: BTreeMap<&str, &str> = BTreeMap::new();
    for &(a, b) in alike {
        let (a, b) = (
            letters[a].origin.path.as_str(),
            letters[b].origin.path.as_str(),
        );
        let (first, second) = (a.min(b), a.max(b));
        let twin = twins.entry(second).or_insert(first);
        *twin = (*twin).min(first);
    }
    let problems = twins.into_iter().map(|(path, twin)| {
        Diagnostic::new(
            Code::ReplyDuplicate,
            format!("nearly the same letter as {twin}"),
        )
        .in_file(path)
        .help("remove the one that is superfluous, or say under `allow:` why both stand")
    });
    problems.collect()
}

type Signature = [u64; BANDS * ROWS];

fn shingles(root: &Path, site: &Prepared, letter: &Cleared<Reply>) -> Option<BTreeSet<u64>> {
    let body = read::body(root, letter, &site.settings.config.privacy).ok()?;
    let blocks = placed_blocks(&body).into_iter().flatten();
    let text: Vec<char> = blocks
        .map(|placed| placed.shown)
        .filter(|c| c.is_alphanumeric())
        .collect();
    let shingles = text.windows(SHINGLE).map(|shingle| {
        let mut hasher = DefaultHasher::new();
        shingle.hash(&mut hasher);
        hasher.finish()
    });
    (text.len() >= SHORTEST).then(|| shingles.collect())
}

fn signature(shingles: &BTreeSet<u64>) -> Signature {
    let mut least = [u64::MAX; BANDS * ROWS];
    for shingle in shingles {
        for (index, least) in least.iter_mut().enumerate() {
            *least = (*least).min(mixed(*shingle, index as u64));
        }
    }
    least
}

/// One of a family of hash functions (SplitMix64's finaliser, Steele 2014).
fn mixed(value: u64, function: u64) -> u64 {
    let mut x = value ^ function.wrapping_add(1).wrapping_mul(0x9E37_79B9_7F4A_7C15);
    x = (x ^ (x >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    x = (x ^ (x >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    x ^ (x >> 31)
}

/// Pairs that agree in a band, neighbours in order only: of many equal letters each is compared
/// with the one before it.
fn candidates(signatures: &[Option<Signature>]) -> BTreeSet<(usize, usize)> {
    let mut pairs = BTreeSet::new();
    for band in 0..BANDS {
        let mut last: HashMap<&[u64], usize> = HashMap::new();
        for (index, signature) in signatures.iter().enumerate() {
            let Some(signature) = signature else { continue };
            let values = &signature[band * ROWS..(band + 1) * ROWS];
            if let Some(before) = last.insert(values, index) {
                pairs.insert((before, index));
            }
        }
    }
    pairs
}

fn are_alike(a: &BTreeSet<u64>, b: &BTreeSet<u64>) -> bool {
    let common = a.intersection(b).count();
    let all = a.len() + b.len() - common;
    common * 100 >= all * ALIKE
}
