//! A JSON Resume (jsonresume.org, schema 1.0.0) as far as a filing asks for what it holds (Article 16).
//! It only types ahead: whoever brings it looks over every answer, and what it does not say stays empty.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{Datelike, NaiveDate};
use serde::de::IgnoredAny;
use serde::{Deserialize, Deserializer, Serialize};
use utoipa::ToSchema;

use crate::degree::{DegreeInput, DegreeLevel, MOST_DEGREES};
use crate::filing::FilingInput;
use crate::han::is_han;
use crate::person;
use crate::refusal::Refusal;
use crate::work::WorkInput;

/// What is read of a file; other fields may be there. A section that is `null` is one that is missing.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(default)]
pub struct Resume {
    basics: Option<Basics>,
    work: Option<Vec<Job>>,
    education: Option<Vec<Study>>,
    /// The other sections, by their names.
    #[serde(flatten, skip_serializing)]
    #[schema(ignore)]
    others: BTreeMap<String, Held>,
}

/// Whether there is something in a section; what, does not matter.
#[derive(Clone, Copy, PartialEq, Eq)]
struct Held(bool);

impl<'de> Deserialize<'de> for Held {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Held, D::Error> {
        #[derive(Deserialize)]
        #[serde(untagged)]
        enum Anything {
            Entries(Vec<IgnoredAny>),
            Other(IgnoredAny),
        }
        let found = Anything::deserialize(deserializer)?;
        Ok(Held(matches!(found, Anything::Entries(entries) if !entries.is_empty())))
    }
}

/// Text, or a number as some tools write a telephone or a year.
fn text<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<String>, D::Error> {
    #[derive(Deserialize)]
    #[serde(untagged)]
    enum Written {
        Text(String),
        Whole(i64),
        Fraction(f64),
    }
    let written = Option::<Written>::deserialize(deserializer)?;
    Ok(written.map(|written| match written {
        Written::Text(text) => text,
        Written::Whole(number) => number.to_string(),
        Written::Fraction(number) => number.to_string(),
    }))
}

#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(default)]
struct Basics {
    #[schema(example = "古丽米热·艾合买提")]
    #[serde(deserialize_with = "text")]
    name: Option<String>,
    #[schema(example = "+86 139 0000 0000")]
    #[serde(deserialize_with = "text")]
    phone: Option<String>,
    profiles: Option<Vec<Profile>>,
}

/// Read where the network is ORCID.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(default)]
struct Profile {
    #[schema(example = "ORCID")]
    #[serde(deserialize_with = "text")]
    network: Option<String>,
    #[schema(example = "0000-0002-1825-0097")]
    #[serde(deserialize_with = "text")]
    username: Option<String>,
    #[schema(example = "https://orcid.org/0000-0002-1825-0097")]
    #[serde(deserialize_with = "text")]
    url: Option<String>,
}

#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(default, rename_all = "camelCase")]
struct Job {
    /// The employer.
    #[schema(example = "某果蔬加工有限公司")]
    #[serde(deserialize_with = "text")]
    name: Option<String>,
    #[schema(example = "生产部经理")]
    #[serde(deserialize_with = "text")]
    position: Option<String>,
    /// `YYYY`, `YYYY-MM` or `YYYY-MM-DD`.
    #[schema(example = "2019-07")]
    #[serde(deserialize_with = "text")]
    start_date: Option<String>,
    /// Likewise; missing for present work.
    #[serde(deserialize_with = "text")]
    end_date: Option<String>,
}

#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(default, rename_all = "camelCase")]
struct Study {
    /// The school.
    #[schema(example = "兰州大学")]
    #[serde(deserialize_with = "text")]
    institution: Option<String>,
    /// The discipline.
    #[schema(example = "临床医学")]
    #[serde(deserialize_with = "text")]
    area: Option<String>,
    /// Read where it names a doctor, a master or a bachelor, in Chinese or English.
    #[schema(example = "Master")]
    #[serde(deserialize_with = "text")]
    study_type: Option<String>,
    /// `YYYY`, `YYYY-MM` or `YYYY-MM-DD`.
    #[schema(example = "2021-06")]
    #[serde(deserialize_with = "text")]
    end_date: Option<String>,
}

/// What came of a file.
#[derive(Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct ReadResume {
    /// What it answers; everything else is empty.
    pub filing: FilingInput,
    /// The sections that hold something and that nothing was taken from.
    #[schema(example = json!(["publications", "languages"]))]
    pub left: Vec<String>,
}

/// The sections of the schema that no question of a filing takes, in its order.
pub const LEFT: [&str; 9] = [
    "volunteer",
    "awards",
    "certificates",
    "publications",
    "skills",
    "languages",
    "interests",
    "references",
    "projects",
];

/// How a degree is named, in lower case: in words that stand anywhere, and in abbreviations. The first that fits counts.
const LEVELS: [(DegreeLevel, &[&str], &[&str]); 3] = [
    (DegreeLevel::Doctor, &["博士", "doctor"], &["phd", "dphil"]),
    (DegreeLevel::Master, &["硕士", "master"], &["msc", "ms", "ma", "mba", "meng", "mphil"]),
    (DegreeLevel::Bachelor, &["学士", "本科", "bachelor"], &["bsc", "bs", "ba", "beng", "mbbs"]),
];
/// What is no degree though a degree is named in it, without blanks and hyphens.
const NO_DEGREES: [&str; 3] = ["博士后", "postdoc", "非本科"];
/// The most parts that an abbreviation is written in: `M. B. B. S.`.
const MOST_PARTS: usize = 4;

impl Resume {
    /// The answers that it gives, for somebody who looks them over on that day. One that gives none is refused.
    pub fn read(&self, today: NaiveDate) -> Result<ReadResume, Refusal> {
        let basics = self.basics.clone().unwrap_or_default();
        let orcid = basics.profiles.iter().flatten().find_map(Profile::orcid);
        let filing = FilingInput {
            name: plain(basics.name.as_deref()),
            phone: plain(basics.phone.as_deref()),
            orcid: orcid.unwrap_or_default(),
            education: self.degrees(),
            work: self.present_work(today),
            ..FilingInput::default()
        };
        if filing == FilingInput::default() {
            return Err(Refusal::content("resume-empty"));
        }
        let left = LEFT.into_iter().filter(|section| self.others.get(*section) == Some(&Held(true)));
        Ok(ReadResume { filing, left: left.map(str::to_owned).collect() })
    }

    /// The highest first, as a filing wants them; what is no degree comes last.
    fn degrees(&self) -> Vec<DegreeInput> {
        let mut degrees: Vec<(Option<DegreeLevel>, DegreeInput)> =
            self.education.iter().flatten().map(Study::read).collect();
        degrees.retain(|(_, degree)| *degree != DegreeInput::default());
        degrees.sort_by_key(|(level, _)| level.map_or(usize::MAX, |level| level as usize));
        degrees.into_iter().map(|(_, degree)| degree).take(MOST_DEGREES).collect()
    }

    fn present_work(&self, today: NaiveDate) -> WorkInput {
        let jobs: Vec<&Job> = self.work.iter().flatten().collect();
        let present = jobs.iter().filter(|job| job.is_present()).max_by_key(|job| job.begins());
        let months = months_worked(&jobs, today);
        WorkInput {
            employer: present.map(|job| plain(job.name.as_deref())).unwrap_or_default(),
            position: present.map(|job| plain(job.position.as_deref())).unwrap_or_default(),
            years: months.map(|months| (months / 12).to_string()).unwrap_or_default(),
            ..WorkInput::default()
        }
    }
}

impl Profile {
    fn orcid(&self) -> Option<String> {
        let network = plain(self.network.as_deref()).to_lowercase();
        let written = [&self.username, &self.url].into_iter().map(|written| plain(written.as_deref()));
        let mut written = written.filter(|written| network.contains("orcid") || written.contains("orcid.org"));
        written.find(|written| person::read_orcid(written, &mut Vec::new()).is_some())
    }
}

impl Job {
    fn is_present(&self) -> bool {
        plain(self.end_date.as_deref()).is_empty()
    }

    /// The first month, counted from the year 0.
    fn begins(&self) -> Option<i32> {
        month_of(self.start_date.as_deref()?).map(|(year, month)| counted(year, month.unwrap_or(1)))
    }

    /// The month after the last.
    fn ends(&self, today: NaiveDate) -> Option<i32> {
        if self.is_present() {
            return Some(counted(today.year(), today.month()));
        }
        month_of(self.end_date.as_deref()?).map(|(year, month)| counted(year, month.unwrap_or(1)))
    }
}

impl Study {
    fn read(&self) -> (Option<DegreeLevel>, DegreeInput) {
        let level = level_of(&plain(self.study_type.as_deref()).to_lowercase());
        let ended = self.end_date.as_deref().and_then(month_of);
        let degree = DegreeInput {
            level: level.map(|level| level.code().to_owned()).unwrap_or_default(),
            school: plain(self.institution.as_deref()),
            discipline: plain(self.area.as_deref()),
            year: ended.map(|(year, _)| year.to_string()).unwrap_or_default(),
            month: ended.and_then(|(_, month)| month).map(|month| month.to_string()).unwrap_or_default(),
            ..DegreeInput::default()
        };
        (level, degree)
    }
}

/// The level that a kind of study names, written in small letters.
fn level_of(named: &str) -> Option<DegreeLevel> {
    let joined = named.replace([' ', '-'], "");
    if NO_DEGREES.iter().any(|none| joined.contains(none)) {
        return None;
    }
    let abbreviations = abbreviations(named);
    let fits = |words: &[&str], short: &[&str]| {
        words.iter().any(|word| named.contains(word)) || short.iter().any(|word| abbreviations.contains(*word))
    };
    LEVELS.iter().find(|(_, words, short)| fits(words, short)).map(|(level, ..)| *level)
}

/// Every word without its stops, and every few that follow each other as one: `ph. d.` is `phd`.
fn abbreviations(named: &str) -> BTreeSet<String> {
    let ends = |c: char| is_han(c) || !(c.is_alphanumeric() || matches!(c, ' ' | '.' | '\'' | '’'));
    let mut found = BTreeSet::new();
    for part in named.split(ends) {
        let words: Vec<String> = part.split_whitespace().map(|word| word.replace('.', "")).collect();
        for count in 1..=MOST_PARTS {
            found.extend(words.windows(count).map(|few| few.concat()));
        }
    }
    found
}

/// Months in which there was some work, each once; none where one of the jobs does not say when it was.
fn months_worked(jobs: &[&Job], today: NaiveDate) -> Option<i32> {
    let mut spans = jobs.iter().map(|job| Some((job.begins()?, job.ends(today)?))).collect::<Option<Vec<_>>>()?;
    spans.sort_unstable();
    let (mut months, mut until) = (0, i32::MIN);
    for (from, to) in spans {
        months += (to - from.max(until)).max(0);
        until = until.max(to);
    }
    (until > i32::MIN).then_some(months)
}

fn counted(year: i32, month: u32) -> i32 {
    year * 12 + i32::try_from(month).unwrap_or_default() - 1
}

/// Year and month of a date that may leave out its end.
fn month_of(written: &str) -> Option<(i32, Option<u32>)> {
    let mut parts = written.trim().split('-');
    let year = parts.next()?.parse().ok().filter(|year| (1900..2200).contains(year))?;
    let month = parts.next().and_then(|month| month.parse().ok()).filter(|month| (1..=12).contains(month));
    Some((year, month))
}

/// On one line, without spaces around it.
fn plain(written: Option<&str>) -> String {
    written.unwrap_or_default().split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn answers(resume: serde_json::Value) -> Result<ReadResume, Refusal> {
        let resume: Resume = serde_json::from_value(resume).expect("a resume");
        resume.read(NaiveDate::from_ymd_opt(2026, 11, 26).expect("a day"))
    }

    fn read(resume: serde_json::Value) -> ReadResume {
        answers(resume).unwrap_or_else(|refusal| panic!("{}", refusal.code()))
    }

    #[test]
    fn what_a_file_says_is_typed_ahead_and_what_it_does_not_say_stays_empty() {
        let ReadResume { filing, left } = read(serde_json::json!({
            "$schema": "https://raw.githubusercontent.com/jsonresume/resume-schema/v1.0.0/schema.json",
            "basics": {
                "name": " 古丽米热·艾合买提\n", "phone": "+86 139 0000 0000", "email": "g@example.com",
                "profiles": [
                    { "network": "GitHub", "username": "g" },
                    { "network": "ORCID", "username": "", "url": "https://orcid.org/0000-0002-1825-0097" },
                ],
            },
            "work": [
                { "name": "某果蔬加工有限公司", "position": "生产部经理", "startDate": "2022-11", "endDate": null },
                { "name": "旧单位", "position": "技术员", "startDate": "2020-01-01", "endDate": "2021-01" },
                { "name": "兼职", "startDate": "2020-06", "endDate": "2020-12" },
            ],
            "education": [
                { "institution": "兰州大学", "area": "食品科学", "studyType": "本科", "endDate": "2016" },
                { "institution": "中国农业大学", "area": "食品工程", "studyType": "Master of Engineering", "endDate": "2019-06-30" },
            ],
            "awards": [{ "title": "某奖" }], "publications": [], "languages": null,
            "skills": [{ "name": "HACCP" }], "meta": { "theme": "flat" },
        }));
        assert_eq!((filing.name.as_str(), filing.phone.as_str()), ("古丽米热·艾合买提", "+86 139 0000 0000"));
        assert_eq!(filing.orcid, "https://orcid.org/0000-0002-1825-0097");
        let degrees: Vec<_> = filing
            .education
            .iter()
            .map(|degree| (&*degree.level, &*degree.school, &*degree.year, &*degree.month))
            .collect();
        assert_eq!(degrees, [("master", "中国农业大学", "2019", "6"), ("bachelor", "兰州大学", "2016", "")]);
        // A year and four: what lies within another job counts once.
        let work = &filing.work;
        assert_eq!((&*work.employer, &*work.position, &*work.years), ("某果蔬加工有限公司", "生产部经理", "5"));
        assert_eq!((&*work.employer_kind, &*filing.education[0].study_form), ("", ""));
        assert!(filing.claimed.is_empty() && filing.consents.is_empty() && filing.document == Default::default());
        assert_eq!(left, ["awards", "skills"]);
    }

    #[test]
    fn what_cannot_be_known_is_not_guessed() {
        let ReadResume { filing, left } = read(serde_json::json!({
            "basics": { "name": null, "profiles": [{ "network": "ORCID", "username": "0000-0002-1825-0098" }] },
            "work": [{ "name": "甲", "endDate": "2020" }, { "name": "乙", "startDate": "2019" }],
            "education": [{ "studyType": "Diplom", "institution": "TU" }, {}],
        }));
        assert_eq!((&*filing.name, &*filing.orcid), ("", ""), "its checksum is wrong");
        assert_eq!((&*filing.work.employer, &*filing.work.years), ("乙", ""), "one does not say when it began");
        assert_eq!(filing.education.len(), 1);
        assert_eq!((&*filing.education[0].level, &*filing.education[0].school), ("", "TU"));
        assert!(left.is_empty());
    }

    #[test]
    fn a_file_that_answers_nothing_is_refused_whatever_its_sections_are_called() {
        for nothing in [
            serde_json::json!({ "name": "package", "version": "1" }),
            serde_json::json!({ "basics": {} }),
            serde_json::json!({ "basics": { "name": " ", "profiles": [] }, "work": [], "education": [{}] }),
            serde_json::json!({ "skills": [{ "name": "HACCP" }] }),
        ] {
            let refused = answers(nothing.clone()).err();
            assert_eq!(refused.map(|refusal| refusal.code()), Some("resume-empty"), "{nothing}");
        }
    }

    #[test]
    fn a_number_is_taken_where_text_is_due() {
        let ReadResume { filing, .. } = read(serde_json::json!({
            "basics": { "name": "王芳", "phone": 8613900000000_i64 },
            "work": [{ "name": 360, "startDate": 2020.0 }],
            "education": [{ "institution": "兰州大学", "studyType": null, "endDate": 2016 }],
        }));
        assert_eq!((&*filing.phone, &*filing.work.employer), ("8613900000000", "360"));
        assert_eq!((&*filing.work.years, &*filing.education[0].year), ("6", "2016"));
    }

    #[test]
    fn a_kind_of_study_is_known_in_both_languages() {
        for (named, level) in [
            ("工学博士", "doctor"),
            ("PhD", "doctor"),
            ("硕士研究生", "master"),
            ("M.Sc. Agronomy", "master"),
            ("Bachelor of Medicine", "bachelor"),
            ("大学本科", "bachelor"),
            ("Ph. D. in Agronomy", "doctor"),
            ("D.Phil.", "doctor"),
            ("M.B.A.", "master"),
            ("工商管理MBA", "master"),
            ("M.S.", "master"),
            ("M.Eng.", "master"),
            ("B.S.", "bachelor"),
            ("M. B. B. S.", "bachelor"),
            ("BSc (Hons)", "bachelor"),
            ("专科", ""),
            ("大专（非本科）", ""),
            ("博士后", ""),
            ("Postdoctoral fellow", ""),
            ("Post-Doc", ""),
            ("Maîtrise", ""),
            ("Basic training", ""),
        ] {
            let study = Study { study_type: Some(named.to_owned()), ..Study::default() };
            assert_eq!(study.read().1.level, level, "{named}");
        }
    }
}
