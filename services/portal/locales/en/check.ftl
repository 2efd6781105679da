check = Check your eligibility
check-description = No account, one question a page: which clause of the Measures you meet, which posts are open under it, and what would follow.
check-how = One question a page, then your answers are held against Articles 10 and 11. No account, and no name.
check-kept = Your answers are in this page alone. We do not keep them; they are gone when you close it.
check-place = Question { $place } of { $of }
check-end = Result
check-next = Continue
check-back = Previous question
check-answer-yes = Yes
check-answer-no = No
check-degree = What is your highest degree?
check-level = Highest degree
check-study = Where did you take it?
check-school = School
    .hint = The name on the certificate; a school renamed later keeps its name of then
check-country = Where the school is
    .china = Chinese mainland
check-discipline = Discipline
check-study-form = Form of study
check-year = Year of the degree
    .hint = For example 2021. If you are still studying, the year you expect
check-month = Month (may be left empty)
check-month-short = Month
check-further = Which other degree do you have? (No. { $number })
check-further-level = Level of the degree
check-more = Add another degree
    .why = If you have other degrees, add them too: any one of them can be the one that counts, such as a bachelor’s of a Double First-Class university below a master’s of another.
check-drop = Remove this degree
check-placement = Where did you go after graduating?
    .legend = Since graduating
check-work = What work do you do now?
check-employer-kind = Kind of employer
check-position-level = Level of the position
check-years = Years of work in total
check-in-yining = Do you work in Yining now?
check-business = Do you run a business in Yining, or come to run one?
check-title = Have you a professional title or a skill level?
check-title-level = Level of the professional title
check-skill = Skill level
check-standing = Which of these do you have?
    .legend = Tick all that hold; if none does, just continue
check-sector = Which sector do you work in?
    .label = Sector
    .hint = Art. 11(1) and (2) look at the sectors of Art. 3 alone. Leave it empty if yours is not among them
    .left-out = Nothing to add if yours is not among those of Art. 3
check-result = { $met ->
    [0] { $open ->
        [0] Your answers meet none of the clauses yet
        [one] One clause needs evidence or a person’s judgement
       *[other] { $open } clauses need evidence or a person’s judgement
    }
    [one] { $open ->
        [0] You meet one clause
        [one] You meet one clause, and one more needs evidence or a person’s judgement
       *[other] You meet one clause, and { $open } more need evidence or a person’s judgement
    }
   *[other] { $open ->
        [0] You meet { $met } clauses
        [one] You meet { $met } clauses, and one more needs evidence or a person’s judgement
       *[other] You meet { $met } clauses, and { $open } more need evidence or a person’s judgement
    }
}
check-not-decided = Meeting any one of them is enough to nominate yourself. This only compares with the text: nothing is decided here, and nothing you wrote was kept.
check-nominate = Nominate yourself
check-change = Change my answers
check-answers = Your answers
check-answer-none = Not answered
check-standing-none = None ticked; compared as having none of them
check-left-out = Not answered
    .how = Leave out what you are not sure of. The result lists it, and it is not held against you.
    .why = What you left out is not held against you: whatever turns on it says “not known yet”. Answer it to compare again.
check-clauses = Clause by clause
check-clause = Clause
check-outcome = Compared
check-why = Why
check-evidence = Evidence to bring:{ " " }
check-posts = Posts open under these clauses
check-posts-none = No post is open under these clauses at present.
check-posts-no-clause = What you stated meets none of the clauses yet, so no posts are listed here.
check-posts-list = See all posts
check-unmet = { $count ->
    [one] One condition is not met by what you stated
   *[other] { $count } conditions are not met by what you stated
}
    .how = You can nominate yourself all the same: people judge. Where a condition says “or”, one of its parts is enough.
check-posts-all = { $posts ->
    [one] See the one post
   *[other] See all { $posts } posts
}
check-openly = You can also nominate yourself without a post, to a unit or the Party organisation.
    .clause = Art. 16
check-follows = What would follow
check-follows-why = { $stands ->
    [none] By what you stated you meet none of the clauses yet, so none of this is yours. Answering what you left out may change that.
    [open] Only once evidence or a person’s judgement shows that you meet one of the clauses above. Reckoned for “{ $mode }” at this kind of unit ({ $unit }); another way brings other things. Recognition and the contract set the amounts.
   *[met] Reckoned for “{ $mode }” at this kind of unit ({ $unit }); another way brings other things. Recognition and the contract set the amounts.
}
check-follows-if = What would usually follow if you met one of them
