# Recommenders
recommenders = Recommenders
recommenders-lead = Art. 4: the secretary of the city Party committee is number one; the leaders of the city’s four bodies and the heads of its units, townships and sub-districts are recommenders too. An office is registered, not a person.
recommenders-to = The register of recommenders
recommender-add = Enter a recommender
recommender-number = Number
recommender-number-hint = Number 1 is the secretary of the city Party committee
recommender-tier = Tier
recommender-title = Office
recommender-title-zh = Office in Chinese
recommender-title-en = Office in English
recommender-unit = Unit
recommender-unit-zh = Unit in Chinese
recommender-unit-en = Unit in English
recommender-close-means = It is a recommender no more, and its number can be given again; what it recommended stays. This cannot be taken back.
deed-recommender-add = Enter a recommender
deed-recommender-change = Change a recommender
deed-recommender-close = Close a recommender
