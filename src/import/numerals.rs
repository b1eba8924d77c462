//! Chinese numerals of terms and dates.

/// A small number, in Chinese or Arabic numerals: 十二, 12.
pub(super) fn number(text: &str) -> Option<u32> {
    if let Ok(number) = text.parse() {
        return Some(number);
    }
    let digit = |c: char| "〇一二三四五六七八九".chars().position(|d| d == c);
    let value = |c: char| match c {
        '○' | '◯' | '零' | '0' | 'Ｏ' | 'О' | 'O' | 'o' => Some(0),
        c => digit(c),
    };
    // 廿八, 卅, and 元月 or 正月 for the first month.
    let plain = text.replace('廿', "二十").replace('卅', "三十");
    let plain = plain.replace(['元', '正'], "一");
    match plain.split_once('十') {
        Some((tens, ones)) => {
            let tens = if tens.is_empty() {
                1
            } else {
                value(tens.chars().next()?)?
            };
            let ones = if ones.is_empty() {
                0
            } else {
                value(ones.chars().next()?)?
            };
            u32::try_from(tens * 10 + ones).ok()
        }
        None => plain.chars().try_fold(0_u32, |sum, c| {
            let digit = c
                .to_digit(10)
                .or_else(|| value(c).and_then(|v| u32::try_from(v).ok()))?;
            sum.checked_mul(10)?.checked_add(digit)
        }),
    }
}

/// A number up to 99 in Chinese numerals, as terms are written: 12 to 十二.
pub(super) fn chinese(number: u32) -> String {
    const DIGITS: [&str; 10] = ["", "一", "二", "三", "四", "五", "六", "七", "八", "九"];
    let digit = |n: u32| DIGITS.get(n as usize % 10).copied().unwrap_or_default();
    match number / 10 {
        0 => digit(number).to_owned(),
        1 => format!("十{}", digit(number)),
        tens => format!("{}十{}", digit(tens), digit(number)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numerals_are_read_and_written() {
        for (text, n) in [
            ("十", 10),
            ("十二", 12),
            ("二十", 20),
            ("四", 4),
            ("二〇二三", 2023),
            ("二○一一", 2011),
            ("7", 7),
            ("廿八", 28),
            ("卅", 30),
            ("元", 1),
        ] {
            assert_eq!(number(text), Some(n), "{text}");
        }
        assert_eq!(number("甲"), None);
        assert_eq!([4, 10, 12, 21].map(chinese), ["四", "十", "十二", "二十一"]);
    }
}
