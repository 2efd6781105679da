evidence-identity = Identity document
evidence-other = Other papers
evidence-none = No evidence
evidence-pages = { $kind } with { $count ->
    [one] 1 page
   *[other] { $count } pages
}
evidence-about = { $kind }, { $size }
evidence-about-smaller = { $kind }, { $size }, made smaller from { $from }
evidence-otherwise = Its name ends like another kind of file; what is in it is { $kind }
evidence-scanned = Each file was scanned for viruses when it came, and nothing was found. Each time one is opened is on record.
evidence-not-scanned = The files have not been scanned for viruses: no scanner was configured when they came. Scan them on your own machine before you open them. Each time one is opened is on record.
