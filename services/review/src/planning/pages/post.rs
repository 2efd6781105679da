//! One post of the plan: for its unit a form, for the others what it says and the next act.

use askama::Template;
use chrono::NaiveDate;
use domain::condition_input::{MOST_ALTERNATIVES, MOST_CONDITIONS};
use domain::plan::seats;
use domain::post_input::{PAY_AGREED, PAY_BAND};
use domain::wording::{self, Flag};
use domain::{
    Category, Clause, ConditionInput, KeptWording, Language, Mode, PlanHand, Policy, RequirementKind, Seat, Sector,
    TextInput, concerns, term,
};
use kit::html::{Choice, Form, Frame, Say, date};

use super::act::{ActShown, Entry, HandShown, Teller, newest_first};
use super::follows::Follows;
use super::{PLANS, POSTS};
use crate::officers::Officer;
use crate::planning::posts::Shown;
use crate::planning::rulers::{Matter, is_in_their_line, of_another_line};
use crate::planning::view;
use crate::words;

#[derive(Template)]
#[template(path = "planning/templates/post.html")]
pub struct PostPage {
    frame: Frame,
    say: Say,
    officer: Option<Officer>,
    /// The post itself.
    form: Form,
    /// What is decided on it.
    act_form: Form,
    heading: String,
    unit: String,
    plan: String,
    plan_to: String,
    path: String,
    version: i64,
    /// What it does to the catalogue, where it does not just add itself to a plan.
    change: String,
    stands: String,
    due: String,
    late: bool,
    hands: Vec<HandShown>,
    open: Vec<String>,
    /// Whether the officer writes it now.
    writes: bool,
    /// How much still keeps it from being handed in.
    missing: String,
    flags: Vec<String>,
    kept: Vec<String>,
    open_point: String,
    sectors: Vec<Choice>,
    modes: Vec<Choice>,
    categories: Vec<Choice>,
    pays: Vec<Choice>,
    kinds: Vec<Choice>,
    rows: Vec<Names>,
    facts: Vec<Fact>,
    follows: Option<Follows>,
    log: Vec<Entry>,
    act: Option<ActShown>,
    /// Why whoever would act takes no part: they took another hand of it, and one of the two in somebody's place.
    barred: String,
    /// Where it is decided on, and the class of the button: beside the form of the post it is the lesser one.
    ruling_to: String,
    button: &'static str,
}

/// The names of the fields of one condition.
struct Names {
    legend: String,
    kind: String,
    value: String,
    /// What is enough instead, and whether something of it is typed or wrong.
    or: String,
    others: Vec<OtherNames>,
    is_open: bool,
    label_zh: String,
    label_en: String,
    words_zh: String,
    words_en: String,
    clause: String,
}

/// The names of the fields of something that is enough instead.
struct OtherNames {
    kind_label: String,
    value_label: String,
    kind: String,
    value: String,
}

struct Fact {
    label: String,
    lines: Vec<Line>,
}

#[derive(Clone)]
struct Line {
    words: String,
    /// Of words in the other language than the page.
    lang: Option<&'static str>,
}

impl Line {
    /// As many lines as it has, in the language of the page.
    fn all(words: &str) -> impl Iterator<Item = Line> {
        words.lines().map(str::trim).map(|words| Line { words: words.to_owned(), lang: None })
    }
}

impl PostPage {
    pub fn new(
        frame: Frame,
        officer: Officer,
        shown: &Shown,
        today: NaiveDate,
        form: Form,
        act_form: Form,
    ) -> PostPage {
        let form = form.without_gaps("conditions");
        let language = frame.language();
        let say = words::say(language);
        let Shown { acting, post, plan, policy, unit, reviews } = shown;
        let matter = Matter { post, plan, kind: unit.unit.kind, policy };
        let teller = Teller { say: words::say(language), language, today, policy };
        let is_own = acting.unit == Some(post.unit);
        let hand = post.hand(plan).filter(|hand| hand.role() == acting.role);
        let of_others = reviews.as_ref().filter(|_| !is_in_their_line(acting, post));
        let barred = hand.and_then(|hand| match of_others {
            Some(reviews) => Some(of_another_line(reviews.clone())),
            None => {
                let lets_act = plan.lets_act(acting.id, acting.away());
                lets_act.and_then(|()| post.lets_take(plan, acting.id, acting.away(), hand)).err()
            }
        });
        let takes_part = plan.lets_act(acting.id, acting.away()).is_ok() && barred.is_none();
        let writes = is_own && takes_part && post.way.hand() == Some(PlanHand::Drafting) && !post.change.closes();
        let act = post.hand(plan).filter(|_| matter.is_with(acting)).map(|hand| {
            let back_to = if post.way.is_returned() { &[] } else { hand.may_return_a_post_to() };
            let act = teller.act(hand, post.version, post.way.hand() == Some(hand) && !writes, back_to);
            ActShown { refuses: hand.may_refuse_a_post(), ..act }
        });
        let act = act.or_else(|| waited_for(&teller, acting, matter));
        let (due, late) = teller.due(post);
        let title = view::title(post, language);
        let unread = post.input.read(unit.unit.kind, policy).err().map_or(0, |unread| unread.len());
        let missing = if writes { unread + post.untimely(plan, today).len() } else { 0 };
        let flags = if writes { post.undecided() } else { wording::flags(&post.input) };
        // A sheet can have brought more than a post may have: they are shown until somebody takes some away.
        let typed = form.count("conditions");
        let rows = (typed + 2).clamp(3, MOST_CONDITIONS).max(typed);
        PostPage {
            heading: if title.is_empty() { say.owned("post-untitled") } else { title.to_owned() },
            unit: unit.unit.name.say(language).to_owned(),
            plan: plan.title.say(language).to_owned(),
            plan_to: frame.to(format!("{PLANS}/{}", plan.id)),
            path: format!("{POSTS}/{}", post.id),
            version: post.version,
            change: plan.amends.map_or_else(String::new, |_| say.owned(format!("change-{}", post.change.kind()))),
            stands: teller.stands(&post.way, "post-in-plan"),
            due,
            late,
            hands: PlanHand::ALL[..3].iter().map(|hand| teller.shown(*hand, &post.way)).collect(),
            open: teller.open(&post.way),
            writes,
            missing: if missing == 0 { String::new() } else { say.with("post-missing", &[("count", missing.into())]) },
            flags: flags.iter().map(|flag| flagged(&say, flag)).collect(),
            kept: post.kept.iter().map(|kept| let_stand(&say, kept)).collect(),
            open_point: view::open_point(shown).map_or_else(String::new, |id| {
                let reading = policy.open_point(id).reading.say(language);
                say.with("post-open-point", &[("id", id.code().into()), ("reading", reading.into())])
            }),
            sectors: Sector::ALL.map(|one| Choice::new(one.code(), policy.sector(one).say(language))).into(),
            modes: Mode::ALL.map(|mode| Choice::new(mode.code(), policy.mode(mode).say(language))).into(),
            categories: Category::ALL.map(|category| category_choice(category, language)).into(),
            pays: [PAY_BAND, PAY_AGREED].map(|code| Choice::new(code, say.owned(format!("post-pay-{code}")))).into(),
            kinds: RequirementKind::ALL.map(|kind| Choice::new(kind.code(), kind.label().say(language))).into(),
            rows: (0..rows).map(|row| names(&say, &form, row)).collect(),
            facts: if writes { Vec::new() } else { facts(&teller, shown) },
            follows: Follows::of(&teller, shown),
            log: newest_first(teller.log(&post.way)),
            act,
            barred: barred.map_or_else(String::new, |refusal| refusal.say(language)),
            ruling_to: frame.to(format!("{POSTS}/{}/ruling", post.id)),
            button: if writes { "btn alt" } else { "btn" },
            officer: Some(officer),
            form,
            act_form,
            say,
            frame,
        }
    }
}

/// What whoever waits for it or returned it can do while another hand has it.
fn waited_for(teller: &Teller, acting: &Officer, matter: Matter) -> Option<ActShown> {
    let Matter { post, plan, .. } = matter;
    let lets_take = |hand: &PlanHand| post.lets_take(plan, acting.id, acting.away(), *hand).is_ok();
    let waits = post.is_waited_for_by(plan).filter(|_| matter.is_left_out_by(acting)).filter(lets_take);
    let returned = post.way.open_return().filter(|_| matter.is_recalled_by(acting)).map(|returned| returned.at);
    let returned = returned.filter(lets_take);
    let act = teller.act(waits.or(returned)?, post.version, false, &[]);
    Some(ActShown { refuses: waits.is_some(), recalls: returned.is_some(), ..act })
}

fn flagged(say: &Say, flag: &Flag) -> String {
    let kind = term("wording-kind", flag.kind.code()).map_or("", |term| term.say(say.language()));
    say.with("post-flag", &[("word", flag.word.as_str().into()), ("kind", kind.into())])
}

fn let_stand(say: &Say, kept: &KeptWording) -> String {
    let words: Vec<_> = kept.flags.iter().map(|flag| flag.word.as_str()).collect();
    let (name, words) = (kept.step.name(say.language()), words.join(&*say.it("comma")));
    say.with("post-kept", &[("name", name.into()), ("words", words.into()), ("reason", kept.reason.as_str().into())])
}

fn category_choice(category: Category, language: Language) -> Choice {
    let name = Policy::standard().category(category).name.say(language);
    Choice::new(category.code(), format!("{} {name}", category.clause()))
}

fn names(say: &Say, form: &Form, row: usize) -> Names {
    let name = |part: &str| format!("conditions.{row}.{part}");
    let typed = form.count(&name("or"));
    let is_used = |at: usize| {
        let fields = ["kind", "value"].map(|part| name(&format!("or.{at}.{part}")));
        fields.iter().any(|field| !form.value(field).is_empty() || form.error(field).is_some())
    };
    let used = (0..typed).filter(|at| is_used(*at)).map(|at| at + 1).max().unwrap_or(0);
    // One more than are there; a draft of the API can have more than are taken, and they are shown too.
    let others = (used + 1).min(MOST_ALTERNATIVES).max(used);
    let other = |at: usize| {
        let numbered = |key: &str| say.with(key, &[("number", (at + 1).into())]);
        OtherNames {
            kind_label: numbered("post-condition-or-kind"),
            value_label: numbered("post-condition-or-value"),
            kind: name(&format!("or.{at}.kind")),
            value: name(&format!("or.{at}.value")),
        }
    };
    Names {
        others: (0..others).map(other).collect(),
        is_open: used > 0 || form.error(&name("or")).is_some(),
        or: name("or"),
        legend: say.with("post-condition", &[("number", (row + 1).into())]),
        kind: name("kind"),
        value: name("value"),
        label_zh: name("label.zh"),
        label_en: name("label.en"),
        words_zh: name("words.zh"),
        words_en: name("words.en"),
        clause: name("clause"),
    }
}

/// What the post says; what cannot be read yet as it was typed.
fn facts(teller: &Teller, shown: &Shown) -> Vec<Fact> {
    let say = &teller.say;
    let (language, policy, input) = (say.language(), shown.policy, &shown.post.input);
    let in_language = |words: &str, of: Language| {
        let lang = (of != language).then(|| of.tag());
        Line::all(words).map(|line| Line { lang, ..line }).collect::<Vec<_>>()
    };
    let both = |text: &TextInput| [in_language(&text.zh, Language::Zh), in_language(&text.en, Language::En)].concat();
    let one = |words: String| Line::all(&words).collect::<Vec<_>>();
    let each = |words: Vec<String>| words.iter().flat_map(|words| Line::all(words)).collect::<Vec<_>>();
    let sector = Sector::from_code(&input.sector).map(|sector| policy.sector(sector).say(language).to_owned());
    let mode = Mode::from_code(&input.mode).map(|mode| policy.mode(mode).say(language).to_owned());
    let clause = |typed: &str| match typed.trim().parse::<Clause>() {
        Ok(clause) => clause.say(language),
        Err(_) => typed.trim().to_owned(),
    };
    let condition = |row: &ConditionInput| {
        let row = row.told();
        let said = [own(&row.words, language), clause(&row.clause), asked(say, &row)];
        let said = said.into_iter().filter(|words| !words.is_empty()).collect::<Vec<_>>().join(" ");
        match own(&row.label, language) {
            label if label.is_empty() || said.is_empty() => label + &said,
            label => format!("{label}{}{said}", say.it("catalogue-colon")),
        }
    };
    let basis =
        |code: &String| Category::from_code(code).map_or_else(|| code.clone(), |one| one.clause().say(language));
    // As the catalogue will tell it, once it can be read.
    let pay = match input.read(shown.unit.unit.kind, policy) {
        Ok(draft) => draft.pay_words().say(language).to_owned(),
        Err(_) if input.pay == PAY_AGREED => say.owned("post-pay-agreement"),
        Err(_) => [input.pay_from.trim(), input.pay_to.trim()].join("—").trim_matches('—').to_owned(),
    };
    let day = |typed: &str| match typed.trim().parse::<NaiveDate>() {
        Ok(day) => date::full(day, language).words,
        Err(_) => typed.trim().to_owned(),
    };
    let days = match (day(&input.opens_on), day(&input.closes_on)) {
        (opens, closes) if opens.is_empty() && closes.is_empty() => String::new(),
        (opens, closes) if closes.is_empty() => format!("{opens}—{}", say.it("annex-until-filled")),
        (opens, closes) => format!("{opens}—{closes}"),
    };
    let told = [
        ("post-title", both(&input.title)),
        ("post-sector", one(sector.unwrap_or_else(|| input.sector.clone()))),
        ("post-mode", one(mode.unwrap_or_else(|| input.mode.clone()))),
        ("post-wanted", one(input.wanted.clone())),
        ("post-need", both(&input.need)),
        ("post-duties", both(&input.duties)),
        ("post-conditions", each(input.conditions.iter().map(condition).collect())),
        ("post-basis", one(input.basis.iter().map(basis).collect::<Vec<_>>().join(&*say.it("catalogue-and")))),
        ("post-pay", one(pay)),
        ("post-place", both(&input.place)),
        ("post-quota", one(input.quota.clone())),
        ("post-contact", both(&input.contact)),
        ("post-days", one(days)),
        ("post-reviews", one(shown.reviews.as_ref().map_or("", |reviews| reviews.say(language)).to_owned())),
        ("post-concerns", each(concerned(teller, shown))),
    ];
    let facts = told.into_iter().map(|(key, lines)| Fact {
        label: say.owned(key),
        lines: lines.into_iter().filter(|line| !line.words.is_empty()).collect(),
    });
    facts.filter(|fact| !fact.lines.is_empty()).collect()
}

fn own(text: &TextInput, language: Language) -> String {
    match language {
        Language::Zh => text.zh.trim().to_owned(),
        Language::En => text.en.trim().to_owned(),
    }
}

/// What of a condition is held against facts, where its words do not say just that: whoever decides on it sees both. What
/// cannot be read stands as it was typed.
fn asked(say: &Say, row: &ConditionInput) -> String {
    let words = row.requirement().map_or_else(String::new, |asked| own(&asked.words(), say.language()));
    let typed = || {
        let values: Vec<_> = row.typed().into_iter().map(|(_, _, value)| value.to_owned()).collect();
        values.join(&*say.it("post-condition-between"))
    };
    let asked = if words.is_empty() { typed() } else { words };
    if asked.is_empty() || asked == own(&row.words, say.language()) {
        return String::new();
    }
    say.with("post-condition-asked", &[("asked", asked.into())])
}

/// The seats of the coordination group that something in it concerns, each with what that is.
fn concerned(teller: &Teller, shown: &Shown) -> Vec<String> {
    let found = concerns(&shown.post, shown.unit.unit.kind, shown.policy);
    let line = |seat: Seat| {
        let about = teller.about(found.iter().filter(|one| one.seat == seat));
        let name = teller.policy.seat(seat).say(teller.language);
        (!about.is_empty()).then(|| format!("{name}{}{about}", teller.say.it("catalogue-colon")))
    };
    seats().filter_map(line).collect()
}
