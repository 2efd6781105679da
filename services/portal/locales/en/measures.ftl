measures-crumb = Policy
measures-description = The Measures article by article: sectors, modes, kinds of talent, and what the text leaves open.
measures-issued = Made by { $issuer }
measures-version = Version { $version } of our data on the articles
measures-since-before = { ", in force here since " }
measures-since-after = { "" }
measures-articles = Articles
measures-authentic = These are our summaries, not the text. The official Chinese text is authentic and is not reproduced here.
measures-unwritten = { $count ->
    [one] 1 more article has
   *[other] { $count } more articles have
} no summary yet.
measures-sectors = Sectors
measures-modes = Modes
measures-mode = Mode
measures-categories = Kinds of talent
measures-kinds = Employing units
measures-seats = Members
measures-plan = Hands of the annual plan
measures-case = Who decides
measures-open = Left open
measures-open-why = { $count ->
    [one] There is 1 point
   *[other] There are { $count } points
} that the Measures do not settle. Art. 28 leaves their interpretation to the Organisation Department with the departments concerned; until it speaks the question stays open. This site goes by the careful reading below; what turns on it is judged by a person, not by a program.
measures-open-here = { $count ->
    [one] 1 point concerns
   *[other] { $count } points concern
} this article. Art. 28 leaves their interpretation to the Organisation Department with the departments concerned; until it speaks the question stays open. This site goes by the careful reading below; what turns on it is judged by a person.
measures-reading = Careful reading: { $reading }
measures-summary = Summary
measures-article-title = { $number }, { $heading }
measures-of = { $number } of the { $measures }
measures-named = Named
measures-silent = Not mentioned
measures-contradicted = Not possible
measures-silent-why = Not mentioned is not forbidden: the articles are silent, and the careful reading allows it.
measures-evidence = Needs evidence: { $evidence }
measures-days = { $days } working days
measures-promised = The Measures set no number of days; these are the city’s own promise.
measures-comma = { ", " }
measures-between = { ", " }
