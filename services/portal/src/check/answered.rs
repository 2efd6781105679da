//! What was answered, question by question and in the reader's words, each with its way to change it.

use domain::{Policy, Sector, country, term};
use kit::Say;

use super::answers::Answers;
use super::degrees::Names;
use super::left_out;
use super::question::Question;

/// A question with its answers.
pub struct Answered {
    pub question: Question,
    pub heading: String,
    /// What a button says to somebody who does not see beside what it stands.
    pub change: String,
    /// One a line; none where nothing was answered.
    pub lines: Vec<Line>,
    /// What of it was left out, in words; none where it was answered whole.
    pub left_out: Option<String>,
}

pub struct Line {
    /// Empty where the answer speaks for itself.
    pub label: String,
    pub value: String,
}

impl Answered {
    /// Those that were asked.
    pub fn all(answers: &Answers, say: &Say) -> Vec<Answered> {
        let teller = Teller { answers, say, left_out: left_out::fields(&answers.filing()) };
        Question::asked(answers).map(|question| teller.answered(question)).collect()
    }
}

struct Teller<'a> {
    answers: &'a Answers,
    say: &'a Say,
    /// The fields of all questions.
    left_out: Vec<&'static str>,
}

impl Teller<'_> {
    fn answered(&self, question: Question) -> Answered {
        let heading = question.heading(self.say);
        Answered {
            change: self.say.with("look-over-change-what", &[("what", (&heading).into())]),
            lines: self.lines(question).into_iter().filter(|line| !line.value.is_empty()).collect(),
            left_out: self.left_out(question),
            question,
            heading,
        }
    }

    /// Its fields by their labels; where it is one field, its heading says enough.
    fn left_out(&self, question: Question) -> Option<String> {
        let blank: Vec<&str> = self.left_out.iter().copied().filter(|name| question.asks_for(name)).collect();
        let labels: Vec<String> = blank.iter().filter_map(|name| label(name)).map(|key| self.say.owned(key)).collect();
        (!blank.is_empty()).then(|| labels.join(&*self.say.it("between-parts")))
    }

    fn lines(&self, question: Question) -> Vec<Line> {
        match question {
            Question::Degree => vec![self.plain(self.named("degree-level", "education.0.level"))],
            Question::Study => self.study(&Names::of(0)),
            Question::Further(place) => {
                let names = Names::of(place);
                let level = self.plain(self.named("degree-level", &names.level));
                [level].into_iter().chain(self.study(&names)).collect()
            }
            Question::Placement => vec![self.plain(self.named("placement", "placement"))],
            Question::Work => vec![
                self.line("check-employer-kind", self.named("employer-kind", "work.employer_kind")),
                self.line("check-position-level", self.named("position-level", "work.position_level")),
                self.line("check-years", self.typed("work.years")),
                self.line("check-in-yining", self.yes_or_no("work.in_yining")),
                self.line("check-business", self.yes_or_no("work.runs_business_in_yining")),
            ],
            Question::Title => vec![
                self.line("check-title-level", self.named("title-level", "title.level")),
                self.line("check-skill", self.named("skill-level", "skill_level")),
            ],
            Question::Standing => {
                let ticked = self.answers.values("standing[]").map(|code| self.worded("standing", code));
                let ticked: Vec<Line> = ticked.map(|words| self.plain(words)).collect();
                if ticked.is_empty() { vec![self.plain(self.say.owned("check-standing-none"))] } else { ticked }
            }
            Question::Sector => vec![self.plain(self.sector())],
        }
    }

    fn study(&self, names: &Names) -> Vec<Line> {
        vec![
            self.line("check-school", self.typed(&names.school)),
            self.line("check-country", self.country(&names.country)),
            self.line("check-discipline", self.typed(&names.discipline)),
            self.line("check-study-form", self.named("study-form", &names.study_form)),
            self.line("check-year", self.typed(&names.year)),
            self.line("check-month-short", self.typed(&names.month)),
        ]
    }

    fn plain(&self, value: String) -> Line {
        Line { label: String::new(), value }
    }

    fn line(&self, label: &str, value: String) -> Line {
        Line { label: self.say.owned(label), value }
    }

    fn typed(&self, field: &str) -> String {
        self.answers.value(field).to_owned()
    }

    fn named(&self, section: &str, field: &str) -> String {
        self.worded(section, self.answers.value(field))
    }

    /// A code in words; whatever is none as it was typed.
    fn worded(&self, section: &str, code: &str) -> String {
        term(section, code).map_or(code, |term| term.say(self.say.language())).to_owned()
    }

    fn yes_or_no(&self, field: &str) -> String {
        match self.answers.value(field) {
            answer @ ("yes" | "no") => self.say.owned(format!("check-answer-{answer}")),
            other => other.to_owned(),
        }
    }

    fn country(&self, field: &str) -> String {
        match self.answers.value(field) {
            "" => self.say.owned("check-country.china"),
            code => country::name(code).map_or(code, |name| name.say(self.say.language())).to_owned(),
        }
    }

    fn sector(&self) -> String {
        let typed = self.answers.value("sector");
        let named = |sector| Policy::standard().sector(sector).say(self.say.language());
        Sector::from_code(typed).map_or(typed, named).to_owned()
    }
}

/// The key of what a field is called among those of its question.
fn label(field: &str) -> Option<&'static str> {
    match field {
        "work.employer_kind" => Some("check-employer-kind"),
        "work.position_level" => Some("check-position-level"),
        "work.years" => Some("check-years"),
        "work.in_yining" => Some("check-in-yining"),
        "work.runs_business_in_yining" => Some("check-business"),
        "title.level" => Some("check-title-level"),
        "skill_level" => Some("check-skill"),
        "sector" => Some("check-sector.left-out"),
        _ => None,
    }
}
