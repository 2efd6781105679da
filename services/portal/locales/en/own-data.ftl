own-data = My data
own-data-how = Everything about you that is kept here. Only you see this page.
own-data-export = Download all of it (JSON)
own-data-account = Account
own-data-mail = Email
own-data-language = Language of letters
own-data-speaks-zh-CN = Chinese
own-data-speaks-en = English
own-data-sessions = Signed in
    .count = { $count ->
        [one] at 1 place
       *[other] at { $count } places
    }
own-data-answers = What you answered
own-data-stands = Now
own-data-submitted = Submitted
own-data-revisions = { $count ->
    [one] 1 revision
   *[other] { $count } revisions
}
own-data-voice = A referrer’s words
own-data-referrals = Referrals you wrote
own-data-kept = How long it is kept
    .drafts = A draft that was not submitted is deleted after { $days } days without a change; you can delete it yourself at any time.
    .filed = What was submitted is filed by law with those who review it, and its course stays after a withdrawal; the download holds every revision.
    .ask = To have something corrected or deleted that was submitted, call the Talent Office of the Organisation Department:
