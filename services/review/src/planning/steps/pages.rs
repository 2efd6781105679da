//! One step for several posts by page: a box for each post that is with the officer, all of them ticked where they can go on.

use actix_web::{HttpRequest, HttpResponse, web};
use askama::Template;
use chrono::NaiveDate;
use domain::{PlanHand, PlanId, PlannedPost, Refusal};
use kit::auth::{Realm, kept_forms};
use kit::html::{Form, Frame, Posted, Say, page};
use kit::{DeskError, House};
use uuid::Uuid;

use super::desk::{SeenPost, WithMe};
use crate::officers::Officer;
use crate::planning::desk::Planning;
use crate::planning::pages::PLANS;
use crate::planning::pages::act::{ActShown, PostRow, Teller};
use crate::planning::pages::posts::taken;
use crate::planning::view;
use crate::words;

const BOXES: &str = "posts[]";

pub fn routes(routes: &mut web::ServiceConfig) {
    routes.service(web::resource("/plans/{id}/steps").get(show).post(step));
}

/// Which boxes are ticked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ticked {
    All,
    None,
    AsTyped,
}

async fn show(
    frame: Frame,
    officer: Officer,
    planning: web::Data<Planning>,
    house: web::Data<House>,
    id: web::Path<Uuid>,
) -> Result<HttpResponse, DeskError> {
    let form = kept_forms::form(&house, &officer.id.to_string(), frame.path()).await?;
    let with_me = planning.posts_with(&officer, PlanId::from(*id)).await?;
    let ticked = match (form.was_left, with_me.pass_on()) {
        (true, _) => Ticked::AsTyped,
        (false, true) => Ticked::All,
        // Whoever returns or refuses says which.
        (false, false) => Ticked::None,
    };
    page::show(&StepsPage::new(frame, officer, &with_me, ticked, house.clock.today(), form))
}

async fn step(
    frame: Frame,
    officer: Result<Officer, DeskError>,
    planning: web::Data<Planning>,
    house: web::Data<House>,
    request: HttpRequest,
    id: web::Path<Uuid>,
    posted: Posted,
) -> Result<HttpResponse, DeskError> {
    let officer = kept_forms::awake(officer, &house, Realm::Staff, &request, &posted).await?;
    let id = PlanId::from(*id);
    let today = house.clock.today();
    let again = match posted.text("do") {
        "all" => Some(Ticked::All),
        "none" => Some(Ticked::None),
        _ => None,
    };
    if let Some(ticked) = again {
        let with_me = planning.posts_with(&officer, id).await?;
        return page::show(&StepsPage::new(frame, officer, &with_me, ticked, today, Form::of(&posted)));
    }
    let chosen: Vec<SeenPost> = posted.all(BOXES).filter_map(chosen).collect();
    let stepped = match taken(&posted) {
        Ok(taken) => planning.step_posts(&officer.clone().once(posted.once()), id, &chosen, &taken).await,
        Err(refusal) => Err(refusal.into()),
    };
    match stepped {
        Ok(stepped) => {
            let to = frame.to(format!("{PLANS}/{id}?stepped={}", stepped.len()));
            kept_forms::done(&house, &officer.id.to_string(), &to).await
        }
        Err(error) => {
            let refusals = error.refusals()?;
            let (_, posts) = planning.show(&officer, id).await?;
            let form = told(Form::of(&posted), &refusals, &chosen, &posts, &words::say(frame.language()));
            let with_me = planning.posts_with(&officer, id).await?;
            page::refused(&StepsPage::new(frame, officer, &with_me, Ticked::AsTyped, today, form))
        }
    }
}

/// A box as it comes back: the post and the version that it was seen in.
fn chosen(sent: &str) -> Option<SeenPost> {
    let (id, version) = sent.split_once('.')?;
    Some(SeenPost { id: id.parse().ok()?, version: version.parse().ok()? })
}

fn value(post: &PlannedPost) -> String {
    format!("{}.{}", post.id, post.version)
}

/// What is wrong with one of the posts is told with its name.
fn told(form: Form, refusals: &[Refusal], chosen: &[SeenPost], posts: &[PlannedPost], say: &Say) -> Form {
    let language = say.language();
    let of_post = |refusal: &Refusal| {
        let place = refusal.pointer()?.strip_prefix("/posts/")?.split('/').next()?.parse::<usize>().ok()?;
        posts.iter().find(|post| Some(post.id) == chosen.get(place).map(|seen| seen.id))
    };
    refusals.iter().fold(form, |form, refusal| match of_post(refusal) {
        None => form.refused(std::slice::from_ref(refusal), language),
        Some(post) => {
            let arguments = [("post", view::title(post, language).into()), ("why", refusal.say(language).into())];
            form.wrong("posts", say.with("steps-wrong", &arguments))
        }
    })
}

#[derive(Template)]
#[template(path = "planning/steps/steps.html")]
pub struct StepsPage {
    frame: Frame,
    say: Say,
    officer: Option<Officer>,
    form: Form,
    plan: String,
    plan_to: String,
    counted: String,
    rows: Vec<Row>,
    /// None where no post is with the officer.
    act: Option<ActShown>,
}

struct Row {
    value: String,
    ticked: bool,
    post: PostRow,
}

impl StepsPage {
    pub fn new(
        frame: Frame,
        officer: Officer,
        with_me: &WithMe,
        ticked: Ticked,
        today: NaiveDate,
        form: Form,
    ) -> StepsPage {
        let language = frame.language();
        let say = words::say(language);
        let WithMe { plan, posts, units, hands, .. } = with_me;
        let teller = Teller { say: words::say(language), language, today, policy: with_me.policy };
        let row = |post: &PlannedPost| {
            let value = value(post);
            let ticked = match ticked {
                Ticked::All => true,
                Ticked::None => false,
                Ticked::AsTyped => form.holds(BOXES, &value),
            };
            Row { value, ticked, post: PostRow::of(&frame, &teller, post, units) }
        };
        let rows: Vec<_> = posts.iter().map(row).collect();
        let mut back_to: Vec<_> = hands.iter().flat_map(|hand| hand.may_return_a_post_to()).copied().collect();
        back_to.sort_unstable();
        back_to.dedup();
        let heading = hands.iter().map(|hand| teller.hand(*hand)).collect::<Vec<_>>().join(&*say.it("comma"));
        let act = hands.first().map(|hand: &PlanHand| ActShown {
            heading: say.with("steps-act", &[("hand", heading.into())]),
            refuses: hands.iter().all(|hand| hand.may_refuse_a_post()),
            ..teller.act(*hand, plan.version, with_me.pass_on(), &back_to)
        });
        StepsPage {
            plan: plan.title.say(language).to_owned(),
            plan_to: frame.to(format!("{PLANS}/{}", plan.id)),
            counted: say.with("steps-counted", &[("count", rows.len().into())]),
            rows,
            act,
            officer: Some(officer),
            form,
            say,
            frame,
        }
    }
}
