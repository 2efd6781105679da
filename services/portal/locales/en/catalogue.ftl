posts-title = Posts
posts-colon = { ": " }
posts-comma = { ", " }
posts-description = Posts for high-level and urgently needed talent in Yining: conditions, entitlements and closing dates.
posts-open = { $posts ->
    [one] 1 post
   *[other] { $posts } posts
} open, { $places ->
    [one] 1 place
   *[other] { $places } places
}
posts-document = { ", " }
posts-issued-before = { ", issued " }
posts-issued-after = { "" }
posts-policy = , made under version { $version } of the data on the articles
    .clause = Art. 29
posts-none-issued = No catalogue has been issued yet. It is published here once it is.
posts-unread = { $count ->
    [one] One part of the address could not be read and was
   *[other] { $count } parts of the address could not be read and were
} not used as a filter.
posts-filters = { $count ->
    [0] Filters
   *[other] Filters ({ $count } chosen)
}
posts-facets = Filters
posts-show = Show results
posts-fold = Close
posts-facet-sector = Sector
posts-facet-mode = Mode
posts-facet-kind = Kind of employer
posts-facet-closing = Closing
posts-facet-unit = Employer
posts-facet-degree = Lowest degree named
posts-facet-category = Category
posts-facet-pay = Pay a year, as stated
posts-facet-all = All { $count }
posts-facet-rest = The other { $count }
posts-either = { $one } or { $other }
posts-several-sector = { $first } or { $others } more sectors
posts-several-mode = { $first } or { $others } more modes
posts-several-kind = { $first } or { $others } more kinds of employer
posts-several-closing = { $first } or { $others } more closing times
posts-several-unit = { $first } or { $others } more employers
posts-several-degree = { $first } or { $others } more degrees
posts-several-category = { $first } or { $others } more categories
posts-several-pay = { $first } or { $others } more bands of pay
posts-unit-unknown = an employer not in the catalogue
posts-search = Search
posts-search-label = Search the posts
posts-search-hint = Post, discipline or employer
posts-searched = “{ $words }”
posts-chips = Chosen filters, press to remove
posts-chips-none = Remove all
posts-number = { $posts ->
    [one] 1 post
   *[other] { $posts } posts
}
posts-found = { $posts ->
    [one] 1 post
   *[other] { $posts } posts
}, { $places ->
    [one] 1 place
   *[other] { $places } places
}
posts-order-closing = Closing soonest
posts-order-newest = Newest
posts-order-relevance = Best match
posts-places = { $places ->
    [one] 1 place
   *[other] { $places } places
}
posts-none-open = No posts are open at present.
posts-none-found = No posts.
posts-none-advice = You can also try another word, or fewer of them.
posts-without = Without “{ $filter }”: { $posts }
posts-awaited = Search is being made ready
posts-awaited-why = The posts are here already; searching them by words takes a moment longer. What you typed is kept.
posts-awaited-again = Search again
posts-without-any = Without any filter: { $posts }
posts-past-the-end = There are no more posts after this.
posts-from-the-start = Start from the first
posts-pages = Pages
posts-prev = Previous page
posts-next = Next page
posts-in-all = { $posts ->
    [one] 1 post
   *[other] { $posts } posts
} in all
closing-week = Within a week
closing-month = Within a month
closing-until-filled = Open until filled
degree-bachelor = Bachelor
degree-master = Master
degree-doctor = Doctor
degree-unnamed = No degree named
pay-under-100k = Below 100,000 yuan
pay-100k-200k = From 100,000 yuan
pay-200k-300k = From 200,000 yuan
pay-from-300k = From 300,000 yuan
pay-unstated = By the day, an allowance, or not stated
until-days = { $days ->
    [0] Closes today
    [1] 1 day left
   *[other] { $days } days left
}
until-over = Closed
until-open = Open
until-filled = until filled
post-department = , supervised by { $department }
post-number = . Post { $number }
post-document-before = , in the catalogue{ " " }
post-document-after = .
post-stop = .
post-description = { $unit }: { $title }, { $places ->
    [one] 1 place
   *[other] { $places } places
}. { $need }. Closes { $day }.
post-description-open = { $unit }: { $title }, { $places ->
    [one] 1 place
   *[other] { $places } places
}. { $need }. Open until filled.
post-until = Closes
post-last-day = (that day included)
post-wanted = To be filled
post-mode = Mode
post-sector = Sector
post-quota = Staffing
post-quota-special = Special quota
post-nominate = Nominate yourself
post-over = This post closed on { $day } and takes no more nominations.
post-not-yet = This post takes nominations from { $day }.
post-duties = What you would do
post-place = Place of work: { $place }.
post-conditions = Conditions
post-conditions-why = “This post” marks what the unit asks for; the rest comes from the Measures.
post-own = This post
post-entitlements = Entitlements
post-pay = Pay
post-pay-own = As the unit states
post-follows-why = What comes with introduction by “{ $mode }” to this kind of unit ({ $unit }). Recognition and the contract set the amounts.
post-perhaps = Depending on the person
post-perhaps-why = These come too where the circumstances are as stated. A person decides on them; nothing is decided here.
post-hands = Who decides
post-contact = Contact
post-ask = Enquiries
post-printed = Printed from { $address } as of { $day }. The catalogue on the site prevails.
posts-take = Take this list with you:{ " " }
posts-and = { ", " }
posts-take-narrow = As Excel or CSV there are { $most } posts at most: narrow the list first.
sheet-number = Post number
sheet-title = Post
sheet-unit = Employer
sheet-kind = Kind of employer
sheet-department = Supervising department
sheet-sector = Sector
sheet-mode = Mode
sheet-wanted = Places
sheet-need = Who is needed
sheet-conditions = Conditions
sheet-basis = Categories (clauses)
sheet-pay = Pay
sheet-place = Place of work
sheet-quota = Special quota
sheet-opens = Opens
sheet-closes = Closes
sheet-contact = Contact
sheet-address = Address
sheet-yes = Yes
sheet-no = No
calendar-closes = Closing day: { $title } ({ $unit })
place-city = Yining
place-region = Xinjiang
post-calendar = Calendar
post-calendar-file = Closing day (ICS)
post-print = Printing
post-print-how = Print from the browser; the page is laid out for A4
post-code = QR code of this page’s address
post-code-what = Scan it to open the page on a phone, or pass it on
post-similar = Similar posts
posts-stop = { ". " }
posts-openly = { "No post that suits you? You can " }
    .alone = nominate yourself without one
    .or = { " or " }
    .others = recommend somebody
    .end = { "." }
compared = { $all ->
    [one] Of one condition compared with your answers: { $met } met, { $not } not met, { $open } left to a person, needing evidence or not known
   *[other] Of { $all } conditions compared with your answers: { $met } met, { $not } not met, { $open } left to a person, needing evidence or not known
}
compared-note = Only what was stated and can be compared is compared; of conditions with an “or” between them one is enough. Posts are not put in order by it and it keeps nobody out: people judge.
compared-words = Words alone, for a person to read
