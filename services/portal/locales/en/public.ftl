nav = Main
nav-posts = Posts
nav-track = Progress
nav-measures = Policy
