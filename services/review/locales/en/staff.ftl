nav-inbox = Inbox
nav-ended = Ended
nav-posts = Catalogue
comma = {", "}
sign-out = Sign out

sign-in = Sign in to the staff desk
sign-in-sub = Sign-in name, password, and the six digits of your authenticator
login = Sign-in name
password = Password
code = Code
code-hint = Six digits from the authenticator app; they change every 30 seconds and work once
sign-in-do = Sign in

# The inbox
inbox-title = ({ $count }) { $heading }
heading-inbox = Waiting for me
heading-others = Waiting for others
heading-applicant = Waiting for the applicant
heading-ended = Ended
open-next = Open the next one
tabs = Time limits
tab-all = All
tab-late = Overdue
tab-today = Due today
tab-soon = Within three working days
tab-later = Later
tab-applicant = With the applicant
tab-others = Waiting for others
tab-ended = Ended
group = { $name }: { $count }
col-due = Due
col-name = Applicant
col-receipt = Receipt
col-act = What I do
col-ending = Outcome
col-post = Post and unit
col-clauses = Clauses
col-used = Used/limit
col-before = Hand before
late-by = { $days ->
    [one] 1 working day overdue
   *[other] { $days } working days overdue
}
before = { $name }, { $day }
before-applicant = Applicant, { $day }
empty = Nothing is waiting here.
empty-ended = Nothing has ended yet.
empty-no-hand = Your role handles no nominations; nothing will wait for you here.
waits-for-applicant = Waiting for the applicant’s answer
without-post = Without a post
applicant = Applicant
pages = Pages
previous-page = Previous page
next-page = Next page

# A case
origin = { $receipt }, { $by ->
    [referral] recommended by others
   *[self] self-nomination
}, { $day }
due = Due { $day }
due-estimated = Due about { $day } (that year’s holidays are not announced yet)
used = { $used } of { $limit } working days used
to-act = Go to the next act
hands = The hands of Art. 13 and 14
unit-not-yet = Employing unit, not found yet
by-on = { $day }, { $name }
since = Since { $day }
times-returned = returned { $times ->
    [1] once
    [2] twice
   *[other] { $times } times
}
filed = What was filed
remark = The applicant’s statement
fact-post = Post
fact-mode = Mode and sector
fact-document = Document
fact-contact = Contact
fact-degrees = Degrees
fact-title = Title and skill
fact-work = Present work
fact-sector = Sector filed
fact-standing = Standing and results
fact-orcid = ORCID iD
fact-placement = After graduating
fact-voices = Recommended by
voice = { $name } ({ $relationship }): { $why }
degree-proof = to be looked up under { $proof }
in-month = { $month }/{ $year }
years = { $years } years of work
clauses = Clauses
col-clause = Clause
col-outcome = Evaluation
col-why = Why
col-evidence = Evidence wanted
claimed = Claimed by the applicant
revision = Revision { $revision }
revision-late = Revision { $revision }, after the time limit
changed-nothing = nothing was changed
changed-gone = taken out
changed-masked = changed; the part that changed is masked
shown-then = Shown at filing as “{ $outcome }”
policy = Filed under version { $then } of the policy data, evaluated now under { $now }. An evaluation informs; a person decides.
log = So far
log-filed = Filed
log-filed-words = under { $clauses }
log-moved = Passed on
log-returned = Returned
log-returned-words = to { $to }: { $reason }
log-corrected = Corrected
log-sent-back = dealt with, sent back to the hand that returned it
log-went-on = went on without the correction
log-proposed = Unit proposed
log-agreed = Applicant agreed
log-refused = Applicant refused
log-recalled = took the proposal back
log-step = { $name } ({ $role }): { $act }
log-replied = Official reply
log-rejected = Not approved
log-withdrawn = Withdrawn
ending-replied = Official reply
ending-rejected = Not approved
ending-withdrawn = Withdrawn by the applicant
rejected-by = { $holder }; the reason rests on { $clause }
rests-on-clause = Rests on { $clause }
rests-on-none = Rests on no clause (open point O10)
decided-under = Decided under version { $policy } of the policy data
requested = Evidence asked for item by item
item-about = { $shows }. Asked by { $name } on { $day }, due { $by }
item-open = Waiting for the applicant
item-answered = Answered
item-late = Answered after the time limit
item-went-on = Went on without it
open-return = Returned
open-proposal = Unit proposed
returned-from = From { $from } to { $to }
returned-parts = To correct: { $parts }, within { $days ->
    [one] 1 working day
   *[other] { $days } working days
}
waiting = Who has it now
waiting-for = { $holder }: { $act }. You can read it but not act on it.

# The act
ruling = Ruling
refuse = Not approved
refuse-hint = The applicant is told the reason and the clause; the case ends here
return = Return it
return-hint = It comes back to you with the correction, or when the earlier hand has dealt with it
return-to = Return to
return-to-hint = The applicant corrects what was filed; an earlier hand does its part again
return-reason = Why it is returned
reason-for-applicant = To the applicant: { $reason }
reason-for-hand = To a hand: { $reason }
sections = Parts to be corrected
sections-hint = For the applicant only
items = Evidence item by item (optional)
items-hint = For the applicant only. A line for each item: what it is to show, and what is wanted. They answer each with files or in words.
item-shows = Item { $number }: to show
item-name = Item { $number }: what is wanted
days = Time limit, in working days
days-hint = For the applicant only; 1 to 60
unit = Unit
unit-hint = The applicant is asked first. The unit sees nothing before they agree.
rests-on = Rests on
rests-on-hint = Needed when you agree. The applicant sees it.
reason = Reason
reason-hint = Only when you do not approve
to-applicant = Words for the applicant, or for the hand it goes back to
to-applicant-hint = Optional; it is sent as you write it
words = Opinion
words-hint = For the file. The applicant does not see it.
act-do = Submit

# Audit
audit = Audit trail
audit-lead = This is the trail of the review service, newest first. The portal and notify keep trails of their own; the operator exports all of them with yincai audit export. Opening this page and exporting are recorded too.
audit-key = Check an export with yincai audit verify; the public key of its signature is
audit-export = Export all
audit-search = Search
audit-empty = There is no such entry.
audit-number = Number
audit-at = Time
audit-who = Who
audit-actor = Who (sign-in name or id)
audit-deed = What was done
audit-subject = Subject
audit-day = Day (2026-11-25)
audit-detail = Detail
audit-trace = Request
not-sealed-yet = Not sealed yet
actor-officer = staff
actor-applicant = applicant
actor-visitor = visitor
actor-service = system
actor-operator = operator

# Deeds in the audit trail
deed-case-open = Case opened
deed-case-correct = Correction received
deed-case-hand-over = Answer on the unit received
deed-case-withdraw = Withdrawn by the applicant
deed-case-extract = Filled in what lists show of older cases
deed-case-list = Looked at the list
deed-case-look = Looked at a case
deed-case-unmask = Looked at what is masked
deed-case-pass = Passed on
deed-case-return = Returned
deed-case-propose = Proposed a unit
deed-case-reply = Official reply
deed-case-reject = Not approved
deed-evidence-look = Looked at evidence
deed-letter-follow = Told of a letter that reached nobody
deed-letter-ask-again = Asked to send a letter again
deed-plan-issue = Issued a plan
deed-officer-hire = Opened an account
deed-officer-lock = Locked an account
deed-officer-unlock = Unlocked an account
deed-officer-reset = Reset password and authenticator
deed-officer-sign-in = Signed in
deed-officer-token = Signed in by API
deed-officer-token-renewed = Renewed a sign-in by API
deed-officer-token-copied = Ended a copied sign-in by API
deed-officer-token-revoked = Signed out by API
deed-officer-step-up = Gave a new code
deed-officer-sign-out = Signed out
deed-officer-end-session = Ended a session of their own
deed-officer-end-other-sessions = Ended all other sessions of their own
deed-audit-list = Looked at the audit trail
deed-audit-export = Exported the audit trail
deed-backup-create = Made a backup
deed-backup-restore = Restored a backup
deed-database-copy = Moved the database
deed-outbox-replay = Published the events again
deed-event-park = Put an event aside
deed-event-retry = Tried a parked event again
deed-event-find = Took an event that had been missing
deed-event-skip = Skipped a parked event
deed-due-park = Put aside what fell due
deed-form-keep = Kept what was typed until its owner has signed in again
deed-form-forget = Forgot what had been typed
deed-parked-note = Told of a parked event
deed-parked-strike = Told that a parked event is settled
deed-parked-retry = Asked to try a parked event again
deed-parked-skip = Asked to skip a parked event
deed-housekeeping-plan = Planned the nightly housekeeping

# Details in the audit trail
detail-fact = { $name }: { $value }
detail-between = {"; "}
detail-long = Show all
detail-purpose = Purpose
detail-fields = Looked at
detail-actor = Who
detail-deed = What was done
detail-subject = Subject
detail-day = Day
detail-file = File
detail-reason = Reason

# Step-up
step-up = Give a new code
step-up-sub = Before what comes next, confirm again that it is you. It holds for five minutes.
step-up-hint = Six digits from your authenticator app. The code you signed in with cannot be used again; wait for the next one.
step-up-do = Continue

# Looking at what is masked
unmask = Look at what is masked
unmask-sub = Each look is in the audit trail: who, when, what and why.
unmasked = In full
purpose = Purpose
purpose-hint = It is kept in the audit trail, where auditors read it
purpose-contact = To reach the candidate
purpose-verification = To check against the originals
purpose-document = To write an opinion, a reply or another document
purpose-inspection = To audit or inspect
masked = What to look at
masked-document-number = Number of the document
masked-phone = Telephone
masked-mail = Email
unmask-do = Look

# Letters that were not delivered
nav-letters = Letters
letters = Letters that were not delivered
letters-about = Letters that the recipient’s server took are not listed. Those it did not take come first: once the cause is mended, they can be sent again. Those delivered after that come last.
letters-none = There are none.
col-letter = Letter
col-recipient = Recipient
col-end = Outcome
col-when = When
col-trouble = What went wrong
trouble-connection = The mail server could not be reached
trouble-encryption = No encrypted session with the mail server
trouble-greeting = The mail server did not open a session
trouble-sign-in = The mail server did not accept our sign-in
trouble-refused = The recipient’s mail server refused the letter
trouble-put-off = The mail server kept putting the letter off
trouble-own = The letter could not be prepared here
col-attempts = Attempts
col-again = Send again
letter-again = Send again
again-sub = It is sent as it was first written; the recipient’s mail program recognises it as the same letter.
again-reason = Why it is sent again
again-reason-hint = At most 200 characters. The audit trail keeps it: write nothing personal.
letter-asked = Asked for again
letter-end-failed = Not delivered
letter-end-expired = Expired unsent
letter-end-handed-over = Delivered when sent again
letter-mail-code = Sign-in code
letter-nomination-received = Nomination received
letter-case-moved = Passed to the next office
letter-case-replied = Official reply
letter-case-rejected = Not approved
letter-nomination-withdrawn = Withdrawal confirmed
letter-correction-asked = Correction asked for
letter-draft-reminder = Reminder of a draft
letter-correction-reminder = Reminder to correct
letter-correction-received = Correction received
letter-hand-over-asked = Question about a unit
letter-referral-invitation = Recommended by somebody
letter-referral-reminder = Recommendation unanswered
letter-referral-declined = Recommendation declined
letter-referral-filed = Recommended person has filed
