# Interpretations
interpretations = Interpretations
interpretations-description = Published interpretations of what the Measures of Yining City for Introducing High-Level and Urgently Needed Talent leave open: questions and answers, each with its clause.
interpretations-lead = By the Organisation Department with the departments concerned: questions and answers, each with its clause.
interpretations-article = Art. 28
interpretations-of-article = { $article }. { $heading }
interpretations-none = No interpretation has been published yet. What the text leaves open is read as the page of the Measures says, and decided by a person.
interpretations-ended = Those that hold no more
interpretations-ended-why = What was decided under one while it held stands.
interpretation = Interpretation
interpretation-settles = { $case }: { $said }
interpretation-by = The Organisation Department with { $seats }
interpretation-published-before = {"published on "}
interpretation-published-after = {""}
interpretation-holds-before = {"holds from "}
interpretation-holds-after = {""}
interpretation-ended-before = {"holds no more from "}
interpretation-ended-after = {""}
