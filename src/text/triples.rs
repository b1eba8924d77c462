//! Questions about three neighbouring bytes, which are most Chinese characters, asked of a whole
//! text. The loops are such that a processor asks them of many places at once, so a question should
//! be made of comparisons and `&`, `|`, without branches.

/// What stands behind the end of a text.
const END: u8 = b' ';
/// So many places are counted together that a byte holds their sum.
const BLOCK: usize = 192;

/// At how many places of a text the answer is yes. Behind the end of the text stand spaces.
#[inline]
pub fn count(text: &[u8], is: impl Fn(u8, u8, u8) -> bool) -> usize {
    let whole = text.len().saturating_sub(2);
    let mut total = 0;
    for from in (0..whole).step_by(BLOCK) {
        let length = BLOCK.min(whole - from);
        let first = &text[from..from + length];
        let second = &text[from + 1..from + 1 + length];
        let third = &text[from + 2..from + 2 + length];
        let mut sum = 0_u8;
        for at in 0..length {
            sum += u8::from(is(first[at], second[at], third[at]));
        }
        total += usize::from(sum);
    }
    let end = match text[whole..] {
        [a, b] => usize::from(is(a, b, END)) + usize::from(is(b, END, END)),
        [a] => usize::from(is(a, END, END)),
        _ => 0,
    };
    total + end
}

/// Whether there is a place in a text at which the answer is yes; see [`count`].
#[inline]
pub fn any(text: &[u8], is: impl Fn(u8, u8, u8) -> bool) -> bool {
    count(text, is) > 0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_place_is_asked_once() {
        for length in [0, 1, 2, 3, 4, 191, 192, 193, 194, 195, 386, 387, 1000] {
            let text: Vec<u8> = (0..length)
                .map(|at: usize| b'a' + (at % 23) as u8)
                .collect();
            assert_eq!(count(&text, |_, _, _| true), length);
            let naive = (0..length).filter(|&at| {
                let byte = |at: usize| text.get(at).copied().unwrap_or(b' ');
                (byte(at), byte(at + 1), byte(at + 2)) == (b'd', b'e', b'f')
            });
            let found = count(&text, |a, b, c| (a, b, c) == (b'd', b'e', b'f'));
            assert_eq!(found, naive.count());
        }
        assert_eq!(count(b"ab", |_, b, c| (b, c) == (b' ', b' ')), 1);
    }
}
