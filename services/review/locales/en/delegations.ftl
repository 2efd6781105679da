# Delegations
delegations = Delegations
delegations-lead = While you are away, a colleague of another hand acts at yours in the annual plans. Each act bears both names; whoever stands in cannot pass it on, and nobody stands in who declared an interest or acted at another hand of the same plan.
delegation-of = Away
delegation-to = Stands in
delegation-to-hint = A colleague of another hand who sees the whole plan
delegation-when = Days
delegation-days = { $from } to { $until }
delegation-state = State
delegation-on = In force
delegation-coming = Not begun
delegation-over = Over
delegation-end = End it
delegation-make = Have a colleague stand in
delegation-from = First day
delegation-until = Last day
deed-delegation-make = Had a colleague stand in
deed-delegation-end = Ended a delegation
