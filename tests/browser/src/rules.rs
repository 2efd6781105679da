//! The rules of access, by axe: WCAG 2.0 to 2.2 at A and AA, and what is held to be good practice.

use std::fs;

use serde_json::Value;

use crate::folder;
use crate::window::Window;

pub struct Rules {
    axe: String,
}

impl Rules {
    pub fn read() -> Rules {
        let file = folder().join("node_modules/axe-core/axe.min.js");
        let axe =
            fs::read_to_string(&file).unwrap_or_else(|error| panic!("{file:?}: {error}; .ci/run brings it with npm"));
        Rules { axe }
    }

    /// What on the page breaks a rule: the rule, and the elements that break it.
    pub async fn broken(&self, window: &Window) -> Vec<String> {
        const RUN: &str = r#"
            const answer = arguments[arguments.length - 1];
            const tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
            axe.run(document, { runOnly: tags, resultTypes: ["violations"] })
                .then(found => answer(found.violations.map(rule =>
                    rule.id + ": " + rule.nodes.map(node => node.html.slice(0, 160)).slice(0, 4).join(" | "))))
                .catch(error => answer(["axe failed: " + error]));
        "#;
        let found = window.ask_later(&format!("{};{RUN}", self.axe)).await;
        let list = found.as_array().unwrap_or_else(|| panic!("axe answered {found}"));
        list.iter().filter_map(Value::as_str).map(str::to_owned).collect()
    }
}
