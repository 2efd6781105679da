//! Personal data on the screen, as much of it as is needed to recognise it.

/// `z***x@example.com`.
pub fn mail(address: &str) -> String {
    let Some((local, domain)) = address.rsplit_once('@') else {
        return hidden(address, 0, 0);
    };
    let mut letters = local.chars();
    match (letters.next(), letters.next_back()) {
        (Some(first), Some(last)) => format!("{first}***{last}@{domain}"),
        _ => format!("***@{domain}"),
    }
}

/// `138****5678`.
pub fn phone(number: &str) -> String {
    hidden(number, 3, 4)
}

/// The first three and the last two characters of a document's number.
pub fn document(number: &str) -> String {
    hidden(number, 3, 2)
}

/// A number too short to hide behind its ends is hidden altogether.
fn hidden(text: &str, head: usize, tail: usize) -> String {
    let letters: Vec<char> = text.chars().collect();
    if letters.len() < head + tail + 3 {
        return "*".repeat(letters.len());
    }
    let (start, end) = (head, letters.len() - tail);
    letters.iter().enumerate().map(|(at, letter)| if (start..end).contains(&at) { '*' } else { *letter }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_masked_can_be_recognised_and_not_read() {
        assert_eq!(mail("zhouxingzhix@example.com"), "z***x@example.com");
        assert_eq!(mail("z@example.com"), "***@example.com");
        assert_eq!(phone("13812345678"), "138****5678");
        assert_eq!(document("654101199001011234"), "654*************34");
        assert_eq!(document("E123"), "****");
    }
}
