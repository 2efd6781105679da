//! The list of tasks (Article 16): what each still wants, in any order, and what comes next.

use actix_web::HttpResponse;
use askama::Template;
use domain::{Post, Task, TaskState};
use kit::html::{Say, date};
use kit::{DeskError, Frame, Instant, Posted, page};

use super::closed::ClosedPage;
use super::correct::AskedView;
use super::dated::Dated;
use super::question::SAVED;
use super::resume;
use super::room::{Entry, Paper, Room, Step};
use super::view::AboutView;
use crate::evidence::pages::note::EvidenceNote;
use crate::evidence::store::Kept as Evidence;
use crate::nominations::drafts;

pub const ACCEPTED: &str = "accepted=1";
const FILLED: &str = "filled=1";
const FILLED_FROM_DRAFT: &str = "filled=draft";

#[derive(Template)]
#[template(path = "nominations/templates/tasks.html")]
pub struct TasksPage {
    pub frame: Frame,
    pub say: Say,
    pub post: AboutView,
    pub heading: String,
    pub by: Dated,
    /// What is to be corrected, where something was filed already.
    pub asked: Option<AskedView>,
    /// What happened just now.
    pub news: Option<String>,
    pub saved: Option<Dated>,
    pub lead: String,
    pub next: (String, String),
    pub groups: Vec<Group>,
    /// When something was submitted that this can begin with, and where it is begun so.
    pub before: Option<(Dated, String)>,
    /// Where a file can be sent that it begins with; none once something is saved.
    pub resume: Option<String>,
    /// After how many days without a change it is deleted.
    pub days: u32,
    /// Where it can be deleted; none while nothing is saved, and for what was filed.
    pub discard: Option<String>,
}

/// A part of what is filed, as a correction names it.
pub struct Group {
    pub id: &'static str,
    pub heading: String,
    pub rows: Vec<TaskRow>,
}

pub struct TaskRow {
    /// For what links to it; empty where nothing does.
    pub id: &'static str,
    /// None where it cannot start yet.
    pub link: Option<String>,
    pub name: String,
    pub note: String,
    /// For `data-s`.
    pub mark: &'static str,
    pub word: String,
}

pub async fn list(entry: Entry) -> Result<HttpResponse, DeskError> {
    match entry {
        Entry::Into(room) if room.paper.shut.is_some() => page::show(&ClosedPage::new(&room.paper)),
        Entry::Into(room) => {
            let listed = room.files_sent().await?;
            let before = match room.paper.kept {
                None => room.nominations.sent_last(&room.by).await?.and_then(|kept| kept.submitted),
                Some(_) => None,
            };
            page::show(&TasksPage::new(&room.paper, &listed, room.nominations.draft_days(), before))
        }
        Entry::Nowhere(_) => Err(DeskError::Missing),
        Entry::Elsewhere(answer) => Ok(answer),
    }
}

/// Begins the draft with what was submitted last, or with a draft for another place. Where one was begun meanwhile, that
/// one is shown.
pub async fn fill(room: &Room, posted: &Posted) -> Result<HttpResponse, DeskError> {
    let draft = posted.text("draft").parse().ok();
    match room.nominations.begin_as_before(&room.by, posted.once(), room.paper.target(), draft).await {
        Ok(_) => {
            let filled = if draft.is_some() { FILLED_FROM_DRAFT } else { FILLED };
            Ok(page::see_other(format!("{}?{filled}", room.paper.list())))
        }
        Err(DeskError::Refused(_) | DeskError::Missing | DeskError::KeyReused) => {
            Ok(page::see_other(room.paper.list()))
        }
        Err(error) => Err(error),
    }
}

fn as_before(say: &Say, at: Instant) -> Dated {
    let day = date::full(at.date(), say.language());
    Dated::new(&say.with("tasks-before", &[("day", (&day.words).into())]), &[&day])
}

impl TasksPage {
    pub fn new(paper: &Paper, listed: &[Evidence], days: u32, before: Option<Instant>) -> TasksPage {
        let (say, post, asked) = (paper.say, paper.view(), paper.asked(listed));
        let standing = drafts::tasks(&paper.typed(), paper.consents(), paper.target(), paper.policy, paper.today);
        let states: Vec<(Task, TaskState)> = standing.iter().map(|one| (one.task, one.state)).collect();
        let done = states.iter().filter(|(_, state)| *state == TaskState::Done).count();
        let ready = states.iter().all(|(task, state)| !keeps_back(*task, *state));
        let news = match paper.frame.query() {
            SAVED => Some("nominate-just-saved"),
            ACCEPTED => Some("nominate-accepted"),
            FILLED => Some("tasks-filled"),
            FILLED_FROM_DRAFT => Some("tasks-filled-from-draft"),
            _ => None,
        };
        let saved = paper.kept.as_ref().filter(|kept| paper.receipt.is_none() || kept.correction.is_some());
        let builder = Builder { paper, post: &post, states: &states, listed, ready };
        TasksPage {
            by: match (&asked, paper.about.post()) {
                (Some(asked), _) => asked.lead.clone(),
                (None, Some(post)) => closing(&say, post, paper.today),
                (None, None) => Dated::new(&say.with("nominate-open", &post.arguments()), &[]),
            },
            news: news.map(|key| say.owned(key)).or_else(|| resume::news(paper)),
            saved: saved.map(|kept| {
                let at = date::moment(kept.saved, say.language());
                Dated::new(&say.with("nominate-saved-at", &[("at", at.words.clone().into())]), &[&at])
            }),
            lead: say.with("tasks-lead", &[("done", done.into()), ("all", states.len().into())]),
            next: builder.next(),
            groups: builder.groups(),
            days,
            before: before.map(|at| (as_before(&say, at), paper.to(Step::Fill))),
            resume: paper.kept.is_none().then(|| resume::place(paper)),
            discard: paper.kept.as_ref().filter(|_| paper.receipt.is_none()).map(|_| paper.to(Step::Discard)),
            heading: paper.heading(),
            frame: paper.frame.clone(),
            asked,
            say,
            post,
        }
    }
}

struct Builder<'a> {
    paper: &'a Paper,
    post: &'a AboutView,
    states: &'a [(Task, TaskState)],
    listed: &'a [Evidence],
    /// Whether it can be submitted as it is.
    ready: bool,
}

impl Builder<'_> {
    fn state(&self, task: Task) -> TaskState {
        self.states.iter().find(|(one, _)| *one == task).map_or(TaskState::Todo, |(_, state)| *state)
    }

    /// The first task without which nothing can be submitted; otherwise the last look.
    fn next(&self) -> (String, String) {
        let say = &self.paper.say;
        let open = self.states.iter().find(|(task, state)| keeps_back(*task, *state));
        match open {
            None => (self.paper.to(Step::Check), say.owned("tasks-check")),
            Some((task, _)) => {
                let name = [("task", self.name(*task).into())];
                let begun = self.paper.kept.is_some();
                (self.link(*task), say.with(if begun { "tasks-go-on" } else { "tasks-begin" }, &name))
            }
        }
    }

    fn groups(&self) -> Vec<Group> {
        let group = |id, heading: &str, rows| Group { id, heading: self.paper.say.owned(heading), rows };
        let rows = |tasks: &[Task]| tasks.iter().map(|task| self.row(*task)).collect::<Vec<_>>();
        let clauses = rows(&[Task::Sector, Task::Clauses]).into_iter().chain([self.evidence()]).collect();
        let consents = rows(&[Task::Consents]).into_iter().chain([self.check()]).collect();
        vec![
            group("who", "nominate-who", rows(&[Task::Person, Task::Document])),
            group("past", "nominate-past", rows(&[Task::Education, Task::Work, Task::Title, Task::Achievements])),
            group("clauses", "nominate-clauses", clauses),
            group("consents", "nominate-consents", consents),
        ]
    }

    fn name(&self, task: Task) -> String {
        self.paper.say.with(format!("task-{}", task.code()), &self.post.arguments())
    }

    fn link(&self, task: Task) -> String {
        match task {
            Task::Education => self.paper.to(Step::Degrees),
            other => {
                let first = other.questions(&self.paper.typed()).into_iter().next();
                first.map_or_else(|| self.paper.list(), |question| self.paper.to(Step::Asks(question)))
            }
        }
    }

    fn row(&self, task: Task) -> TaskRow {
        let state = self.state(task);
        let note = if task.is_needed() { String::new() } else { self.paper.say.owned("tasks-optional") };
        let note = match state {
            TaskState::Todo => note,
            _ if task == Task::Consents && !self.paper.outdated().is_empty() => {
                self.paper.say.owned("consents-changed")
            }
            _ => String::new(),
        };
        TaskRow {
            id: "",
            link: Some(self.link(task)),
            name: self.name(task),
            note,
            mark: mark(state),
            word: self.paper.say.owned(format!("tasks-{}", state.code())),
        }
    }

    fn evidence(&self) -> TaskRow {
        let say = &self.paper.say;
        let name = say.owned("evidence");
        let Some((kept, link)) = self.paper.kept.as_ref().zip(self.paper.files()) else {
            let (note, word) = (say.owned("tasks-evidence-later"), say.owned("tasks-wait"));
            return TaskRow { id: "evidence", link: None, name, note, mark: "wait", word };
        };
        let claimed = kept.claimed();
        let EvidenceNote { files, missing } = EvidenceNote::of(self.listed, &claimed, say);
        let state = match (self.listed.is_empty(), missing.is_empty() && !claimed.is_empty()) {
            (true, _) => TaskState::Todo,
            (false, false) => TaskState::Begun,
            (false, true) => TaskState::Done,
        };
        let note = [files, missing].into_iter().filter(|words| !words.is_empty()).collect::<Vec<_>>();
        TaskRow {
            id: "evidence",
            link: Some(link),
            name,
            note: note.join(&*say.it("comma")),
            mark: mark(state),
            word: say.owned(format!("tasks-{}", state.code())),
        }
    }

    fn check(&self) -> TaskRow {
        let say = &self.paper.say;
        let (mark, word) = if self.ready { ("todo", "tasks-todo-check") } else { ("wait", "tasks-wait-check") };
        TaskRow {
            id: "",
            link: self.ready.then(|| self.paper.to(Step::Check)),
            name: say.owned("tasks-check"),
            note: if self.ready { String::new() } else { say.owned("tasks-check-later") },
            mark,
            word: say.owned(word),
        }
    }
}

/// Whether nothing can be submitted for it: one that a filing needs is not done, or any holds what cannot be read.
fn keeps_back(task: Task, state: TaskState) -> bool {
    state == TaskState::Begun || task.is_needed() && state != TaskState::Done
}

fn mark(state: TaskState) -> &'static str {
    match state {
        TaskState::Todo => "todo",
        TaskState::Begun => "half",
        TaskState::Done => "done",
    }
}

/// When nominations end, as far ahead as that is.
fn closing(say: &Say, post: &Post, today: chrono::NaiveDate) -> Dated {
    let unit = post.unit.name.say(say.language());
    let Some(last) = post.closes_on else {
        return Dated::new(&say.with("nominate-until-filled", &[("unit", unit.into())]), &[]);
    };
    let day = date::day(last, say.language());
    let words = match (last - today).num_days() {
        0 => say.with("nominate-closes-today", &[("unit", unit.into())]),
        days => {
            let day = day.words.clone();
            say.with("nominate-closes", &[("unit", unit.into()), ("day", day.into()), ("days", days.into())])
        }
    };
    Dated::new(&words, &[&day])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_can_be_left_out_keeps_nothing_back_unless_it_cannot_be_read() {
        let states = |task| [TaskState::Todo, TaskState::Begun, TaskState::Done].map(|state| keeps_back(task, state));
        assert_eq!(states(Task::Person), [true, true, false]);
        assert_eq!(states(Task::Title), [false, true, false]);
    }
}
