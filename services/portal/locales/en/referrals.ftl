referral-target = { $to ->
    [post] “{ $post }” at { $unit }
    [unit] { $unit }, without a post
   *[party] the Party organisation, which looks for a unit
}

# Recommending somebody
post-refer = Recommend somebody
refer = { $to ->
    [party] Recommend somebody to the Party organisation
   *[other] Recommend somebody: { $post }
}
refer-open = { $to ->
    [party] Received by the { $unit }, which looks for a unit for them; open at any time
   *[other] { $unit }, without a post; open at any time
}
refer-how = If you know the right person, tell us. We write to them and they decide; you fill in nothing on their behalf.
refer-closed = { $to ->
   *[post] This post takes no nominations now, and nobody can be recommended for it.
    [unit] This unit is no longer in the register. It takes no nominations, and nobody can be recommended to it.
}
refer-closed-typed = What you wrote stands below; it was neither sent nor saved. You can take it along, recommend the person to the Party organisation instead, and go on there. Otherwise copy what you need.
refer-closed-take-along = Recommend them to the Party organisation with it
refer-closed-open = Recommend somebody without a post
refer-leaf = Page { $number } of 4: { $heading }
refer-next = Continue
refer-back = Back
refer-you = Who you are
refer-name = Your name
    .hint = The person is told who recommends them
refer-mail = Your email address
    .hint = For example wang@example.com; you confirm it at the end with 6 digits from an email
refer-recommender = Recommender’s number (optional)
    .hint = Only if you are a registered recommender, for example 23. It is not checked; the reviewers see it as stated by you
refer-as = You recommend as { $recommender }
recommender-named = recommender No. { $number } ({ $title }, { $unit })
refer-relationship = How you know each other
refer-nominee = Whom you recommend
refer-nominee-name = Name
    .hint = In any script; they check it themselves later
refer-nominee-mail = Email address
    .hint = Our letter goes there. We ask nothing else about them
refer-language = Language of the letter
refer-language-zh-CN = 中文
refer-language-en = English
refer-why = Why you recommend them
refer-words = Your words
    .hint = A few words, at most 500 characters. They and the reviewers read it; leave out document numbers and telephones
refer-check = Check it, then send it
refer-then = What happens next
    .letter = We write them one letter. Its link is valid for { $days } days, or until the post closes if that is sooner, and can be used once.
    .decides = If they accept, the draft is theirs to correct, complete and submit; if they decline, what you wrote is deleted at once. Nobody reviews anything before they submit.
    .allows = You see what becomes of it as far as they allow.
    .ends = If they never answer, the recommendation ends after { $days } days and is deleted.
refer-agreed = I agree that the person is told that I recommend them
    .hint = My name, how we know each other, my words, and the recommender’s number with its office if I gave one. Once they submit, the reviewers see these too.
refer-send = Write to the person
refer-code-next = You then confirm your email address with digits from an email; only then is the letter sent.

# The three ways
refer-start = Recommend somebody
refer-start-sub = There are three ways. We write to the person and they decide; you fill in nothing on their behalf.
refer-start-post = For a post
    .how = If a post of the catalogue suits them, use “Recommend somebody” on its page.
    .do = See the posts
refer-start-unit = To an employing unit
    .how = If no post suits them but they would suit a unit, recommend them to it without a post.
refer-start-party = To the Party organisation
    .how = If you do not know which unit needs them, turn to the Party organisation. Once they accept and submit, the Organisation Department receives it for the coordination group and looks for a unit; they are asked before one gets their papers.
refer-start-do = Recommend somebody
refer-start-other = For yourself
    .how = If it is you who would come, nominate yourself; nobody needs to recommend you.
    .do = Nominate yourself

# Those one recommended
referrals = People I have recommended
referrals-sent = It has been sent. This page changes when they answer.
referrals-none = You have recommended nobody yet.
referrals-more = Recommend somebody else
referrals-on = { "Recommended on " }
referrals-as = as { $recommender }
referrals-deleted = Name deleted
referrals-waiting = Waiting for their answer
    .note = There is nothing you need to do.
referrals-answered = They have answered
    .note = They have chosen to keep what follows to themselves.
referrals-accepted = Accepted
    .note = They are filling it in and have not submitted it yet.
referrals-filed = Filed
    .note = Submitted on { $day }; your words went to the reviewers with it.
referrals-followed = Filed
    .note = They let you see the public stages:
referrals-declined = Declined
    .note = They declined on { $day }.
referrals-expired = Ended
    .note = They did not answer; it ended on { $day }.

# The nominee's answer
invitation = { $referrer } recommends you
invitation-whom = To { $nominee }
invitation-decide = Whether anything comes of it is for you to decide. Nobody reviews anything until you accept, complete and submit it. Opening this page is no answer.
invitation-what = What it says
invitation-about = { $to ->
    [post] Post
    [unit] Employing unit
   *[party] Recommended to
}
invitation-referrer = Recommended by
invitation-recommender = As stated by them
invitation-relationship = How you know each other
invitation-why = Their words
invitation-shut = { $to ->
   *[post] This post takes no nominations now, so the recommendation cannot be accepted. The link is not used up, and you can decline.
    [unit] This unit is no longer in the register, so the recommendation cannot be accepted. The link is not used up, and you can decline.
}
invitation-instead = You can nominate yourself, without a recommendation: for a post that is open now, or without a post, to an employing unit or the Party organisation.
invitation-accept = Accept
    .then = Once you accept, the nomination is yours: check the name, fill in the rest, and submit it when you are ready, or not at all. If the address that received the letter has no account yet, you are signed in with it; if it has one, you sign in with a code by mail.
    .do = Accept and fill it in
invitation-sharing = What the person who recommends you may know
invitation-sharing-nothing = Only that I have answered
invitation-sharing-filed = That I have submitted a nomination
invitation-sharing-milestones = That I have submitted a nomination, and its public stages
invitation-decline = Decline
    .then = If you decline, what was written is deleted at once. The person who recommends you learns only that you declined.
    .do = Decline
invitation-reason = Reason (optional)
    .hint = Not told to the person who recommends you; kept for the record
invitation-renew = Send a new link
invitation-ended-unknown = This link opens no recommendation
    .then = The address may not be complete, it may have been answered already, or the recommendation may have ended and been deleted. A nomination you accepted is under “Progress” once you sign in.
invitation-ended-answered = This recommendation has been answered
    .then = A link can be used once. If you accepted, sign in with the address that received the letter and go on under “Progress”.
invitation-ended-link-ended = This link has expired
    .then = The recommendation still awaits your answer. We can send a new link to the same address.
invitation-ended-renewed = A new link is on its way
    .then = It goes to the same address, usually within a minute.
invitation-ended-declined = You have declined
    .then = What was written is deleted, and the person who recommended you learns only that you declined. There is nothing more you need to do.
invitation-ended-accepted = You have accepted this recommendation
    .then = This address has an account, and this link does not sign in to it. Sign in with the address that received the letter and a code by mail, and go on under “Progress”; if another account is signed in here, sign out first.
nominate-accepted = You have accepted the recommendation and this draft is yours. The name is as it was given to us, so check it; the rest is yours to fill in, and to submit when you are ready.
status-joined = You have accepted the recommendation. Its words go along with this nomination, and the reviewers see them.
track-referrals = People I have recommended

# What referrers may know, changed by the nominee
sharing = What those who recommended you may know
sharing-can = Change what they can see
sharing-from-now = It holds once you save it; what they have read already they know. They see it under “People I have recommended”, and we do not write to them about it.
sharing-nobody = Nobody recommended you for this nomination, and nobody sees it.
sharing-saved = Changed.
sharing-save = Save
sharing-save-for = Save what { $referrer } may know
sharing-back = Back to the nomination
