//! A post's last day as a calendar entry (RFC 5545), with a reminder three days before.

use chrono::Duration;
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
    let (id, written) = (format!("{}@{}", post.id, frame.city().domain), begins(post.opens_on).to_utc());
    // What is not said here is made up anew each time, and the file would never be the same.
    let reminder = Alarm::display(&summary, -Duration::days(REMINDED_BEFORE))
        .uid(&format!("reminder-{id}"))
        .timestamp(written)
        .done();
    let event = Event::with_uid(&id)
        .timestamp(written)
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
    use domain::Language;

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
}
