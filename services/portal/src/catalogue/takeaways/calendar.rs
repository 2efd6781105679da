//! A post's last day as a calendar entry (RFC 5545), with a reminder three days before.
//! A calendar that has the entry takes an amended one in its place only where that counts higher and was written later.

use chrono::{Datelike, Duration};
use domain::Post;
use icalendar::{Alarm, Calendar, Component, Event, EventLike};
use kit::Frame;

use super::super::one;
use super::feed::begins;
use crate::words;

const REMINDED_BEFORE: i64 = 3;

/// None for a post that is open until filled.
pub fn deadline(post: &Post, frame: &Frame) -> Option<String> {
    let last = post.closes_on?;
    let (language, say) = (frame.language(), words::say(frame.language()));
    let summary = say.with(
        "calendar-closes",
        &[("title", post.title.say(language).into()), ("unit", post.unit.name.say(language).into())],
    );
    // The day of the issue that said the last word on it: that never falls, as the day on which a post opens can.
    let issued_on = post.issued.as_ref().map(|issued| issued.on);
    let written = begins(issued_on.unwrap_or(post.opens_on)).to_utc();
    let issue = issued_on.map_or(0, |on| on.num_days_from_ce().unsigned_abs());
    let id = format!("{}@{}", post.id, frame.city().domain);
    // What is not said here is made up anew each time, and the file would never be the same.
    let reminder = Alarm::display(&summary, -Duration::days(REMINDED_BEFORE))
        .uid(&format!("reminder-{id}"))
        .timestamp(written)
        .done();
    let event = Event::with_uid(&id)
        .timestamp(written)
        .last_modified(written)
        .sequence(issue)
        .starts(last)
        .summary(&summary)
        .description(&one::description(post, &say))
        .url(&frame.whole(format!("/posts/{}", post.number)))
        .alarm(reminder)
        .done();
    Some(Calendar::new().name(frame.site()).push(event).done().to_string())
}

#[cfg(test)]
mod tests {
    use domain::{IssuedUnder, Language};

    use super::super::super::samples::post;
    use super::*;

    #[test]
    fn the_last_day_is_a_day_of_the_calendar() {
        let frame = Frame::sample(Language::Zh, "/posts/2026-037.ics");
        let calendar = deadline(&post(), &frame).expect("a day");
        for line in ["DTSTART;VALUE=DATE:20261127", "DTSTAMP:20261024T160000Z", "BEGIN:VALARM", "TRIGGER:-PT259200S"] {
            assert!(calendar.contains(line), "{line}\n{calendar}");
        }
        assert!(!calendar.contains("DTEND"), "a day without an end is one day");
        assert!(calendar.contains("\r\n") && calendar == deadline(&post(), &frame).expect("the same"));
        assert_eq!(deadline(&Post { closes_on: None, ..post() }, &frame), None);
    }

    #[test]
    fn an_amended_last_day_takes_the_place_of_the_one_that_a_calendar_has() {
        let frame = Frame::sample(Language::Zh, "/posts/2026-037.ics");
        let day = |day: &str| day.parse().expect("a date");
        let issued = |on: &str, opens: &str, closes: &str| {
            let issued =
                IssuedUnder {
                    document: "伊州人才〔2026〕6号".to_owned(), on: day(on), policy: "2026-1".to_owned()
                };
            Post { issued: Some(issued), opens_on: day(opens), closes_on: Some(day(closes)), ..post() }
        };
        let told = |post: &Post, name: &str| {
            let calendar = deadline(post, &frame).expect("a day");
            let line = calendar.lines().find_map(|line| line.strip_prefix(name)?.strip_prefix(':').map(str::to_owned));
            line.unwrap_or_else(|| panic!("{name}\n{calendar}"))
        };
        // Amended before it opens, amended to open earlier, and amended while it is open.
        let amended = [
            issued("2026-10-01", "2026-11-20", "2026-11-27"),
            issued("2026-10-12", "2026-11-20", "2026-12-04"),
            issued("2026-10-15", "2026-11-02", "2026-12-04"),
            issued("2026-11-09", "2026-11-02", "2026-12-11"),
        ];
        for pair in amended.windows(2) {
            let sequence = |post: &Post| told(post, "SEQUENCE").parse::<u32>().expect("a number");
            assert!(sequence(&pair[0]) < sequence(&pair[1]), "{pair:#?}");
            for name in ["DTSTAMP", "LAST-MODIFIED"] {
                assert!(told(&pair[0], name) < told(&pair[1], name), "{name} {pair:#?}");
            }
            assert_eq!(told(&pair[0], "UID"), told(&pair[1], "UID"));
        }
        assert_eq!(told(&amended[3], "LAST-MODIFIED"), "20261108T160000Z");
        assert_eq!(told(&post(), "SEQUENCE"), "0", "before its issue was told");
    }
}
