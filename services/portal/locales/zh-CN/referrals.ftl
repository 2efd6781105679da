referral-target = { $to ->
    [post] { $unit }“{ $post }”岗位
    [unit] { $unit }（不选岗位）
   *[party] 党组织（由它找接收单位）
}

# Recommending somebody
post-refer = 推荐别人
refer = { $to ->
    [party] 向党组织推荐人选
   *[other] 推荐人选：{ $post }
}
refer-open = { $to ->
    [party] 由{ $unit }受理，替对方找接收单位，随时可以推荐
   *[other] { $unit }，不选岗位，随时可以推荐
}
refer-how = 您认识合适的人，就写下来。我们写信问对方，由对方决定，您不替对方填材料。
refer-closed = { $to ->
   *[post] 这个岗位现在不接受申报，也不能推荐。
    [unit] 这个单位已经不在引才单位里，不接受申报，也不能推荐。
}
refer-closed-typed = 您写的在下面，没有寄出，也没有保存。可以带着它改向党组织推荐，接着写；不带的，需要的请先抄下来。
refer-closed-take-along = 带着它，向党组织推荐
refer-closed-open = 不选岗位，推荐别人
refer-leaf = 第{ $number }页，共4页：{ $heading }
refer-next = 继续
refer-back = 上一页
refer-you = 您是谁
refer-name = 您的姓名
    .hint = 对方会看到是谁推荐的
refer-mail = 您的邮箱
    .hint = 例如wang@example.com，最后用邮件里的6位数字确认
refer-recommender = 推荐员编号（可以不填）
    .hint = 您是在册的推荐员才填，例如23。编号不核实，审核的人会看到是您自称的
refer-as = 您以{ $recommender }的身份推荐
recommender-named = { $number }号推荐员（{ $unit }{ $title }）
refer-relationship = 您和对方的关系
refer-nominee = 您推荐谁
refer-nominee-name = 姓名
    .hint = 任何文字都可以，对方以后自己核对
refer-nominee-mail = 邮箱
    .hint = 我们的信寄到这里。除了这两项，不问别的
refer-language = 用什么文字写信
refer-language-zh-CN = 中文
refer-language-en = English
refer-why = 为什么推荐
refer-words = 推荐的话
    .hint = 几句话，最多500个字。对方和审核的人会看到，不要写对方的证件号码和电话
refer-check = 看一遍，再寄出
refer-then = 寄出以后
    .letter = 我们给对方写一封信，里面的链接{ $days }天有效（岗位先截止的，到截止那天为止），只能用一次。
    .decides = 接受的，草稿就归对方，由对方改、填、提交；谢绝的，您写的内容随即删除。在对方提交以前，没有人审核。
    .allows = 后来怎么样，对方允许您知道多少，您就能看到多少。
    .ends = 对方一直不答复，{ $days }天后推荐到期，内容删除。
refer-agreed = 我同意告诉对方是我推荐的
    .hint = 包括姓名、关系、推荐的话，填了推荐员编号的也包括编号和职务。对方提交以后，审核的人也会看到。
refer-send = 写信给对方
refer-code-next = 按下以后先用邮件里的数字确认您的邮箱，确认了才寄出。

# The three ways
refer-start = 推荐别人
refer-start-sub = 推荐有三种办法。我们写信问对方，由对方决定，您不替对方填材料。
refer-start-post = 推荐到岗位
    .how = 岗位目录里有合适的，到岗位页面点“推荐别人”。
    .do = 看岗位
refer-start-unit = 向用人单位推荐
    .how = 没有合适的岗位，但对方适合到某个单位工作：不选岗位，直接向它推荐。
refer-start-party = 向党组织推荐
    .how = 不知道哪个单位需要对方：直接向党组织推荐。对方接受并提交以后，市委组织部代协调小组受理，替对方找单位；交给哪个单位，先问对方同意不同意。
refer-start-do = 去推荐
refer-start-other = 为自己申报
    .how = 想来的是您自己，就自己申报，不用别人推荐。
    .do = 去申报

# Those one recommended
referrals = 我推荐的人
referrals-sent = 已经寄出。对方答复以后，这里会有变化。
referrals-none = 您还没有推荐过人。
referrals-more = 再推荐一个人
referrals-on = 推荐于
referrals-as = 以{ $recommender }的身份
referrals-deleted = 姓名已经删除
referrals-waiting = 等对方答复
    .note = 您现在不用做什么。
referrals-answered = 对方已经答复
    .note = 以后的事，对方没有选择告诉您。
referrals-accepted = 已经接受
    .note = 对方正在填，还没有提交。
referrals-filed = 已经申报
    .note = { $day }提交，您推荐的话一并交给了审核的单位。
referrals-followed = 已经申报
    .note = 对方允许您看公开的进度：
referrals-declined = 谢绝了
    .note = { $day }谢绝。
referrals-expired = 到期了
    .note = 对方没有答复，{ $day }到期。

# The nominee's answer
invitation = { $referrer }推荐了您
invitation-whom = 写给{ $nominee }
invitation-decide = 接不接受由您决定。在您接受、填好并提交以前，没有人审核。只是打开这一页，不算答复。
invitation-what = 推荐的内容
invitation-about = { $to ->
    [post] 岗位
    [unit] 用人单位
   *[party] 推荐给
}
invitation-referrer = 推荐人
invitation-recommender = 自称
invitation-relationship = 关系
invitation-why = 推荐的话
invitation-shut = { $to ->
   *[post] 这个岗位现在不接受申报，这份推荐接受不了。链接没有用掉，您也可以谢绝。
    [unit] 这个单位已经不在引才单位里，这份推荐接受不了。链接没有用掉，您也可以谢绝。
}
invitation-instead = 您可以自己申报，不用推荐：选现在接受申报的岗位，或者不选岗位，向用人单位或者党组织自荐。
invitation-accept = 接受
    .then = 接受以后，这份申报就是您的：姓名请您核对，其余由您填，想好了再提交，也可以不提交。收到这封信的邮箱还没有账号的，会直接登录；已有账号的，要用邮件验证码登录。
    .do = 接受，去填申报
invitation-sharing = 推荐人可以知道什么
invitation-sharing-nothing = 只知道我答复了
invitation-sharing-filed = 知道我提交了申报
invitation-sharing-milestones = 知道我提交了申报，并且看得到公开的进度
invitation-decline = 谢绝
    .then = 谢绝以后，推荐的内容随即删除。我们只告诉推荐人您谢绝了。
    .do = 谢绝
invitation-reason = 原因（可以不选）
    .hint = 不告诉推荐人，只留作记录
invitation-renew = 寄一个新的链接
invitation-ended-unknown = 这个链接打不开推荐
    .then = 可能网址没有抄全，可能已经答复过，也可能推荐已经到期删除。您接受过的申报，登录后在“进度”里。
invitation-ended-answered = 这份推荐已经答复过
    .then = 链接只能用一次。您接受过的，用收到信的邮箱登录，在“进度”里接着填。
invitation-ended-link-ended = 这个链接过了时限
    .then = 推荐还在等您答复。我们可以往原来的邮箱再寄一个新的链接。
invitation-ended-renewed = 新的链接已经寄出
    .then = 寄到了原来的邮箱，一般一分钟内会到。
invitation-ended-declined = 您已经谢绝
    .then = 推荐的内容已经删除，推荐人只知道您谢绝了。您不用再做什么。
invitation-ended-accepted = 您已经接受这份推荐
    .then = 这个邮箱已有账号，凭这个链接不能登录。请用收到信的邮箱和验证码登录，在“进度”里接着填；本机登录着别的账号的，请先退出。
nominate-accepted = 您接受了推荐，这份草稿是您的了。姓名是推荐人写的，请核对；其余由您填，想好了再提交。
status-joined = 您接受了推荐：推荐的话已经并入这份申报，审核的人会看到。
track-referrals = 我推荐的人

# What referrers may know, changed by the nominee
sharing = 推荐人可以知道什么
sharing-can = 改推荐人看得到的内容
sharing-from-now = 从保存起算，推荐人已经看到的收不回来。推荐人在“我推荐的人”里看，我们不为此写信。
sharing-nobody = 这份申报没有人推荐，没有人看得到。
sharing-saved = 已改好。
sharing-save = 保存
sharing-save-for = 保存{ $referrer }可以知道什么
sharing-back = 返回申报
