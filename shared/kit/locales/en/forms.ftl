errors-found = { $count ->
    [one] 1 thing to correct before you go on
   *[other] { $count } things to correct before you go on
}
choose = Choose one
page-too-old-button = Send again
