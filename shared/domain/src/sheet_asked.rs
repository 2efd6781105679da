//! What a cell of a list asks of a person (Article 9), where it says so in one of the usual ways and says nothing else.
//! A cell that says more is words alone: half of it would be held against people as if it were the whole.

use crate::requirement::{Requirement, RequirementKind};
use crate::sheet_column::SheetColumn;
use crate::sheet_piece;

/// What was understood of a cell.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Understood {
    /// The English of its words, empty where somebody has to translate them.
    pub(crate) en: String,
    pub(crate) asked: Option<Requirement>,
    /// False where something in it could be asked, and is left to its words.
    pub(crate) sure: bool,
}

/// What could be asked, or one of several things, or something with an exception.
const DOUBTFUL: [&str; 14] = [
    "985",
    "211",
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
    "放宽",
];

pub(crate) fn read(column: SheetColumn, words: &str) -> Understood {
    let read = match column {
        SheetColumn::Discipline => {
            let asked = Requirement::read(RequirementKind::Discipline, words, "", &mut Vec::new());
            asked.map(|asked| (asked.words().en, Some(asked)))
        }
        _ => sheet_piece::read(column, &sheet_piece::plain(words)),
    };
    let doubtful = || column == SheetColumn::Degree || DOUBTFUL.iter().any(|doubt| words.contains(doubt));
    match read {
        Some((en, asked)) => Understood { en, asked, sure: true },
        None => Understood { sure: !doubtful(), ..Understood::default() },
    }
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
            (Degree, "大专及以上", "", ""),
            (Degree, "博士（可放宽）", "", ""),
            (Degree, "本科（“双一流”高校）", "listed-degree", "bachelor"),
            (Degree, "硕士研究生及以上，双一流高校毕业", "listed-degree", "master"),
            (Degree, "双一流建设高校的博士", "listed-degree", "doctor"),
            (Degree, "本科（985）", "", ""),
            (Discipline, "临床医学", "discipline", "1002、1051"),
            (Discipline, "临床医学、果树栽培", "", ""),
            (ProfessionalTitle, "副高级及以上职称", "title", "associate-senior"),
            (ProfessionalTitle, "中级以上", "title", "intermediate"),
            (ProfessionalTitle, "高级职称", "", ""),
            (ProfessionalTitle, "执业药师", "licence", "执业药师"),
            (Experience, "５年以上", "years", "5"),
            (Experience, "5年及以上工作经历", "years", "5"),
            (Experience, "工作满5年", "years", "5"),
            (Experience, "三级医院工作5年以上", "", ""),
            (Age, "35周岁及以下", "age", "35"),
            (Age, "40岁以下", "age", "40"),
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
            let found = asked.as_ref().map_or(String::new(), |asked| asked.kind().code().to_owned());
            let typed = asked.map_or_else(String::new, |asked| asked.value());
            assert_eq!((found.as_str(), typed.as_str()), (kind, value), "{column} {words}");
            assert!(kind.is_empty() || !en.is_empty(), "{column} {words}");
        }
        assert_eq!(read(Degree, "硕士研究生及以上").en, "Master’s degree or above");
        assert_eq!(read(Degree, "大专及以上").en, "College diploma or above");
    }

    #[test]
    fn what_could_be_asked_and_is_left_to_its_words_is_in_doubt() {
        use SheetColumn::{Degree, Other};
        for (column, words, sure) in [
            (Other, "双一流高校毕业", true),
            (Other, "“985”“211”高校毕业", false),
            (Other, "一流大学建设高校", false),
            (Other, "一流学科", false),
            (Other, "985、211、双一流高校", false),
            (Other, "具有相应的职业资格证书", false),
            (Other, "英语六级优先", false),
            (Other, "吃苦耐劳", true),
            (Degree, "985高校硕士", false),
            (Degree, "大专及以上", true),
        ] {
            assert_eq!(read(column, words).sure, sure, "{column} {words}");
        }
    }
}
