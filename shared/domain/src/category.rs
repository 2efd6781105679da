//! The ten categories: high-level talent (Article 10) and urgently needed talent (Article 11).
//! One person can meet several; a person chooses the one that a decision rests on.

use crate::clause::Clause;
use crate::code::coded;

coded! {
    /// An item of Article 10 or 11; stored and sent as its clause, `10(4)`.
    Category {
        H1 = "10(1)",
        H2 = "10(2)",
        H3 = "10(3)",
        H4 = "10(4)",
        H5 = "10(5)",
        U1 = "11(1)",
        U2 = "11(2)",
        U3 = "11(3)",
        U4 = "11(4)",
        U5 = "11(5)",
    }
}

coded! {
    /// Which of the two articles a category belongs to.
    CategoryKind {
        HighLevel = "high-level",
        UrgentlyNeeded = "urgently-needed",
    }
}

impl Category {
    pub const fn clause(self) -> Clause {
        match self {
            Category::H1 => Clause::of(10, 1),
            Category::H2 => Clause::of(10, 2),
            Category::H3 => Clause::of(10, 3),
            Category::H4 => Clause::of(10, 4),
            Category::H5 => Clause::of(10, 5),
            Category::U1 => Clause::of(11, 1),
            Category::U2 => Clause::of(11, 2),
            Category::U3 => Clause::of(11, 3),
            Category::U4 => Clause::of(11, 4),
            Category::U5 => Clause::of(11, 5),
        }
    }

    pub fn from_clause(clause: Clause) -> Option<Category> {
        Category::ALL.into_iter().find(|category| category.clause() == clause)
    }

    pub fn kind(self) -> CategoryKind {
        match self.clause().number() {
            10 => CategoryKind::HighLevel,
            _ => CategoryKind::UrgentlyNeeded,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_category_is_stored_as_its_clause() {
        for category in Category::ALL {
            assert_eq!(category.code(), category.clause().to_string());
            assert_eq!(Category::from_clause(category.clause()), Some(category));
        }
        assert_eq!(Category::from_clause(Clause::article(10)), None);
    }
}
