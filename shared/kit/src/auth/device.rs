//! With what somebody signed in, as far as it says so itself: enough for its owner to know it again, and no more is kept.

use actix_web::HttpRequest;
use actix_web::http::header::USER_AGENT;
use contract::Language;

use crate::html::Say;

/// What a browser's name of itself holds, the more special first: all of them also claim to be others.
const BROWSERS: [(&str, &str); 15] = [
    ("MicroMessenger", "wechat"),
    ("DingTalk", "dingtalk"),
    ("HuaweiBrowser", "huawei"),
    ("MiuiBrowser", "xiaomi"),
    ("QQBrowser", "qq"),
    ("UCBrowser", "uc"),
    ("Edg", "edge"),
    ("OPR", "opera"),
    ("FxiOS", "firefox"),
    ("Firefox", "firefox"),
    ("CriOS", "chrome"),
    ("Chrome", "chrome"),
    ("Safari", "safari"),
    ("Mozilla", "browser"),
    ("", "program"),
];
const SYSTEMS: [(&str, &str); 9] = [
    ("HarmonyOS", "harmony"),
    ("iPhone", "iphone"),
    ("iPad", "ipad"),
    ("Android", "android"),
    ("Windows", "windows"),
    ("Macintosh", "mac"),
    ("CrOS", "chromebook"),
    ("Linux", "linux"),
    ("", "unknown"),
];

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Device {
    browser: &'static str,
    system: &'static str,
}

impl Device {
    pub fn of(request: &HttpRequest) -> Device {
        let agent = request.headers().get(USER_AGENT).and_then(|agent| agent.to_str().ok());
        Device::named(agent.unwrap_or_default())
    }

    fn named(agent: &str) -> Device {
        let first = |marks: &[(&str, &'static str)]| {
            marks.iter().find(|(mark, _)| agent.contains(mark)).map_or("", |(_, code)| *code)
        };
        Device { browser: first(&BROWSERS), system: first(&SYSTEMS) }
    }

    /// As it stands in the table: `chrome/windows`.
    pub fn code(self) -> String {
        format!("{}/{}", self.browser, self.system)
    }

    /// What no version of ours knows is a program on something.
    pub fn from_code(code: &str) -> Device {
        let (browser, system) = code.split_once('/').unwrap_or_default();
        let known = |codes: &[(&str, &'static str)], wanted: &str| {
            codes.iter().map(|(_, code)| *code).find(|code| *code == wanted).unwrap_or(codes[codes.len() - 1].1)
        };
        Device { browser: known(&BROWSERS, browser), system: known(&SYSTEMS, system) }
    }

    pub fn say(self, language: Language) -> String {
        let say = Say::kit(language);
        let browser = say.owned(format!("browser-{}", self.browser));
        if self.system == "unknown" {
            return browser;
        }
        let system = say.owned(format!("system-{}", self.system));
        say.with("device", &[("browser", browser.into()), ("system", system.into())])
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_people_use_is_known_again() {
        let chrome = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/131.0 Safari/537.36";
        let edge = format!("{chrome} Edg/131.0");
        let wechat = "Mozilla/5.0 (Linux; Android 14; V2309A) AppleWebKit/537.36 Chrome/116.0 Mobile Safari/537.36 MicroMessenger/8.0";
        let safari = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605.1.15 Version/18.1 Mobile/15E148 Safari/604.1";
        let huawei = "Mozilla/5.0 (Phone; OpenHarmony 5.0) HarmonyOS/5.0 AppleWebKit/537.36 Chrome/114.0 Safari/537.36 HuaweiBrowser/5.0";
        for (agent, code, zh, en) in [
            (chrome, "chrome/windows", "Chrome，Windows电脑", "Chrome on a Windows computer"),
            (&edge, "edge/windows", "Edge，Windows电脑", "Edge on a Windows computer"),
            (wechat, "wechat/android", "微信，安卓手机或平板", "WeChat on an Android phone or tablet"),
            (safari, "safari/iphone", "Safari，iPhone", "Safari on an iPhone"),
            (huawei, "huawei/harmony", "华为浏览器，鸿蒙设备", "Huawei Browser on a HarmonyOS device"),
            ("curl/8.5.0", "program/unknown", "程序", "A program"),
            ("", "program/unknown", "程序", "A program"),
        ] {
            let device = Device::named(agent);
            assert_eq!((&*device.code(), Device::from_code(&device.code())), (code, device));
            assert_eq!((&*device.say(Language::Zh), &*device.say(Language::En)), (zh, en));
        }
        assert_eq!(Device::from_code("of tomorrow"), Device::named(""));
    }

    #[test]
    fn every_device_has_words() {
        for language in Language::ALL {
            for (_, browser) in BROWSERS {
                for (_, system) in SYSTEMS {
                    let words = Device { browser, system }.say(language);
                    assert!(!words.contains('⟦'), "{browser}/{system}: {words}");
                }
            }
        }
    }
}
