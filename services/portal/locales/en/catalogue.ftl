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
posts-facet-kind = Employer
posts-facet-rest = The other { $count } sectors
posts-either = { $one } or { $other }
posts-several-sector = { $first } or { $others } more sectors
posts-several-mode = { $first } or { $others } more modes
posts-several-kind = { $first } or { $others } more kinds of employer
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
posts-order = Closing soonest
posts-places = { $places ->
    [one] 1 place
   *[other] { $places } places
}
posts-none-open = No posts are open at present.
posts-none-found = No posts.
posts-without = Without “{ $filter }”: { $posts }
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
post-follows-why = What comes with introduction by “{ $mode }” to this kind of unit ({ $unit }). Recognition and the contract set the amounts.
post-perhaps = Depending on the person
post-perhaps-why = These come too where the circumstances are as stated. A person decides on them; nothing is decided here.
post-hands = Who decides
post-contact = Contact
post-ask = Enquiries
post-printed = Printed from { $address } as of { $day }. The catalogue on the site prevails.
posts-openly = { "No post that suits you? You can " }
    .alone = nominate yourself without one
    .or = { " or " }
    .others = recommend somebody
    .end = { "." }
