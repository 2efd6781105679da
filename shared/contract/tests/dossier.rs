//! A dossier that was sealed by an earlier release opens in this one.

use contract::Dossier;

const BEFORE_VOICES: &str = r#"{
    "nomination": "01a20af8-2279-7000-92a7-e820e8683e1d", "person": "01a20af8-2279-7000-92a7-e820e8683e1e",
    "receipt": "YC26-VWT27-DG2ER-8", "post": "01a20af5-e5b1-7017-b59c-ee81aa8a954b", "mail": "wang@example.com",
    "language": "zh-CN", "filing": {"name": "王芳"}, "filed_on": "2026-11-24", "policy": "2026-1", "shown": [],
    "consents": []
}"#;

#[test]
fn one_from_before_there_were_voices_has_none() {
    let dossier: Dossier = serde_json::from_str(BEFORE_VOICES).expect("a dossier");
    assert!(dossier.voices.is_empty());
    let again = serde_json::to_value(&dossier).expect("JSON");
    assert!(again.get("voices").is_none());
}

#[test]
fn a_voice_crosses_unchanged() {
    let mut value: serde_json::Value = serde_json::from_str(BEFORE_VOICES).expect("JSON");
    let recommender = serde_json::json!({ "id": "01a20af5-e5b1-7006-9b5e-7a1d0a2e9c23", "number": 23,
        "title": { "zh": "院长", "en": "President" }, "unit": { "zh": "伊宁市人民医院", "en": "Hospital" } });
    let voices = serde_json::json!([
        { "name": "陈明", "relationship": "colleague", "why": "十年的同事" },
        { "name": "林静", "recommender": recommender, "relationship": "other", "why": "我院需要" }
    ]);
    value["voices"] = voices.clone();
    let dossier: Dossier = serde_json::from_value(value).expect("a dossier");
    assert_eq!(serde_json::to_value(&dossier).expect("JSON")["voices"], voices);
}
