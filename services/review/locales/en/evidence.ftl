evidence-identity = Identity document
evidence-other = Other papers
evidence-none = No evidence
evidence-about = { $kind }, { $size }
evidence-otherwise = Its name ends like another kind of file; what is in it is { $kind }
evidence-not-scanned = The files have not been scanned for viruses: no scanner is configured here. Scan them on your own machine before you open them. Each time one is opened is on record.
