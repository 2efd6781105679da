//! A clause as a page cites it: its words, and a link where there is a page about its article.

use domain::{Category, Clause, EntitlementHead, Language, Policy};
use kit::Frame;

pub struct Cited {
    pub words: String,
    pub href: Option<String>,
}

impl Cited {
    pub fn of(clause: Clause, frame: &Frame) -> Cited {
        let category = Category::from_clause(clause).map(|category| format!("#{category}"));
        let item = category.or_else(|| EntitlementHead::of(clause).map(|head| format!("#{head}"))).unwrap_or_default();
        let row = Policy::standard().article(clause);
        Cited {
            words: clause.say(frame.language()),
            href: row.map(|_| frame.to(format!("/measures/{}{item}", clause.number()))),
        }
    }
}

/// Several in one phrase, each article named once: `第十条（四）（五）、第十一条（三）`, `Art. 10(4), 10(5), 11(3)`.
pub fn together(clauses: &[Clause], language: Language) -> String {
    if language == Language::En {
        let cited: Vec<_> = clauses.iter().map(Clause::to_string).collect();
        return if cited.is_empty() { String::new() } else { format!("Art. {}", cited.join(", ")) };
    }
    let mut said = String::new();
    let mut before = None;
    for clause in clauses {
        let article = Clause::article(clause.number()).say(language);
        let whole = clause.say(language);
        match whole.strip_prefix(&article).filter(|item| before == Some(clause.number()) && !item.is_empty()) {
            Some(item) => said.push_str(item),
            None => {
                said.push_str(if before.is_some() { "、" } else { "" });
                said.push_str(&whole);
            }
        }
        before = Some(clause.number());
    }
    said
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn clauses_of_one_article_are_cited_together() {
        let clauses = [Clause::of(10, 4), Clause::of(10, 5), Clause::of(11, 3)];
        assert_eq!(together(&clauses, Language::Zh), "第十条（四）（五）、第十一条（三）");
        assert_eq!(together(&clauses, Language::En), "Art. 10(4), 10(5), 11(3)");
        assert_eq!(together(&[], Language::Zh), "");
    }
}
