//! The policy data held against the regulation's own text, which is not part of the product.
//! `YINCAI_MEASURES_TEXT` names its file; without it there is nothing to hold the data against, and the test says so.

use std::collections::BTreeMap;
use std::io::Write;
use std::sync::Once;

use domain::clause::LAST_ARTICLE;
use domain::entitlement::EntitlementHead;
use domain::{
    AssessmentCriterion, AssessmentCycle, Body, Category, Clause, ContractKind, Entitlement, HandlingRoute,
    HandlingStep, Language, Mode, Money, Payer, Period, Platform, Policy, RecommenderTier, Seat, Sector, Span,
    StartUpGrant, UnitKind,
};

/// The text by clause: articles whole, and the items and sub-items of those that have them.
struct Measures(BTreeMap<Clause, String>);

static SAID: Once = Once::new();

/// Past the test runner, which swallows what a passing test prints.
fn say_skipped() {
    const WORDS: &str = "skipped: YINCAI_MEASURES_TEXT names no text of the Measures to hold the data against";
    writeln!(std::io::stdout(), "{WORDS}").expect("stdout");
}

impl Measures {
    fn read() -> Option<Measures> {
        let Some(file) = std::env::var_os("YINCAI_MEASURES_TEXT") else {
            SAID.call_once(say_skipped);
            return None;
        };
        let text = std::fs::read_to_string(&file).unwrap_or_else(|error| panic!("{}: {error}", file.display()));
        Some(Measures::split(&text))
    }

    /// An article, an item or a sub-item begins with its number at the start of a line.
    fn split(text: &str) -> Measures {
        let (mut article, mut item, mut sub_item) = (None, None, None);
        let mut parts: BTreeMap<Clause, String> = BTreeMap::new();
        for line in text.lines().map(str::trim).filter(|line| !line.is_empty()) {
            if let Some(next) =
                (1..=LAST_ARTICLE).find(|one| line.starts_with(&Clause::article(*one).say(Language::Zh)))
            {
                (article, item, sub_item) = (Some(next), None, None);
            } else if let Some(next) = article.and_then(|of| item_of(of, line)) {
                (item, sub_item) = (Some(next), None);
            } else if let Some(next) =
                line.chars().next().and_then(|first| first.to_digit(10)).filter(|_| item.is_some())
            {
                sub_item = u8::try_from(next).ok();
            }
            let Some(article) = article else { continue };
            let mut within = vec![Clause::article(article)];
            within.extend(item.map(|item| Clause::of(article, item)));
            within.extend(item.zip(sub_item).map(|(item, sub_item)| Clause::sub(article, item, sub_item)));
            for clause in within {
                parts.entry(clause).or_default().push_str(line);
            }
        }
        Measures(parts)
    }

    fn of(&self, clause: Clause) -> &str {
        self.0.get(&clause).unwrap_or_else(|| panic!("the text has no {clause}"))
    }

    fn says(&self, clause: Clause, words: &str) {
        assert!(self.of(clause).contains(words), "{clause} does not say {words}");
    }
}

/// `（四）` of an article at the start of a line.
fn item_of(article: u8, line: &str) -> Option<u8> {
    let number =
        |item: u8| Clause::of(article, item).say(Language::Zh).replace(&Clause::article(article).say(Language::Zh), "");
    (1..=10).rev().find(|item| line.starts_with(&number(*item)))
}

/// Names are longer than any phrase one would write alike by chance.
const LONGEST_QUOTE: usize = 14;

fn zh(money: Money) -> String {
    money.say(Language::Zh)
}

#[test]
fn every_article_has_its_row_and_its_text() {
    let Some(text) = Measures::read() else { return };
    let policy = Policy::standard();
    for number in 1..=LAST_ARTICLE {
        assert!(!text.of(Clause::article(number)).is_empty() && policy.article(Clause::article(number)).is_some());
    }
    for row in policy.articles() {
        let parts = row.summary.zh.split(['，', '。', '；', '：']).filter(|part| part.chars().count() > LONGEST_QUOTE);
        let copied: Vec<_> = parts.filter(|part| text.of(row.article).contains(part)).collect();
        assert!(copied.is_empty(), "{}: not in our own words: {copied:?}", row.article);
    }
}

#[test]
fn the_names_are_those_of_their_article() {
    let Some(text) = Measures::read() else { return };
    let policy = Policy::standard();
    for sector in Sector::ALL {
        text.says(Clause::article(3), &policy.sector(sector).zh);
    }
    for (kind, article) in UnitKind::ALL.into_iter().zip([4, 7, 8, 4]) {
        text.says(Clause::article(article), &policy.unit_kind(kind).zh);
    }
    for tier in RecommenderTier::ALL {
        text.says(Clause::article(4), &policy.recommender_tier(tier).zh);
    }
    for seat in Seat::ALL {
        text.says(Clause::article(5), &policy.seat(seat).zh);
    }
    for mode in Mode::ALL {
        text.says(Clause::article(6), &policy.mode(mode).zh);
    }
    for body in Body::ALL {
        let row = policy.body(body);
        // The text says 组织部门 of the prefecture's department, which people call 组织部.
        let name = row.name.zh.strip_suffix("组织部").filter(|_| body == Body::PrefectureOrganisationDepartment);
        text.says(row.clause, name.unwrap_or(&row.name.zh));
    }
    for head in EntitlementHead::ALL {
        text.says(head.clause(), &policy.entitlement_head(head).zh);
    }
    for criterion in AssessmentCriterion::ALL {
        text.says(Clause::article(23), &policy.assessment_criterion(criterion).zh);
    }
    for cycle in AssessmentCycle::ALL {
        text.says(Clause::article(23), &policy.assessment_cycle(cycle).zh);
    }
    text.says(Clause::article(17), &policy.special_quota().name.zh);
    text.says(Clause::article(18), &policy.special_fund().name.zh);
    text.says(policy.recommendation_award().clause, &policy.recommendation_award().name.zh);
    text.says(policy.replaces().clause, &policy.replaces().title.zh);
    text.says(policy.replaces().clause, &policy.replaces().document);
}

#[test]
fn modes_of_articles_7_and_8_are_said_for_the_kinds_of_unit() {
    let Some(text) = Measures::read() else { return };
    let policy = Policy::standard();
    for kind in UnitKind::ALL {
        for mode in Mode::ALL {
            let Some(clause) = policy.named_by(mode, kind) else { continue };
            let of_kind = text.of(clause).split('，').find(|part| part.contains(policy.unit_kind(kind).zh.as_str()));
            assert!(of_kind.is_some_and(|part| part.contains(&policy.mode(mode).zh)), "{mode} in {kind}: {clause}");
        }
    }
    let assessment = policy.route(HandlingRoute::AdmissionByAssessment);
    text.says(Clause::article(7), &assessment.name.zh);
}

#[test]
fn article_15_names_the_routes_contracts_and_steps() {
    let Some(text) = Measures::read() else { return };
    let policy = Policy::standard();
    let fifteen = Clause::article(15);
    for (route, name) in [
        (HandlingRoute::OpenRecruitment, "招聘方式"),
        (HandlingRoute::Transfer, "调动方式"),
        (HandlingRoute::AdmissionByAssessment, "通过考核"),
        (HandlingRoute::DirectAppointment, "直接聘用方式"),
    ] {
        assert_eq!(policy.route(route).clause, fifteen);
        text.says(fifteen, name);
    }
    for kind in [ContractKind::Post, ContractKind::Labour] {
        text.says(fifteen, &policy.contract_kind(kind).zh);
    }
    for (step, word) in [
        (HandlingStep::PersonnelFormalities, "人事"),
        (HandlingStep::MedicalFormalities, "医疗"),
        (HandlingStep::EducationFormalities, "教育"),
        (HandlingStep::SocialInsurance, "社保"),
        (HandlingStep::Payroll, "工资纳入财政统发"),
        (HandlingStep::TransferApproval, "干部调动"),
        (HandlingStep::LabourContract, "劳动合同"),
    ] {
        assert!(policy.handling_step(step).zh.contains(word), "{step}: {word}");
        text.says(fifteen, word);
    }
    assert!(policy.handling_step(HandlingStep::AssessmentProcedure).zh.contains("新人社发〔2013〕141号"));
    text.says(fifteen, "新人社发[2013]141号");
}

#[test]
fn every_amount_stands_in_its_article() {
    let Some(text) = Measures::read() else { return };
    let policy = Policy::standard();
    text.says(policy.special_fund().clause, &format!("不低于{}", zh(policy.special_fund().minimum)));
    for grant in StartUpGrant::ALL {
        let row = policy.start_up(grant);
        text.says(row.clause, &format!("{}-{}", zh(row.band.from), zh(row.band.to)));
    }
    for platform in Platform::ALL {
        let row = policy.platform(platform);
        // One sentence for what is national, one for the rest; levels are written 以上级别 there.
        let kind = row.name.zh.trim_start_matches("国家级").trim_start_matches("自治州级以上");
        let national = row.name.zh.starts_with("国家级");
        let sentence =
            text.of(row.clause).split('；').find(|one| one.contains("对建立国家级") == national).unwrap_or_default();
        assert!(sentence.contains(kind) && sentence.contains(&format!("给予{}资助", zh(row.amount))), "{platform}");
    }
    let allowance = policy.entitlement(Entitlement::SettlementAllowance);
    let band = allowance.amount.expect("a band");
    text.says(allowance.clause, &format!("{}-{}", zh(band.from).trim_end_matches("万元"), zh(band.to)));
    let home = policy.entitlement(Entitlement::HousingUseRight);
    let area = home.area.expect("a size");
    text.says(home.clause, &format!("{}-{}平米", area.from, area.to));
    let award = policy.recommendation_award();
    text.says(award.clause, &format!("一次性给予{}", zh(award.amount)));
}

#[test]
fn every_period_and_count_stands_in_its_article() {
    let Some(text) = Measures::read() else { return };
    let policy = Policy::standard();
    // How long somebody never placed counts as fresh is a reading alone.
    for period in Period::ALL.into_iter().filter(|period| *period != Period::Unplaced) {
        let row = policy.period(period);
        let words = match row.span {
            Span::Months(months) => format!("{months}个月"),
            Span::Years(years) => format!("{years}年"),
        };
        text.says(row.clause, &words);
    }
    text.says(Clause::of(11, 1), &format!("{}年以上工作经验", policy.period(Period::WorkExperience).span.years()));
    text.says(Clause::of(21, 10), &format!("服务{}年以上", policy.period(Period::Service).span.years()));
    let leave = policy.entitlement(Entitlement::HomeLeave);
    text.says(leave.clause, &format!("假期为{}天", leave.days.expect("days")));
    assert_eq!(policy.dismissal().failed_years, 2);
    text.says(policy.dismissal().clause, "连续两年");
}

#[test]
fn categories_speak_of_what_their_item_names() {
    let Some(text) = Measures::read() else { return };
    for (category, words) in Category::ALL.into_iter().zip([
        &["两院院士"][..],
        &["国家级", "学科", "实验室", "技术中心"],
        &["省部级", "专家", "带头人"],
        &["博士", "“双一流”高校", "硕士"],
        &["高级", "职称"],
        &["企业", "中层"],
        &["专利", "成果", "转化"],
        &["应届", "硕士", "“双一流”高校"],
        &["高技能", "技术工人"],
        &["应届", "医学"],
    ]) {
        let row = Policy::standard().category(category);
        for word in words {
            text.says(category.clause(), word);
            assert!(row.name.zh.contains(word) || row.summary.zh.contains(word), "{category}: {word}");
        }
    }
}

/// The sets of modes that sentences of an item name before “方式引进” and the like.
fn modes_named(item: &str) -> Vec<Vec<Mode>> {
    let mut sets: Vec<Vec<Mode>> = Vec::new();
    for sentence in item.split(['。', '；']) {
        let Some(end) = ["方式引进", "形式引进", "直接聘用人才"].iter().filter_map(|mark| sentence.find(mark)).min()
        else {
            continue;
        };
        let named = &sentence[..end + "直接聘用".len()];
        let set: Vec<Mode> =
            Mode::ALL.into_iter().filter(|mode| named.contains(&Policy::standard().mode(*mode).zh)).collect();
        if !sets.contains(&set) {
            sets.push(set);
        }
    }
    sets
}

#[test]
fn each_head_of_article_21_names_exactly_the_modes_of_its_sentences() {
    let Some(text) = Measures::read() else { return };
    let policy = Policy::standard();
    for head in EntitlementHead::ALL {
        let mut ours: Vec<Vec<Mode>> = Vec::new();
        for row in Entitlement::ALL.map(|one| policy.entitlement(one)) {
            let Some(modes) = row.modes.as_ref().filter(|_| EntitlementHead::of(row.clause) == Some(head)) else {
                continue;
            };
            let set: Vec<Mode> = modes.iter().copied().collect();
            if !ours.contains(&set) {
                ours.push(set);
            }
        }
        assert_eq!(ours, modes_named(text.of(head.clause())), "{head}");
    }
}

#[test]
fn entitlements_speak_of_what_their_clause_names() {
    let Some(text) = Measures::read() else { return };
    let policy = Policy::standard();
    for (entitlement, words) in [
        (Entitlement::StartUpGrant, &["创业启动资金"][..]),
        (Entitlement::OutstandingStartUpGrant, &["特别优秀", "项目", "资金", "团队"]),
        (Entitlement::PlatformReward, &["奖励", "高层次人才"]),
        (Entitlement::StatePay, &["工资", "补贴", "住房公积金", "社会保险"]),
        (Entitlement::PayOfSameRank, &["职级"]),
        (Entitlement::NegotiatedPay, &["职务", "水平", "贡献"]),
        (Entitlement::SpecialPay, &["特殊报酬"]),
        (Entitlement::CorrespondingOffice, &["行政职务", "相应"]),
        (Entitlement::RankByStateRules, &["人事政策"]),
        (Entitlement::TitleWithoutLimits, &["学历", "资历"]),
        (Entitlement::TitleAppointment, &["任职资格", "优先聘任"]),
        (Entitlement::TitlePromotion, &["高聘", "破格晋升"]),
        (Entitlement::TitleReview, &["伊犁州", "评审"]),
        (Entitlement::MedicalCare, &["在职人员", "现行医疗保障"]),
        (Entitlement::MedicalCosts, &["个人", "市财政"]),
        (Entitlement::HealthCheck, &["健康检查"]),
        (Entitlement::SpouseTransfer, &["配偶", "事业单位正式干部职工", "优先"]),
        (Entitlement::SpousePlacement, &["专业和特长"]),
        (Entitlement::Schooling, &["义务教育阶段", "择校"]),
        (Entitlement::HomeLeave, &["探亲假", "在职人员"]),
        (Entitlement::HomeLeaveByRules, &["自治区", "干部职工"]),
        (Entitlement::PensionAccount, &["临时", "缴费账户", "退休"]),
        (Entitlement::RecognisedService, &["辞退", "身份", "职级"]),
        (Entitlement::NewPersonnelFile, &["档案", "重新建"]),
        (Entitlement::SettlementAllowance, &["安家费"]),
        (Entitlement::HousingUseRight, &["住房", "使用权"]),
        (Entitlement::TitleTransfer, &["服务期满", "赠与", "不动产登记"]),
        (Entitlement::SeparateExam, &["公务员", "事业单位", "统筹编制"]),
        (Entitlement::AchievementReward, &["贡献", "奖励"]),
        (Entitlement::HonoraryCitizen, &["荣誉市民"]),
        (Entitlement::AwardNomination, &["优先推荐", "评选"]),
    ] {
        let row = policy.entitlement(entitlement);
        for word in words {
            text.says(row.clause, word);
            assert!(row.name.zh.contains(word) || row.summary.zh.contains(word), "{entitlement}: {word}");
        }
    }
    for (payer, clause) in [
        (Payer::PublicPayroll, Clause::of(21, 5)),
        (Payer::EmployingUnit, Clause::of(21, 4)),
        (Payer::MedicalInsurance, Clause::of(21, 4)),
        (Payer::CityFinance, Clause::of(21, 4)),
    ] {
        text.says(clause, &policy.payer(payer).zh);
    }
    for row in Entitlement::ALL.map(|one| policy.entitlement(one)) {
        if let Some(payer) = row.payer.filter(|payer| *payer != Payer::NotSaid) {
            text.says(row.clause, &policy.payer(payer).zh);
        }
    }
}

/// Article 21(1) says by whose rules, not from whose money; Article 15 does so for open recruitment alone.
#[test]
fn pay_by_state_rules_comes_from_the_public_payroll_after_open_recruitment_alone() {
    let Some(text) = Measures::read() else { return };
    let policy = Policy::standard();
    for one in [Entitlement::StatePay, Entitlement::PayOfSameRank] {
        assert_eq!(policy.entitlement(one).payer, Some(Payer::NotSaid), "{one}");
    }
    let payroll = &policy.payer(Payer::PublicPayroll).zh;
    assert!(!text.of(Clause::of(21, 1)).contains(payroll.as_str()));
    text.says(Clause::article(15), payroll);
    let summary = &policy.entitlement(Entitlement::StatePay).summary.zh;
    assert!(summary.contains(payroll.as_str()) && summary.contains("第十五条"), "{summary}");
}
