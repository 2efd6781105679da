own-data = My data
own-data-how = Everything about you that is kept here. Only you see this page.
own-data-export = Download all of it (JSON)
own-data-account = Account
own-data-mail = Email
own-data-addresses = Add or change an address
own-data-asked-for = Asked for, not confirmed:
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
own-data-consents = Consents you gave
    .each = { $purpose }, version { $version }
    .unit = { $purpose }, to { $unit }, version { $version }
own-data-said = What you said to item { $number }
own-data-contested = What you said against the rejection
own-data-withdrew = Why you withdrew
own-data-voice = A referrer’s words
own-data-invitations = Referrals of you that wait for your answer
own-data-referrals = Referrals you wrote
own-data-kept = How long it is kept
    .drafts = A draft that was not submitted is deleted after { $days } days without a change; you can delete it yourself at any time.
    .filed = What was submitted is filed by law with those who review it, and its course stays after a withdrawal; the download holds every revision.
    .ask = To have something corrected that was submitted, call the Talent Office of the Organisation Department:
erasure = Delete my account and data
erasure-how = It is done at once and cannot be undone. Download your data first, or withdraw or discard a draft instead.
erasure-goes = What is deleted
    .what = Account, email address, sessions, drafts, every file you uploaded, everything you typed, the referrals you wrote, but for those that were accepted. What is under review is withdrawn with it and handled no further.
erasure-stays = What stays
    .nothing = You never submitted a nomination, and no referral of yours was accepted; nothing stays.
    .what = Of these the law keeps the receipt number, to whom it went, the days, who handled it and the outcome in the archive; where a reply was issued, the name on it too. Nothing else you typed and no file stays.
    .words = Of the referrals that were accepted your name and words stay with that nomination.
    .trail = The record of who did what and when stays, without your name or anything you wrote. Old data in backups goes when the backups do; until then it can be read only by whoever has both a backup and the secret of this installation, which is kept apart.
erasure-sure = Delete everything. I know that it cannot be undone
erasure-do = Delete
erasure-not = Keep it
erased = Deleted
erased-letter = We sent a last letter to your address. It says what was deleted and what stays.
letter-erased-words = The name and words of the recommendations that others accepted from you stay with their nominations.
