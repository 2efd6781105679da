use super::*;

fn filing(name: &str, kind: &str, number: &str) -> FilingInput {
    let document = DocumentInput { kind: kind.to_owned(), number: number.to_owned(), country: String::new() };
    FilingInput { name: name.to_owned(), document, ..FilingInput::default() }
}

fn finds(typed: &str, filing: &FilingInput) -> bool {
    let sought = Sought::read(typed).unwrap_or_else(|refusal| panic!("{typed}: {}", refusal.code()));
    !sought.clues.is_disjoint(&Clue::of(filing))
}

#[test]
fn a_name_is_found_however_it_is_typed() {
    let long = "阿依古丽·阿卜杜热西提·买买提艾力·吐尔逊江·阿不都克里木·热依木江·库尔班江·努尔买买提·艾尔肯·斯迪克·牙生江·玉苏普";
    for (filed, typed) in [
        (
            "买买提·吐尔逊江",
            &["买买提•吐尔逊江", "买买提・吐尔逊江", "买买提.吐尔逊江", "买买提 吐尔逊江", "买买提吐尔逊江"][..],
        ),
        ("欧阳娜娜", &["欧阳娜娜", "歐陽娜娜", "欧阳 娜娜", "娜娜 欧阳"]),
        ("陳大文", &["陈大文"]),
        ("O'Brien", &["O’Brien", "OʼBrien", "o brien", "OBRIEN", "Ｏ＇Ｂｒｉｅｎ"]),
        ("Seán Ó Briain", &["Sean O Briain", "Ó Briain, Seán", "o'briain sean"]),
        ("Nguye\u{302}\u{303}n Thi\u{323} A\u{301}nh", &["Nguyễn Thị Ánh", "nguyen thi anh", "Thi Anh Nguyen"]),
        ("Jean-Luc Müller", &["Müller Jean Luc", "muller, jean‐luc", "JEANLUC MULLER"]),
        ("Søren Łukasz Weiß", &["Soren Lukasz Weiss", "WEISS, Søren Łukasz"]),
        ("İbrahim Şahin", &["ibrahim sahin", "Sahin Ibrahim"]),
        ("Фёдор Семёнов", &["федор семенов", "Семенов Федор"]),
        ("Γιώργος", &["ΓΙΩΡΓΟΣ", "Γιωργος"]),
        ("ئالىم تۇرسۇن", &["تۇرسۇن ئالىم", "ئالىم\u{200f} تۇرسۇن"]),
        ("علی\u{200C}رضا", &["علی رضا", "علي رضا", "علیرضا"]),
        ("مُحَمَّد", &["محمد", "محـمد"]),
        ("क्षितिज", &["क्षितिज"]),
        ("𠮷田", &["𠮷田", "𠮷 田"]),
        ("葛\u{e0100}城", &["葛城"]),
        ("Suharto", &["suharto"]),
        ("王芳（Wang Fang）", &["王芳", "wang fang", "WANGFANG", "Fang Wang", "王芳 (Wang Fang)"]),
        ("王芳 Wang Fang", &["王芳", "Wang Fang", "王芳/Wang Fang"]),
        (long, &[long]),
    ] {
        for typed in typed.iter().chain([&filed]) {
            assert!(finds(typed, &filing(filed, "", "")), "{typed} does not find {filed}");
        }
    }
}

#[test]
fn by_a_recommender_nobody_finds_who_types_something() {
    let id = RecommenderId::from(uuid::Uuid::from_u128(0x23));
    let recommended = Sought::recommended_as(id);
    assert!(recommended.clues.contains(&Clue::Recommender(id)) && recommended.receipt.is_none());
    for typed in ["23", &id.to_string()] {
        assert!(Sought::read(typed).is_ok_and(|sought| sought.clues.is_disjoint(&recommended.clues)), "{typed}");
    }
}

#[test]
fn another_name_is_not_found() {
    for (filed, typed) in [
        ("王芳", "王"),
        ("王芳", "王方"),
        ("王小芳", "王芳"),
        ("O'Brien", "Brien"),
        ("Mary O'Brien", "Mary"),
        ("किशन", "कुशन"),
        ("がん", "かん"),
        ("王\u{e863}", "王\u{e864}"),
        ("𠮷田", "𡈽田"),
    ] {
        assert!(!finds(typed, &filing(filed, "", "")), "{typed} finds {filed}");
    }
}

#[test]
fn a_number_is_found_however_it_is_typed_and_never_by_a_part_of_it() {
    for (kind, number, typed) in [
        ("citizen-id", "11010519491231002X", &["11010519491231002x", "１１０１０５ 19491231 002Ｘ"][..]),
        ("citizen-id", "110105 19491231 002x", &["11010519491231002X"]),
        ("passport", "e12345678", &["E12345678", "E 1234 5678"]),
        ("hk-macao-permit", "H12345678", &["h12345678"]),
        ("other", "难民旅行证件 RT-1234567", &["RT1234567", "rt 1234567", "难民旅行证件RT1234567"]),
    ] {
        let filed = filing("王芳", kind, number);
        for typed in typed.iter().chain([&number]) {
            assert!(finds(typed, &filed), "{typed} does not find {number}");
        }
        for other in ["19491231", "1234567", "RT"] {
            assert!(!finds(other, &filed), "{other} finds {number}");
        }
    }
    assert!(!finds("难民旅行证件", &filing("王芳", "other", "难民旅行证件 RT1234567")));
}

#[test]
fn a_receipt_is_read_beside_what_else_it_could_be() {
    let receipt = Receipt::new(2026, [7, 16, 3, 28, 9, 1, 22, 14, 5, 30]);
    for typed in [receipt.to_string(), receipt.to_string().to_lowercase().replace('-', " ")] {
        assert_eq!(Sought::read(&typed).ok().and_then(|sought| sought.receipt), Some(receipt), "{typed}");
    }
    assert_eq!(Sought::read("王芳").ok().and_then(|sought| sought.receipt), None);
}

#[test]
fn what_cannot_be_found_by_is_refused_and_nothing_else() {
    let refused = |typed: &str| Sought::read(typed).err().map(|refusal| refusal.code());
    assert_eq!(["", " ", "·-'", "\u{200f}"].map(refused), [Some("nothing-to-find"); 4]);
    assert_eq!(refused(&"长".repeat(201)), Some("too-long"));
    assert_eq!(refused(&"长".repeat(200)), None);
    assert_eq!(refused("\u{202e}王芳\u{0}"), None);
    assert!(Clue::of(&FilingInput::default()).is_empty());
}
