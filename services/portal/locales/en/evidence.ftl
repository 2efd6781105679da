evidence = Evidence
evidence-for = { $to ->
       *[post] { $post }, { $unit }
        [unit] { $post }
        [party] { $post }
    }
evidence-how = Upload each file where it is asked for, one at a time. A picture taken with your phone will do. JPEG, PNG, WebP and PDF are taken, at most { $size } a file and { $most } files in all.
evidence-later = You may submit without all of it; the employing unit returns the nomination to you if it needs to see more. Only you and those who review this nomination can open these files. Where and when a picture was taken is left out of it, and a very large one is made smaller.
evidence-shut = It has been submitted, so files can no longer be added or removed. If it is returned to you, they can.
evidence-identity = Identity document
    .wants = The sides that show your photograph and the number
evidence-other = Other papers
    .wants = Anything not asked for above that you want to be seen
evidence-asked = Asked for by the officer. { $about }
evidence-none = No evidence yet
evidence-count = { $count ->
        [one] 1 file uploaded
       *[other] { $count } files uploaded
    }
evidence-missing = none so far for { $clauses }
evidence-pages = { $kind } with { $count ->
    [one] 1 page
   *[other] { $count } pages
}
evidence-about = { $kind }, { $size }, uploaded { $at }
evidence-made-smaller = Made smaller from { $from } to { $to }.
evidence-made-upright = Turned upright.
evidence-otherwise = Its name ends like another kind of file, but its content is { $kind }. It was taken as that.
evidence-added = “{ $name }” has arrived.
evidence-removed = Removed.
evidence-left = The file did not arrive, because you had been signed out. Choose it again.
evidence-unscanned = Files cannot be checked for viruses at the moment and none is taken unchecked, so this one was not kept. What you typed is still here. In { $minutes ->
    [one] 1 minute
   *[other] { $minutes } minutes
} choose the file again and upload it; you can also continue and add it later.
evidence-remove = Remove { $name }
evidence-take-off = Remove
evidence-label = What it is (optional)
    .hint = For example “Degree certificate, page 2”
evidence-file = Choose a file, or take a picture
evidence-upload = Upload
evidence-back = Continue
evidence-back-to-way = See the progress
