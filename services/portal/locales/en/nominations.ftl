comma = { ", " }
gap = { " " }
group = Coordination group
prefecture = Prefecture Organisation Department
office = Talent Office, Organisation Department
holder-organisation-department = the Organisation Department
holder-coordination-group = the coordination group
holder-prefecture = the Prefecture Organisation Department
by-day = by { $day }
by-day-estimated = by { $day } (estimated)
further-days = { $days ->
    [one] 1 more working day
   *[other] { $days } more working days
}

# The form
nominate = { $to ->
    [party] Nominate yourself to the Party organisation
   *[other] Nominate yourself: { $post }
}
nominate-open = { $to ->
    [party] Received by the { $unit }, which looks for a unit for you; open at any time
   *[other] { $unit }, without a post; open at any time
}
about-unit = { $unit }, without a post
about-party = The Party organisation
about-number = Post { $number }
nominate-closes = { $unit }. Closes on { $day }, { $days ->
    [one] 1 day left
   *[other] { $days } days left
}
nominate-closes-today = { $unit }. Closes today
nominate-until-filled = { $unit }. Open until filled
nominate-private = Until you submit, only you see it. It costs nothing, and you need not come in person.
nominate-saved-at = Last saved { $at }.
nominate-just-saved = Saved. You may close the page; go on from “Progress”.
nominate-who = 1. Who you are
nominate-name = Name
    .hint = As on your document, in any script
nominate-phone = Telephone
    .hint = A number at which you can be reached, for example +86 139 0000 0000
nominate-document = Kind of document
nominate-number = Number of the document
    .hint = As on the document
nominate-passport = Country that issued the passport (passports only)
    .short = Country that issued the passport
nominate-past = 2. Education and experience
nominate-level = Degree
nominate-school = School
    .hint = The name on the certificate. If the school was merged or renamed later, its name of then.
nominate-country = Where the school is
    .china = Chinese mainland
nominate-discipline = Discipline
    .hint = As on the certificate
nominate-study-form = Form of study
nominate-part-time = In-service, evening or correspondence study, or a degree by equivalent qualification
answer-yes = Yes
answer-no = No
nominate-year = Year and month of the degree
    .hint = For example 2021 and 6. If you are still studying, when you expect it.
    .year = Year
    .month = Month
    .after-year = year
    .after-month = month
nominate-placement = Since graduating
    .hint = After your highest degree
nominate-employer = Present employer
nominate-employer-kind = Kind of employer
nominate-position = Position
nominate-position-level = Level of the position
nominate-years = Years of work in total
    .hint = Full years, for example 4
nominate-in-yining = Do you work in Yining now?
nominate-business = Do you run a business in Yining, or come to run one?
nominate-title-level = Level of the professional title
nominate-title-name = Professional title
    .hint = As on the certificate, in Chinese if it was given in China, for example 副主任医师. Leave it empty if you hold none.
nominate-skill = Skill level
nominate-standing = Standing and results
    .legend = Which of these apply to you?
    .hint = Leave out what does not apply. What you tick is checked against its evidence.
nominate-orcid = ORCID iD (if you have one)
    .hint = 16 characters, for example 0000-0002-1825-0097
nominate-proof = Verification code or certificate number (can follow later)
    .hint = For a degree from China the online verification code of CHSI, 16 characters; for one from abroad the number of the CSCSE certificate. With it the degree can be looked up at once.
nominate-clauses = 3. Clauses
nominate-sector = Sector
    .hint = { $to ->
        [post] One of the 27 in Art. 3 of the Measures. That of the post is already chosen; change it if yours is another.
       *[other] One of the 27 in Art. 3 of the Measures.
    }
nominate-claimed = Which clauses do you think you meet?
    .hint = One is enough. Below each clause stands how it looks on what you have answered, and the evidence it wants. If you meet none, describe your case in the statement.
nominate-wanted = This post is filled under this clause.
nominate-remark = Statement (optional)
    .short = Statement
    .hint = At most 2000 characters
nominate-consents = 4. Consents
    .how = { $count } consents, each given on its own. All are needed to submit; a draft needs none.
nominate-submit = { $to ->
    [post] Nominate yourself for this post
    [unit] Nominate yourself to this unit
   *[other] Nominate yourself
}
nominate-save = Save and leave
nominate-then = You get a receipt at once, also by email. Until there is a result you can withdraw at any time.

# Consents. A change of meaning needs a new version of the purpose in `ConsentKind::version`.
consent-version = Version { $version } of this text.
consent-changed = You agreed to version { $agreed } of this text. It has changed since, this is version { $version }: read it and agree again.
consents-changed = The text has changed since you agreed; please agree again
consent-review = { $to ->
    [party] I agree that the Organisation Department, the coordination group and the Prefecture Organisation Department read all that I typed in order to review this nomination.
   *[other] I agree that { $unit }, the coordination group and the Prefecture Organisation Department read all that I typed in order to review this nomination.
}
    .short = Review
    .hint = This includes the number of the document and the telephone. It serves the review of this nomination only.
consent-hand-over = I agree that all that I typed is handed over to { $unit }, which handles this nomination.
    .short = Handing over to the unit
    .hint = It may then call you or write to you.
consent-mail = I agree that the receipt and the progress are sent by email to { $mail }.
    .short = Notice by email
    .hint = Letters about this nomination only.

sofar = So far
sofar-note = What you have saved, checked against the Measures, anew at each save. This is not a decision.
sofar-unknown = { $count ->
    [one] 1 more clause turns on what you have not answered yet.
   *[other] { $count } more clauses turn on what you have not answered yet.
}

# The list of tasks
tasks-lead = { $done } of { $all } tasks are done. Take them in any order: every page is saved, and you can go on another day from “Progress”.
tasks-begin = Begin: { $task }
tasks-go-on = Go on: { $task }
tasks-todo = Not begun
tasks-begun = Half done
tasks-done = Done
tasks-wait = Cannot start yet
tasks-wait-check = Not yet
tasks-todo-check = Ready
tasks-optional = Leave it empty if you have none
tasks-evidence-later = You can add files once anything is saved
tasks-check = Check and submit
tasks-check-later = Once everything needed is done and nothing is wrong
tasks-before = You submitted a nomination on { $day }. This one can begin with what you answered there; the statement and the consents are given anew.
tasks-fill = Begin with it
resume = Begin with a JSON Resume file
resume-how = Name, telephone, ORCID, degrees and work are typed ahead from the file; then look over each task and complete it. The file itself is not kept. Identity document, clauses and consents are yours to fill in.
resume-file = JSON Resume file
    .hint = Ends in .json, at most { $most }; the format is described at jsonresume.org
resume-send = Begin with it
resume-not = No, answer the questions
resume-taken = Filled in from your file. Look over each task, and add what it did not say.
resume-left = Nothing was taken from these parts of it: { $sections }.
resume-volunteer = volunteering
resume-awards = awards
resume-certificates = certificates
resume-publications = publications
resume-skills = skills
resume-languages = languages
resume-interests = interests
resume-references = references
resume-projects = projects
tasks-filled = Filled in as you submitted it last. Look over each task, then give the consents.
tasks-filled-from-draft = Filled in from your other draft, which is kept. Look over each task; the statement and the consents are given anew.
tasks-notes = Good to know
tasks-days = { $days ->
    [one] A draft that is not changed for 1 day is deleted, with its files; you are reminded by email before.
   *[other] A draft that is not changed for { $days } days is deleted, with its files; you are reminded by email before.
}
task-person = Name and telephone
task-document = Identity document
task-education = Education
task-work = Work
task-title = Title and skill level
task-achievements = Standing and results
task-sector = Sector
task-clauses = Clauses
task-consents = Consents

# One question a page
ask-continue = Save and continue
ask-overwrite = Use this page’s, and continue
ask-all-kept = Everything you typed is saved. Correct it and continue, or leave it for later.
ask-changed-elsewhere = The answer on this page was changed elsewhere a moment ago, and yours is not saved. Choose which to keep.
ask-saved-elsewhere = Saved elsewhere
ask-keep-elsewhere = Keep what was saved elsewhere
ask-typed-here = Typed on this page
ask-person = Who are you, and how can we reach you?
ask-document = Which identity document do you use?
ask-degree = Your highest degree
ask-degree-before = Your degree no. { $number }
ask-degree-remove = Remove this degree
ask-placement = What have you done since graduating?
ask-work = Where do you work now?
ask-experience = How long have you worked, and where?
ask-title = Which titles and skill level do you hold?
ask-achievements = Which standing and results do you have?
ask-sector = Which sector is yours?
ask-clauses = Clauses
ask-consents = Your consents
ask-evidence = Evidence: { $evidence }
ask-reading = Read at present as: { $reading }
degrees = Your degrees
degrees-how = The highest first. Earlier ones count for the clauses too.
degrees-continue = That is all, continue
degrees-more = Add another degree
school-listed = “{ $school }”, as saved, is on the Double First-Class lists of { $years }.
school-not-listed = “{ $school }”, as saved, is not on the Double First-Class lists. If it should be, write its full Chinese name, or pick it from the suggestions.
school-perhaps = “{ $school }”, as saved, is not on the Double First-Class lists; “{ $listed }” is.
school-rule = The list in force today is that of { $now }.
school-rule-before = There was no list at the degree; the one in force today is that of { $now }.
school-rule-award = The list in force at the degree is that of { $award }, the one in force today that of { $now }.
answer-none = Not answered
answer-month = { $month }/{ $year }
answer-consents = What you agree to

# Check your answers
look-over = Check and submit
look-over-how = Look over each answer and change what is wrong. After you submit, it can be changed only when it is returned to you.
look-over-experience = Years and place of work
look-over-marked = It can be submitted once what is marked below is put right. Everything you typed is kept.
look-over-moved = It was changed elsewhere a moment ago. Below is what it holds now; look it over again.
look-over-conditions = The conditions of this post
look-over-change = Change
look-over-change-what = Change: { $what }
look-over-later = Not yet
look-over-closed = What you filled in
    .how = Only you can see this draft. It cannot be submitted now; you can copy from it, or delete it.
    .files = See the files you added
discard = Delete this draft
discard-how = { $count ->
    [0] Everything you typed is deleted and cannot be brought back.
    [one] Everything you typed and 1 file are deleted and cannot be brought back.
   *[other] Everything you typed and { $count } files are deleted and cannot be brought back.
}
discard-referrers = The recommendation by { $names } is not deleted: until it ends you can answer it again by the link in its letter.
discard-do = Delete it
discard-not = Keep it
discard-done = The draft is deleted.

closed = { $post } takes no nominations now
closed-since = { $unit }. Closed on { $day }
closed-until = { $unit }. Opens on { $day }
closed-unlisted = { $unit }. The post is no longer in the catalogue
closed-gone = The catalogue does not have this post; it may have been closed a moment ago
closed-unit = This unit is no longer in the register
closed-unit-draft = Your draft for this unit is kept. It was not submitted, and cannot be now. You can read it, and delete it at any time.
closed-unit-instead = Choose another unit, or turn to the Party organisation.
closed-unit-others = Choose another
closed-draft = Your draft for this post is kept. It was not submitted, and cannot be now. You can read it, and delete it at any time.
closed-instead = Other posts are open now. Or nominate yourself without a post, to an employing unit or the Party organisation.
closed-others = See other posts
closed-open = Nominate yourself without a post
closed-saved = What you just typed is saved in your draft, but it cannot be submitted now.
closed-typed = What you just typed is not saved: no nominations are taken here now. It stands below; copy what you need.
closed-your-draft = Your draft
closed-read = Read what you filled in
closed-now = What you can do now
closed-take-over = You can also begin a nomination to the Party organisation with this draft. The statement and the consents are given anew, files are added anew, and this draft is kept.
    .do = Begin with it

# The receipt
receipt = Your nomination has arrived
receipt-number = Your receipt number. Give it when you look up the progress or call.
receipt-name = Name
receipt-post = Filed for
    .words = { $to ->
        [post] { $post }, { $unit } ({ $number })
       *[other] { $post }
    }
receipt-clauses = Clauses named
receipt-at = Submitted
    .zone = { " Beijing time" }
receipt-mail = Receipt by email
    .words = To { $mail }
receipt-track = See the progress
receipt-others = See other posts
receipt-next = What happens next
receipt-unit = Screens your papers and meets you
receipt-group = Its members give their opinions, then it approves
receipt-prefecture = Reviews and issues the official reply
receipt-letters = What you will receive
    .each = A letter each time the case changes hands. If something is missing, a letter says what to correct and by when.
    .withdraw = Until there is a result you can withdraw at any time.
receipt-whom = Whom to ask
    .unit = Papers and meetings
    .progress = Progress

# All of them
track = My nominations
track-none = You have not nominated yourself yet.
track-posts = See the posts
track-drafts = Not submitted yet
track-filed = Submitted
track-go-on = Go on: { $post }
track-draft = Draft
track-saved = Saved on { $day }
track-receipt = Receipt
track-account = Sign-in

# One of them
status-received = Received, to be screened by { $unit }
status-at-screening = Being screened by { $unit }
status-at-intention = { $unit } is discussing a preliminary intention with you
status-at-recommendation-opinion = { $unit } is writing its recommendation
status-at-group-approval = With the coordination group for approval
status-at-prefecture-review = Under review by the prefecture
status-waiting = Waiting for you
status-replied = The official reply has been issued
status-rejected = Not approved by { $holder }
status-withdrawn = You have withdrawn
status-what = { $to ->
    [post] { $who }, for { $post } at { $unit }. Receipt
    [unit] { $who }, to { $unit } without a post. Receipt
   *[party] { $who }, to the Party organisation. Receipt
}
status-hands = Stages
status-now = Now
status-lead = Your papers have been with { $holder } since { $since }. This step is promised by { $due }, in { $days ->
    [one] 1 working day
   *[other] { $days } working days
}.
status-lead-soon = Your papers have been with { $holder } since { $since }. This step is promised by { $due }.
status-lead-today = Your papers have been with { $holder } since { $since }. This step is promised for today, { $due }.
status-lead-past = Your papers have been with { $holder } since { $since }. This step was promised by { $due }, which has passed.
status-lead-late = Your papers have been with { $holder } since { $since }. This step was promised by { $due } and is { $days ->
    [one] 1 working day
   *[other] { $days } working days
} overdue.
status-nothing-to-do = There is nothing you need to do.
status-unit-calls = { $unit } will get in touch with you; watch your telephone and email.
status-then = We will write to { $mail } when something changes.
status-after = If you have heard nothing by { $due }, call
    .number = { " and give the receipt number." }
status-after-now = You may call
status-estimated = The holidays of one of the years counted have not been announced yet, so the date is an estimate.
status-reply = Official reply
    .number = Number
    .on = Issued
    .clause = Rests on
    .then = Next, { $unit } handles the formalities.
status-rejection = Why
    .reason = Reason
    .words = Officer’s words
    .by = Decided by
    .remedy = Now you can
status-can = You can
status-withdraw = Until there is a result, without giving a reason. You may nominate yourself again later.
status-receipt = See the receipt
    .what = Number, time, clauses named
status-ask = Ask the unit
status-ask-office = Ask the office
status-others = See other posts
    .what = You may nominate yourself again
status-log = So far

hand-received = Received
    .what = Filed by you
hand-employing-unit = Screened by the unit
    .what = { $unit }
hand-coordination-group = Coordination group
    .what = Led by the Organisation Department
hand-prefecture = Prefecture review
    .what = Prefecture Organisation Department
hand-reply = Official reply
    .what = Issued with its number
    .when = Follows the review
hand-withdrawn = Withdrawn
    .what = By you
hand-days = { $days ->
    [one] 1 working day
   *[other] { $days } working days
}
hand-since = Since { $from }
hand-since-due = Since { $from }, due { $due }
hand-since-due-estimated = Since { $from }, due { $due } (estimated)
hand-between = { $from } to { $to }
hand-returned = Returned
hand-rejected = Not approved

log-filed = You filed the nomination
log-filed-under = You filed the nomination under { $clauses }
log-at-screening = { $unit } began its screening
log-at-intention = You passed the screening by { $unit }, which now discusses an intention with you
log-at-recommendation-opinion = An intention was reached; { $unit } began its recommendation
log-at-group-approval = { $unit } recommended you and passed the case to the coordination group
log-at-prefecture-review = The coordination group approved and passed the case to the prefecture
log-returned = Returned to { $to } by { $from }
log-replied = The prefecture approved and issued its reply { $number }
log-rejected = Not approved by { $holder }
log-withdrawn = You withdrew the nomination

withdraw = Withdraw
withdraw-what = { $to ->
    [post] { $post }, { $unit }
   *[other] { $post }
}
withdraw-then = Those who handle it are told at once and stop. While the post is open, you may nominate yourself for it again.
withdraw-reason = Why you withdraw (optional)
    .hint = At most 500 characters; those who handle the nomination see it
withdraw-do = Withdraw this nomination
withdraw-not = Do not withdraw
withdraw-moved = Something happened after you opened this page. Look at the progress first; press once more if you still want to withdraw.

# In letters: who has the case, and what they do with it.
letter-holder-organisation-department = the Organisation Department
letter-holder-coordination-group = the coordination group
letter-holder-prefecture = the Prefecture Organisation Department
letter-day-estimated = { $day } (estimated)
letter-doing-screening = it is being screened
letter-doing-intention = a preliminary intention is being discussed
letter-doing-recommendation-opinion = the recommendation opinion is being written
letter-doing-group-approval = it is being considered for approval
letter-doing-prefecture-review = it is under review

# Without a post
start = Nominate yourself
start-sub = There are three ways. All use the same form, give you a receipt and are handled alike.
    .link = Nominate yourself without a post
start-post = For a post
    .how = If a post of the catalogue suits you, nominate yourself on its page.
    .do = See the posts
start-unit = To an employing unit
    .how = If no post suits you but you want to work at a unit, turn to it without a post.
    .choose = Employing unit
    .none = The list of units has not arrived yet. Please come back in a while.
start-party = To the Party organisation
    .how = If you do not know which unit needs you, turn to the Party organisation. The Organisation Department receives it for the coordination group and looks for a unit; you are asked before one gets your papers.
start-do = To the form
start-other = Recommend somebody
    .how = If you know the right person, recommend them: we write to them and they decide.
    .do = Recommend somebody

# Asked of the applicant
asked = Please correct
asked-by = Please answer { $holder }
asked-by-day = Please answer { $holder } by { $day }
asked-by-estimated = Please answer { $holder } by { $day } (an estimate)
asked-by-past = Please answer { $holder }. The last day, { $day }, has passed; you can still answer, and the officer decides how it goes on
asked-reason = Reason
asked-parts = Parts to correct
between-parts = { "; " }
asked-words = Officer’s words
asked-remedy = What to do
asked-late = The last day has passed
asked-do = Correct it
asked-then = It goes back to whoever asked and continues from there. What you filed before is kept too.
items = Evidence asked for item by item
item-how = A file or a few words are an answer. When every item has one, submit the correction.
item-open = Not answered
item-answered = Answered
item-files = Add a file
item-words = Answer in words
item-why = What you want to say
    .hint = If you do not have it, say why, or when you can send it.
item-do = Save
letter-item = { $name } ({ $shows })
correct = { $to ->
    [party] Correct: to the Party organisation
   *[other] Correct: { $post }
}
correct-submit = Submit the correction
correct-private = Below is what you filed. Correct it, then submit; until then the officers see what you filed before.
contest = Ask for a reconsideration
contest-until = Possible until { $day }, once
contest-until-estimated = Possible until { $day } (an estimate), once
contest-then = Somebody who did not make the decision looks at it again: it stands, or it is lifted and your nomination goes on where it was. You see both decisions.
contest-words = Why you do not agree (optional)
    .hint = What is wrong with the decision, and which paper shows it. What you sent is still there.
contest-do = Ask for it
contest-not = Do not ask
contest-section = Reconsideration
contest-first = First decision
contest-first-was = Not approved by { $holder } on { $day }: { $reason }
contest-yours = Your reasons
contest-second = Second decision
contest-open = { $holder } has not decided yet
contest-upheld = Upheld by { $holder } on { $day }
contest-reopened = Lifted by { $holder } on { $day }; your nomination goes on
contest-second-words = Second officer’s words
status-contested = Being reconsidered by { $holder }
log-contested = You asked for a reconsideration
log-reopened = The rejection was lifted; { $holder } goes on
log-upheld = The decision was upheld
proposed = Please answer
proposed-do = Answer
proposed-then = Until you agree, this unit sees none of your papers.
status-asks-unit = Please answer: may this unit have your papers?
unit-asks = May { $unit } have your papers?
unit-asks-how = If you agree, it sees all that you typed and begins its screening. If not, the Organisation Department looks for another unit.
unit-asks-unit = The unit
unit-answer = Your answer
    .hint = This consent is version { $version }
unit-agree = I agree that all that I typed is handed over to { $unit }, which handles this nomination
unit-refuse = I do not agree that it is handed over to { $unit }
unit-answer-do = Submit the answer
unit-answer-later = Answer later
log-waiting = You were asked for an answer by { $holder }
log-corrected = You sent a correction
log-answered = You answered
log-at-routing = The Organisation Department began to look for a unit
status-at-routing = The Organisation Department is looking for a unit
letter-doing-routing = a unit is being looked for
hand-organisation-department = Finding a unit
    .what = Organisation Department
receipt-routing = Receives it and looks for a unit; you are asked before one gets your papers
receipt-a-unit = The unit that is found
