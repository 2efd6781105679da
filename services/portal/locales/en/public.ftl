nav-posts = Posts
nav-nominate = Nominate
nav-track = Progress
nav-measures = Policy
