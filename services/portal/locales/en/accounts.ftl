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
account-code-elsewhere = What you typed is still on the page that you came from: enter the digits there to go on with it. Here you only sign in.
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
addresses = My addresses
addresses-how = Each of them signs in. Letters go to one.
    .one = It signs you in and gets the letters. With a second one you still get in when you lose it.
addresses-now = In use
addresses-letters = Gets the letters
addresses-signs-in = Signs in only
addresses-mail = Address
addresses-use = Use
addresses-since = Since
addresses-do = Change
addresses-choose = Send letters here
    .which = Send letters to { $mail }
addresses-remove = Remove
    .which = Remove { $mail }
addresses-then = Both are told of every change. When one is removed, whoever is signed in elsewhere is signed out.
addresses-add = Add a second address
    .how = We send 6 digits to it; enter them here and it signs in too.
addresses-add-mail = Second address
    .hint = One that you read yourself, for example at home
addresses-send = Send the 6 digits
addresses-asked = A code was sent to { $mail } and was not entered yet.
addresses-asked-do = Enter it
address-code = Enter the 6 digits from the email
address-code-sent = Sent to { $mail }, valid for { $minutes ->
    [one] 1 minute
   *[other] { $minutes } minutes
}. Once they are entered, this address signs in to your account.
address-code-do = Add the address
address-code-not = Not now
address-removal = Remove this address?
    .then = It signs in no more, and letters go to { $other }. Whoever is signed in elsewhere is signed out, and both addresses are told.
    .back = To have it back, you add it again with a code.
address-removal-do = Remove it
address-removal-not = Keep it
letter-address-added = { $mail } was added to your account; either address signs in.
letter-address-chosen = Letters about your account go to { $mail } from now on.
letter-address-removed = { $mail } is no longer an address of your account. It does not sign in any more, and whoever was signed in elsewhere is signed out.
letter-address-act = See the addresses
letter-address-mend = If this was not you, sign in at once and remove the address that you do not know; that also signs out whoever is signed in elsewhere. If you cannot sign in any more, call the number for advice at the foot of the site.
letter-address-gone-act = Open the site
letter-address-gone-mend = If this was not you, call the number for advice at the foot of the site: this address cannot sign in to the account any more.
