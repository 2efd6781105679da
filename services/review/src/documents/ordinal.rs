//! The numbers in front of headings: 一、 and （一） in Chinese, 1. and (1) in English.

use domain::Language;

const DIGITS: [char; 10] = ['零', '一', '二', '三', '四', '五', '六', '七', '八', '九'];
const PLACES: [(usize, &str); 4] = [(1_000, "千"), (100, "百"), (10, "十"), (1, "")];

/// Of a heading of the first level.
pub fn heading(number: usize, language: Language) -> String {
    match language {
        Language::Zh => format!("{}、", chinese(number)),
        Language::En => format!("{number}. "),
    }
}

/// Of a heading of the second level.
pub fn subheading(number: usize, language: Language) -> String {
    match language {
        Language::Zh => format!("（{}）", chinese(number)),
        Language::En => format!("({number}) "),
    }
}

/// Up to 9999; what is larger stands in figures.
fn chinese(number: usize) -> String {
    if number == 0 || number > 9_999 {
        return number.to_string();
    }
    let (mut said, mut gap) = (String::new(), false);
    for (place, name) in PLACES {
        let digit = number / place % 10;
        if digit == 0 {
            gap = !said.is_empty();
            continue;
        }
        if gap {
            said.push(DIGITS[0]);
            gap = false;
        }
        // Ten is said without its one, but only in front.
        if !(place == 10 && digit == 1 && said.is_empty()) {
            said.push(DIGITS[digit]);
        }
        said.push_str(name);
    }
    said
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_said_as_in_a_document() {
        for (number, said) in [
            (1, "一"),
            (10, "十"),
            (11, "十一"),
            (20, "二十"),
            (101, "一百零一"),
            (110, "一百一十"),
            (1_005, "一千零五"),
            (2_026, "二千零二十六"),
        ] {
            assert_eq!(chinese(number), said);
        }
        assert_eq!((heading(3, Language::Zh), subheading(12, Language::Zh)), ("三、".into(), "（十二）".into()));
        assert_eq!((heading(3, Language::En), subheading(12, Language::En)), ("3. ".into(), "(12) ".into()));
    }
}
