errors-found = { $count ->
    [one] 1 thing to correct before you go on
   *[other] { $count } things to correct before you go on
}
choose = Choose one
page-too-old-button = Send again
form-was-left = What you had typed before you signed in again stands in the form. It was not sent yet: look at it, then send it.
