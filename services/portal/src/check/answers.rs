//! What was answered so far, as typed. It lives in the form alone.

use chrono::NaiveDate;
use domain::{Facts, FilingInput, Policy, Refusal};
use kit::html::nested;
use kit::{Form, Posted};

use super::degrees;
use super::question::Question;

#[derive(Clone, Debug, Default)]
pub struct Answers(Vec<(String, String)>);

impl Answers {
    /// Only what a question asks for; the rest of a form is of no concern here.
    pub fn of<'a>(typed: impl IntoIterator<Item = (&'a str, &'a str)>) -> Answers {
        let asked =
            |name: &str| degrees::place(name).is_some() || Question::USUAL.into_iter().any(|one| one.asks_for(name));
        let typed = typed.into_iter().filter(|(name, text)| asked(name) && !text.is_empty());
        Answers(degrees::numbered_on(typed.map(|(name, text)| (name.to_owned(), text.to_owned())).collect()))
    }

    pub fn sent(posted: &Posted) -> Answers {
        Answers::of(posted.typed())
    }

    pub fn value(&self, name: &str) -> &str {
        self.0.iter().find(|(field, _)| field == name).map_or("", |(_, text)| text)
    }

    /// Every answer of that name, such as ticked boxes.
    pub fn values<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a str> {
        self.0.iter().filter(move |(field, _)| field == name).map(|(_, text)| text.as_str())
    }

    /// How many degrees something was said of.
    pub fn degrees(&self) -> usize {
        self.0.iter().filter_map(|(name, _)| degrees::place(name)).max().map_or(0, |last| last + 1)
    }

    /// The same without this degree.
    pub fn without_degree(self, place: usize) -> Answers {
        let kept = self.0.into_iter().filter(|(name, _)| degrees::place(name) != Some(place));
        Answers(degrees::numbered_on(kept.collect()))
    }

    /// What was answered to the other questions.
    pub fn beside(&self, question: Question) -> Vec<(String, String)> {
        let other = |(name, _): &&(String, String)| !question.asks_for(name);
        self.0.iter().filter(other).cloned().collect()
    }

    pub fn all(&self) -> &[(String, String)] {
        &self.0
    }

    pub fn form(&self) -> Form {
        Form::typed(self.0.clone())
    }

    /// As a filing that asks for nothing else. What was said before another answer took its question away does not count.
    pub fn filing(&self) -> FilingInput {
        let asked: Vec<Question> = Question::asked(self).collect();
        let counts = |name: &str| asked.iter().any(|question| question.asks_for(name));
        let typed = self.0.iter().filter(|(name, _)| counts(name)).map(|(name, text)| (name.as_str(), text.as_str()));
        let value = nested::gathered(typed).ok();
        value.and_then(|value| serde_json::from_value(value).ok()).unwrap_or_default()
    }

    /// What is wrong with the answers to this question.
    pub fn refused(&self, question: Question, today: NaiveDate) -> Vec<Refusal> {
        let refused = self.filing().parse(&[], Policy::standard(), today).err().unwrap_or_default();
        let here = |refusal: &Refusal| {
            let field = refusal.pointer().map(|pointer| pointer.trim_start_matches('/').replace('/', "."));
            field.is_some_and(|field| question.asks_for(&field))
        };
        refused.into_iter().filter(here).collect()
    }

    pub fn facts(&self, today: NaiveDate) -> Facts {
        said_of_all(self.filing().facts_so_far(today))
    }
}

/// Somebody who came to the end has said what holds of them: what was not named does not.
pub fn said_of_all(facts: Facts) -> Facts {
    Facts { standing: Some(facts.standing.unwrap_or_default()), ..facts }
}

#[cfg(test)]
mod tests {
    use domain::{Outcome, Readings};

    use super::super::found::clauses;
    use super::*;

    const TODAY: NaiveDate = NaiveDate::from_ymd_opt(2026, 11, 24).expect("a date");

    #[test]
    fn a_question_is_told_what_is_wrong_with_its_own_answers_only() {
        let answers = Answers::of([("education.0.level", "master"), ("education.0.year", "1800"), ("name", "x")]);
        assert!(answers.refused(Question::Degree, TODAY).is_empty());
        let wrong: Vec<_> = answers.refused(Question::Study, TODAY).iter().map(|one| one.code().to_owned()).collect();
        assert!(wrong.contains(&"year-out-of-range".to_owned()) && wrong.contains(&"school-missing".to_owned()));
        assert!(Answers::default().refused(Question::Work, TODAY).is_empty());
        assert_eq!(answers.value("name"), "", "nobody is asked who they are");
    }

    #[test]
    fn a_further_degree_is_told_what_is_wrong_with_it_and_nothing_counts_for_whoever_has_none() {
        let typed = [
            ("education.0.level", "doctor"),
            ("education.1.level", "master"),
            ("education.1.year", "1800"),
            ("placement", "placed"),
        ];
        let answers = Answers::of(typed);
        let wrong: Vec<_> = answers.refused(Question::Further(1), TODAY);
        assert!(wrong.iter().any(|one| one.pointer() == Some("/education/1/year")), "{wrong:?}");
        assert!(answers.refused(Question::Further(2), TODAY).is_empty(), "left empty, it is none");
        assert_eq!(answers.clone().without_degree(1).all(), Answers::of([typed[0], typed[3]]).all());
        let none = Answers::of([("education.0.level", "none"), typed[1], typed[3]]);
        assert_eq!(none.facts(TODAY).degrees, Some(Vec::new()));
        assert_eq!(none.value("education.1.level"), "master", "and it is there again once there is a degree");
    }

    #[test]
    fn the_answers_are_held_against_all_ten_clauses() {
        let master = [
            ("education.0.level", "doctor"),
            ("education.0.school", "中国农业大学"),
            ("education.0.discipline", "食品科学"),
            ("education.0.study_form", "full-time"),
            ("education.0.year", "2019"),
            ("standing[]", "patent-utility-model"),
        ];
        let found = clauses(&Answers::of(master).facts(TODAY), TODAY, Policy::standard(), &Readings::default());
        assert_eq!(found.len(), 10);
        assert!(matches!(found[3].outcome, Outcome::Met | Outcome::NeedsEvidence), "{:?}", found[3]);
        assert_eq!(found[0].outcome, Outcome::NotMet, "{:?}", found[0]);
    }
}
