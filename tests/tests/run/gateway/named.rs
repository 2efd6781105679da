//! The gateway's words, variables and error pages are those of the product.

use std::collections::BTreeSet;

use domain::Language;
use tests::Town;
use tests::gateway::{source, template};

/// The quoted lines of a map: language, code, words.
fn words(map: &str) -> Vec<(Language, String, String)> {
    let template = template();
    let (_, rest) = template.split_once(&format!("\" ${map} {{")).expect("the map");
    let lines = rest.split("\n}").next().unwrap_or_default().lines();
    let read = |line: &str| {
        let mut quoted = line.split('"').skip(1).step_by(2);
        let (language, code) = quoted.next()?.split_once(' ')?;
        let language = if language == "en" { Language::En } else { Language::Zh };
        Some((language, code.to_owned(), quoted.next()?.to_owned()))
    };
    lines.filter_map(read).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn its_errors_have_the_titles_and_the_pages_of_the_product() {
    let town = Town::new().await;
    let titles = words("yincai_title");
    let codes: BTreeSet<&str> = titles.iter().map(|(_, code, _)| code.as_str()).collect();
    assert_eq!(codes.len(), 8, "{codes:?}");
    for (language, code, title) in &titles {
        let page = town.browser(*language).open(&format!("/problems/{code}")).await;
        assert!(page.body.contains(title.as_str()), "{code} is not called {title}");
    }
    let of =
        |map: &str| words(map).into_iter().map(|(language, code, _)| (language.tag(), code)).collect::<BTreeSet<_>>();
    assert_eq!(of("yincai_title"), of("yincai_detail"));
    for (_, code) in of("yincai_title") {
        assert!(template().contains(&format!("/gateway/$yincai_form/{code};")), "nothing leads to {code}");
    }
}

#[test]
fn every_variable_has_its_value() {
    let wanted: BTreeSet<String> =
        template().split("${").skip(1).filter_map(|rest| Some(rest.split_once('}')?.0.to_owned())).collect();
    let environment = std::fs::read_to_string(source().join("gateway.env")).expect("the values");
    let set: BTreeSet<String> =
        environment.lines().filter_map(|line| Some(line.split_once("=\"")?.0.to_owned())).collect();
    assert_eq!(wanted, set);
}
