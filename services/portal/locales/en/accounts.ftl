account-sign-in = Sign in by email
account-sign-in-how = No account to make, no password. We send 6 digits to your email address; enter them and you are signed in.
account-sign-in-then = The nomination form comes next. You can save it half filled in and go on later with the same address.
account-sign-in-kept = Your sign-in had ended and the last step was not saved. Everything you typed is still here; go on once you are signed in.
account-mail = Email address
    .hint = For example wang@example.com
account-send-code = Send the 6 digits
account-mail-use = What the address is for
    .for = Signing in, your receipt, and letters when something changes. We send nothing else.
    .who = Until you submit a nomination, only you see what you typed. After that, those who handle the nomination see your address.
account-code = Enter the 6 digits from the email
account-code-sent = Sent to { $mail }. They are valid for { $minutes ->
    [one] 1 minute
   *[other] { $minutes } minutes
}
account-code-whose = Enter the address that received the email, then the digits in it
account-code-kept = Everything you typed is still here. Enter the digits to go on.
account-code-label = 6 digits
    .hint = From the latest email you received
account-enter = Sign in
account-no-mail = No email yet?
    .look = It usually takes less than a minute. Look in your spam folder, and check the address for mistakes.
account-code-again = Send it again, or to another address
account-not-counted = This is not possible for a moment. Nothing was changed. Try again in { $seconds } seconds.
account-too-often = Too many tries. Try again in { $minutes ->
    [one] 1 minute
   *[other] { $minutes } minutes
}
account-sign-out = Sign out
account-signed-in-as = You are signed in as { $mail }
