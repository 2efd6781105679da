//! The evidence that the applicant was asked for item by item (Article 13), and what came for each.

use domain::{Answer, Calendar, RequestedItem, Return, Shows};

use super::case::View;
use crate::evidence::shown::{self, FileShown};

pub struct ItemShown {
    pub name: String,
    /// For `data-s`.
    pub mark: &'static str,
    pub state: String,
    /// What it is to show, who asked for it, and by when.
    pub about: String,
    pub words: String,
    pub files: Vec<FileShown>,
}

impl View<'_> {
    /// In the order in which they were asked for.
    pub fn requested(&self) -> Vec<ItemShown> {
        let case = &self.opened.case;
        let returns = case.returns.iter().chain(case.stage.open_returns());
        returns.flat_map(|returned| returned.items().iter().map(move |item| self.item(returned, item))).collect()
    }

    fn item(&self, returned: &Return, item: &RequestedItem) -> ItemShown {
        let dossier = &self.opened.dossier;
        let said = dossier.answers.iter().find(|answer| answer.number == item.number);
        let (mark, state) = match &returned.answer {
            None => ("wait", "item-open"),
            Some(Answer::Corrected { late: false, .. }) => ("met", "item-answered"),
            Some(Answer::Corrected { late: true, .. }) => ("need", "item-late"),
            Some(Answer::Done { .. } | Answer::Recalled { .. }) => ("open", "item-went-on"),
        };
        let by = returned.due(Calendar::standard()).map(|due| self.day(due.date)).unwrap_or_default();
        let about = [
            ("shows", self.to_show(item.shows).into()),
            ("name", returned.step.name(self.language).into()),
            ("day", self.day(returned.step.on).into()),
            ("by", by.into()),
        ];
        ItemShown {
            name: item.name.clone(),
            mark,
            state: self.say.owned(state),
            about: self.say.with("item-about", &about),
            words: said.map(|answer| answer.words.clone()).unwrap_or_default(),
            files: shown::for_item(&dossier.evidence, item.number, self.opened.case.id, &self.say),
        }
    }

    /// What a file is to show, as a list names it.
    pub fn to_show(&self, shows: Shows) -> String {
        match shows {
            Shows::Clause(category) => {
                let name = self.about.policy.category(category).name.say(self.language);
                format!("{} {name}", category.clause())
            }
            Shows::Identity | Shows::Other => self.say.owned(format!("evidence-{}", shows.code())),
        }
    }
}
