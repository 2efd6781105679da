//! What a cell of a list asks of a person (Article 9), where it says so in one of the usual ways and says nothing else.
//! A cell that says more is words alone: half of it would be held against people as if it were the whole.

use crate::asked::{Asked, either};
use crate::condition_input::MOST_ALTERNATIVES;
use crate::requirement::{Requirement, RequirementKind};
use crate::sheet_column::SheetColumn;
use crate::sheet_piece;
use crate::typed;

/// What was understood of a cell.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Understood {
    /// The English of its words, empty where somebody has to translate them.
    pub(crate) en: String,
    pub(crate) asked: Option<Asked>,
    /// False where something in it could be asked, and is left to its words.
    pub(crate) sure: bool,
}

/// What could be asked, or one of several things, or something with an exception.
const DOUBTFUL: [&str; 34] = [
    "985",
    "211",
    "985211",
    "211985",
    "一流",
    "资格",
    "执业",
    "证书",
    "英语",
    "外语",
    "普通话",
    "通用语言",
    "吾尔语",
    "哈萨克语",
    "CET",
    "全日制",
    "出生",
    "岁",
    "放宽",
    "或",
    "学历",
    "学位",
    "博士",
    "硕士",
    "本科",
    "职称",
    "专业",
    "工作经",
    "年以上",
    "年及以上",
    "不少于",
    "不低于",
    "至少",
    "工作满",
];

pub(crate) fn read(column: SheetColumn, words: &str) -> Understood {
    let plain = sheet_piece::plain(words);
    let read = match column {
        SheetColumn::Discipline => disciplines(words),
        _ => sheet_piece::read(column, &plain).map(|(en, asked)| (en, asked.map(Asked::One))),
    };
    // What stands in a column of its own was meant to be asked.
    let doubtful = || column != SheetColumn::Other || DOUBTFUL.iter().any(|doubt| says(words, doubt));
    match read.or_else(|| alternatives(column, &plain)) {
        Some((en, asked)) => Understood { en, asked, sure: true },
        None => Understood { sure: !doubtful(), ..Understood::default() },
    }
}

/// A number only where it stands alone: `1985` is a year.
fn says(words: &str, doubt: &str) -> bool {
    let words = typed::half_width(words);
    let is_digit = |c: char| c.is_ascii_digit();
    let is_longer = |at: usize| words[..at].ends_with(is_digit) || words[at + doubt.len()..].starts_with(is_digit);
    let is_number = doubt.chars().all(is_digit);
    words.match_indices(doubt).any(|(at, _)| !is_number || !is_longer(at))
}

/// Any of them will do, with an “or” or without.
fn disciplines(words: &str) -> Option<(String, Option<Asked>)> {
    let words = words.replace("或者", "、").replace('或', "、");
    let asked = Requirement::read(RequirementKind::Discipline, &words, "", &mut Vec::new())?;
    Some((asked.words().en, Some(Asked::One(asked))))
}

/// `硕士研究生及以上，或副高级以上职称`: each of them said whole. What a comma or what belongs to all of them would add is no
/// part of one, and then nothing is read.
fn alternatives(column: SheetColumn, plain: &str) -> Option<(String, Option<Asked>)> {
    let whole = plain.replace("或者", "或");
    let pieces: Vec<&str> = whole.split('或').map(|piece| piece.trim_matches([',', ';', '、'])).collect();
    if !(2..=1 + MOST_ALTERNATIVES).contains(&pieces.len()) {
        return None;
    }
    let last = pieces.len() - 1;
    let read = pieces.iter().enumerate().map(|(at, piece)| {
        let (en, asked) = sheet_piece::read(column, piece).filter(|_| !piece.contains([',', ';', '、']))?;
        let asked = asked?;
        // `双一流高校本科或硕士` and `博士或硕士（双一流）` leave open which of them is to be of such a university.
        let is_open = asked.kind() == RequirementKind::ListedDegree && (at == last || !piece.ends_with(')'));
        (!is_open).then_some((en, asked))
    });
    let read = read.collect::<Option<Vec<_>>>()?;
    let english: Vec<_> = read.iter().map(|(en, asked)| (asked.kind(), en.as_str())).collect();
    let en = either(&english);
    Some((en, Asked::of(read.into_iter().map(|(_, asked)| asked).collect())))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cell_asks_what_it_says_whole_and_is_words_where_it_says_more() {
        use SheetColumn::{Age, Degree, Discipline, Experience, Other, ProfessionalTitle};
        for (column, words, kind, value) in [
            (Degree, "硕士研究生及以上", "degree", "master"),
            (Degree, "博士", "degree", "doctor"),
            (Degree, "本科以上学位", "degree", "bachelor"),
            (Degree, "硕士学位", "degree", "master"),
            (Degree, "硕士学历及以上", "degree", "master"),
            (Degree, "本科学历学位及以上", "degree", "bachelor"),
            (Degree, "博士研究生学位以上", "degree", "doctor"),
            (Degree, "大专及以上", "", ""),
            (Degree, "大专学历及以上", "", ""),
            (Degree, "全日制本科及以上", "", ""),
            (Degree, "博士（可放宽）", "", ""),
            (Degree, "本科（“双一流”高校）", "listed-degree", "bachelor"),
            (Degree, "硕士研究生及以上，双一流高校毕业", "listed-degree", "master"),
            (Degree, "双一流建设高校的博士", "listed-degree", "doctor"),
            (Degree, "本科（985）", "", ""),
            (Discipline, "临床医学", "discipline", "1002、1051"),
            (Discipline, "临床医学、果树栽培", "", ""),
            (Discipline, "护理学（学术学位）", "discipline", "1011"),
            (Discipline, "临床医学（心血管内科方向）", "", ""),
            (Discipline, "工学（化工类除外）", "", ""),
            (Discipline, "临床医学或兽医学", "discipline", "0906、1002、1051"),
            (ProfessionalTitle, "副高级及以上职称", "title", "associate-senior"),
            (ProfessionalTitle, "中级以上", "title", "intermediate"),
            (ProfessionalTitle, "高级职称", "", ""),
            (ProfessionalTitle, "执业药师", "licence", "执业药师"),
            (Experience, "５年以上", "years", "5"),
            (Experience, "5年及以上工作经历", "years", "5"),
            (Experience, "工作满5年", "years", "5"),
            (Experience, "三年以上", "years", "3"),
            (Experience, "两年及以上工作经验", "years", "2"),
            (Experience, "不少于５年", "years", "5"),
            (Experience, "至少5年以上", "years", "5"),
            (Experience, "若干年以上", "", ""),
            (Other, "具有不少于十年工作经历", "years", "10"),
            (Other, "不少于5年", "", ""),
            (Experience, "三级医院工作5年以上", "", ""),
            (Age, "35周岁及以下", "age", "35"),
            (Age, "40岁以下", "age", "40"),
            (Age, "35周岁以下，博士可到40周岁", "age", "35, doctor 40"),
            (Age, "35周岁及以下（博士研究生可放宽至40周岁）", "age", "35, doctor 40"),
            (Age, "35周岁以下，特别优秀的可放宽", "", ""),
            (Age, "≤35", "age", "35"),
            (Age, "≤３５周岁", "age", "35"),
            (Age, "不超过38岁", "age", "38"),
            (Age, "年龄不超过38周岁，博士不超过45周岁", "", ""),
            (Age, "35及以下", "age", "35"),
            (Age, "40岁以内（含40岁）", "age", "40"),
            (Age, "35周岁（含35周岁）以下，博士可放宽至40周岁", "age", "35, doctor 40"),
            (Age, "40岁以内（含45岁）", "", ""),
            (Age, "40岁以内（不含40岁）", "", ""),
            (Age, "35", "", ""),
            (Age, "35周岁", "", ""),
            (Age, "18-35周岁", "", ""),
            (Age, "18-35周岁以下", "", ""),
            (Age, "＜35", "", ""),
            (Other, "年龄≤35", "age", "35"),
            (Other, "≤35", "", ""),
            (Other, "5年以上", "", ""),
            (Other, "具有5年以上工作经历", "years", "5"),
            (Other, "具有中级及以上职称", "title", "intermediate"),
            (Other, "中级", "", ""),
            (Other, "毕业于“双 一 流”高校", "university-class", ""),
            (Other, "须具备执业医师资格证书。", "licence", "执业医师资格证书"),
            (Other, "持有　教师资格证", "licence", "教师资格证"),
            (Other, "法律职业资格证书（Ａ证）", "licence", "法律职业资格证书(A证)"),
            (Other, "英语六级（CET-6）及以上", "language", "英语六级(CET-6)及以上"),
            (Other, "普通话水平应达到二级甲等", "language", "普通话水平应达到二级甲等"),
            (Other, "普通话二级甲等及以上", "language", "普通话二级甲等及以上"),
            (Other, "会维吾尔语", "language", "会维吾尔语"),
            (Other, "英语六级优先", "", ""),
        ] {
            let Understood { en, asked, .. } = read(column, words);
            let asked = asked.map(|asked| asked.branches()[0].clone());
            let found = asked.as_ref().map_or(String::new(), |asked| asked.kind().code().to_owned());
            let typed = asked.map_or_else(String::new, |asked| asked.value());
            assert_eq!((found.as_str(), typed.as_str()), (kind, value), "{column} {words}");
            assert!(kind.is_empty() || !en.is_empty(), "{column} {words}");
        }
        assert_eq!(read(Degree, "硕士研究生及以上").en, "Master’s degree or above");
        assert_eq!(read(Degree, "大专及以上").en, "College diploma or above");
    }

    #[test]
    fn alternatives_are_read_where_each_is_said_whole() {
        use SheetColumn::{Degree, Experience, Other, ProfessionalTitle};
        let read = |column, words| match read(column, words).asked {
            Some(Asked::AnyOf { any_of }) => {
                any_of.iter().map(|one| format!("{}={}", one.kind(), one.value())).collect::<Vec<_>>().join(" ")
            }
            other => format!("{other:?}"),
        };
        for (column, words, asked) in [
            (Degree, "硕士研究生及以上，或副高级以上职称", "degree=master title=associate-senior"),
            (Degree, "本科（双一流）或硕士", "listed-degree=bachelor degree=master"),
            (Degree, "具有博士学位 或者 具有副高级职称", "degree=doctor title=associate-senior"),
            (ProfessionalTitle, "中级职称或5年以上工作经历", "title=intermediate years=5"),
            (ProfessionalTitle, "中级或执业药师", "title=intermediate licence=执业药师"),
            (Experience, "５年及以上或博士", "years=5 degree=doctor"),
            (Other, "持有教师资格证，或普通话二级甲等及以上", "licence=教师资格证 language=普通话二级甲等及以上"),
        ] {
            assert_eq!(read(column, words), asked, "{words}");
        }
        for (column, words) in [
            (Degree, "双一流高校本科或硕士"),
            (Degree, "博士或硕士（双一流）"),
            (Degree, "本科及以上，双一流高校或硕士"),
            (Degree, "大专或中级职称"),
            (Degree, "硕士或博士或中级职称或5年以上工作经历或执业药师"),
            (ProfessionalTitle, "中级或同等水平"),
            (Other, "英语四级或六级"),
            (Other, "执业医师或执业助理医师资格证优先"),
            (Other, "维吾尔语或哈萨克语"),
        ] {
            assert_eq!(read(column, words), "None", "{words}");
        }
        let understood = super::read(Degree, "硕士研究生及以上，或副高级以上职称");
        assert_eq!(understood.en, "Master’s degree or above, or associate senior title or above");
        assert!(understood.sure);
    }

    #[test]
    fn what_could_be_asked_and_is_left_to_its_words_is_in_doubt() {
        use SheetColumn::{Age, Degree, Discipline, Experience, Other, ProfessionalTitle};
        for (column, words, sure) in [
            (Other, "双一流高校毕业", true),
            (Other, "“985”“211”高校毕业", false),
            (Other, "一流大学建设高校", false),
            (Other, "一流学科", false),
            (Other, "985、211、双一流高校", false),
            (Other, "具有相应的职业资格证书", false),
            (Other, "英语六级优先", false),
            (Other, "三级医院或科研院所骨干", false),
            (Other, "吃苦耐劳", true),
            (Other, "本科及以上学历，临床医学专业，中级职称", false),
            (Other, "具有三年以上临床工作经历", false),
            (Other, "护理专业优先", false),
            (Other, "服务基层5年以上", false),
            (Other, "具有不少于5年三甲医院临床经验", false),
            (Other, "从事护理工作满3年", false),
            (Other, "具有三年以上工作经历", true),
            (Other, "985211高校", false),
            (Other, "1985年建成的科室", true),
            (Other, "1990年1月1日以后出生", false),
            (Other, "年龄35岁左右", false),
            (Other, "全日制普通高校毕业", false),
            (Degree, "985高校硕士", false),
            (Degree, "全日制硕士", false),
            (Degree, "全日制本科及以上", false),
            (Degree, "大专及以上", true),
            (Age, "35", false),
            (Age, "18-35周岁", false),
            (Age, "35岁左右", false),
            (Age, "1990年1月1日以后出生", false),
            (Age, "不超过38岁", true),
            (Experience, "2年", false),
            (Experience, "三级医院工作5年以上", false),
            (ProfessionalTitle, "高级职称", false),
            (Discipline, "计算机类", false),
            (Discipline, "医学相关专业", false),
            (Discipline, "急诊医学、内科学", false),
            (Discipline, "临床医学", true),
            (Discipline, "法律（非法学）", true),
            (Discipline, "会计（125300）", true),
            (Discipline, "临床医学（专硕）", false),
            (Discipline, "临床医学（心血管内科方向）", false),
            (Discipline, "工学（化工类除外）", false),
        ] {
            assert_eq!(read(column, words).sure, sure, "{column} {words}");
        }
    }
}
