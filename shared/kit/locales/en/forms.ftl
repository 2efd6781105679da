errors-found = { $count ->
    [one] 1 thing to correct before you go on
   *[other] { $count } things to correct before you go on
}
choose = Choose one
page-too-old-button = Send again
form-was-left = What you typed before is back in the form. It has not been sent yet: check it, then send it.
