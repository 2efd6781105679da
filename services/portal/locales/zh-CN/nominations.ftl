comma = ，
gap = { "" }
group = 市工作协调小组
prefecture = 州党委组织部
office = 市委组织部人才办
holder-organisation-department = 市委组织部
holder-coordination-group = 工作协调小组
holder-prefecture = 州党委组织部
by-day = { $day }前
by-day-estimated = { $day }前（估计）
further-days = 再{ $days }个工作日

# The form
nominate = { $to ->
    [party] 向党组织自荐
   *[other] 申报{ $post }
}
nominate-open = { $to ->
    [party] 由{ $unit }受理，替您找接收单位，随时可以申报
   *[other] { $unit }，不选岗位，随时可以申报
}
about-unit = { $unit }（不选岗位）
about-party = 党组织
about-number = { $number }号岗位
nominate-closes = { $unit }，{ $day }截止，还有{ $days }天
nominate-closes-today = { $unit }，今天截止
nominate-until-filled = { $unit }，招满为止
nominate-private = 提交以前，只有您看得到。不收费，不用到现场。
nominate-saved-at = 上次保存：{ $at }。
nominate-just-saved = 已保存。可以关掉页面，下次从“进度”接着填。
nominate-who = 一、您是谁
nominate-name = 姓名
    .hint = 和证件上一样，任何文字都可以
nominate-phone = 电话
    .hint = 能找到您的号码，例如+86 139 0000 0000
nominate-document = 证件种类
nominate-number = 证件号码
    .hint = 照着证件填
nominate-passport = 发护照的国家（只有护照要填）
    .short = 发护照的国家
nominate-past = 二、学历和经历
nominate-level = 学位
nominate-school = 学校
    .hint = 写证书上的校名。学校后来合并或改名的，写当时的名字。
nominate-country = 学校在哪里
    .china = 中国内地
nominate-discipline = 专业
    .hint = 写证书上的专业
nominate-study-form = 学习形式
nominate-part-time = 在职、业余、函授、同等学力申请学位
answer-yes = 是
answer-no = 不是
nominate-year = 获得学位的年月
    .hint = 例如2021和6。还在读的，写预计的年月。
    .year = 年
    .month = 月
    .after-year = 年
    .after-month = 月
nominate-placement = 毕业以后
    .hint = 按最高学位毕业以后的情况选
nominate-employer = 现在的工作单位
nominate-employer-kind = 单位性质
nominate-position = 职务
nominate-position-level = 职位高低
nominate-years = 一共工作了几年
    .hint = 写满的年数，例如4
nominate-in-yining = 现在是不是在伊宁工作
nominate-business = 是不是在伊宁经营企业，或者要来伊宁经营
nominate-title-level = 职称级别
nominate-title-name = 职称名称
    .hint = 例如副主任医师。没有可以不填。
nominate-skill = 技能等级
nominate-standing = 学术和成果
    .legend = 您有哪些
    .hint = 没有的不用选。选了的，办理时要看证明材料。
nominate-orcid = ORCID（没有可以不填）
    .hint = 16位，例如0000-0002-1825-0097
nominate-proof = 在线验证码或认证编号（可以以后补）
    .hint = 国内学位写学信网的在线验证码，16位；国（境）外学位写教育部留学服务中心的认证编号。有它，办理的人可以直接查验。
nominate-clauses = 三、对照条款
nominate-sector = 行业领域
    .hint = { $to ->
        [post] 《办法》第三条的27个行业领域之一。已经按这个岗位选好，不对可以改。
       *[other] 《办法》第三条的27个行业领域之一。
    }
nominate-claimed = 您认为符合哪几条
    .hint = 选一条就可以申报。每一条下面写着对照您已填内容的结果和要看的材料。都不符合的，在补充说明里写您的情况。
nominate-wanted = 这个岗位按这一条引进。
nominate-remark = 补充说明（可以不写）
    .short = 补充说明
    .hint = 最多2000字
nominate-consents = 四、同意和提交
    .how = { $count }份同意书，分别同意。都同意才能提交，保存草稿不需要。
nominate-submit = { $to ->
    [party] 提交自荐
   *[other] 提交申报
}
nominate-save = 保存，先离开
nominate-then = 提交后马上有回执，同时发到您的邮箱。结果出来以前随时可以撤回。

# Consents. A change of meaning needs a new version of the purpose in `ConsentKind::version`.
consent-version = 这是第{ $version }版。
consent-changed = 您同意的是第{ $agreed }版，后来改过，这是第{ $version }版，请看过再同意一次。
consents-changed = 您同意以后内容改过，请再同意一次
consent-review = { $to ->
    [party] 我同意市委组织部、市工作协调小组和州党委组织部查看我填的全部内容，用来审查这份申报。
   *[other] 我同意{ $unit }、市工作协调小组和州党委组织部查看我填的全部内容，用来审查这份申报。
}
    .short = 审查用
    .hint = 包括证件号码和电话。只用于审查这份申报。
consent-hand-over = 我同意把我填的全部内容转交给{ $unit }，由它办理这份申报。
    .short = 转交用人单位用
    .hint = 转交后，它可以打电话、写邮件找您。
consent-mail = 我同意用邮件把回执和进度发到{ $mail }。
    .short = 邮件通知用
    .hint = 只发与这份申报有关的邮件。

sofar = 对照到现在
sofar-note = 用您已保存的内容对照《办法》，每次保存后更新。这不是决定。
sofar-unknown = 另有{ $count }款，要看还没填的内容，现在对照不了。

# The list of tasks
tasks-lead = { $all }项里填好了{ $done }项。可以不按顺序填，每填一页都会保存，下次从“进度”接着填。
tasks-begin = 开始填：{ $task }
tasks-go-on = 接着填：{ $task }
tasks-todo = 还没填
tasks-begun = 填到一半
tasks-done = 已填好
tasks-wait = 还不能填
tasks-wait-check = 还不能提交
tasks-todo-check = 可以提交
tasks-optional = 没有可以不填
tasks-evidence-later = 填好任何一项后可以上传
tasks-check = 核对后提交
tasks-check-later = 要填的填好、填错的改好后可以提交
tasks-before = 您在{ $day }提交过一份，可以照着它先填好。补充说明和同意书要重新写、重新同意。
tasks-fill = 用上次提交的填
resume = 用JSON Resume文件先填好
resume-how = 文件里的姓名、电话、ORCID、学历和工作会先填进各项，您再逐项核对、补全。文件本身不保存。身份证件、条款和同意书要自己填。
resume-file = JSON Resume文件
    .hint = 扩展名是.json，最大{ $most }；格式见jsonresume.org
resume-send = 用它先填好
resume-not = 不用了，直接填写
resume-taken = 已照文件先填好。请逐项看一遍，把没有的补上。
resume-left = 文件里这些没有用上：{ $sections }。
resume-volunteer = 志愿服务
resume-awards = 奖项
resume-certificates = 证书
resume-publications = 论著
resume-skills = 技能
resume-languages = 语言
resume-interests = 兴趣
resume-references = 推荐语
resume-projects = 项目
tasks-filled = 已照上次提交的填好。请逐项看一遍，再写同意书。
tasks-filled-from-draft = 已照原来的草稿填好，原来的草稿也还在。请逐项看一遍，补充说明和同意书要重新写。
tasks-notes = 说明
tasks-days = { $days }天没有改动的草稿会自动删除，连同已传的材料；删除以前发邮件提醒您。
task-person = 姓名和电话
task-document = 身份证件
task-education = 学历学位
task-work = 工作经历
task-title = 职称和技能等级
task-achievements = 学术和成果
task-sector = 行业领域
task-clauses = 对照的条款
task-consents = 同意书

# One question a page
ask-continue = 保存，继续
ask-overwrite = 用这一页的，继续
ask-all-kept = 您填的都已保存，改好后再继续；也可以先离开。
ask-changed-elsewhere = 这一页的内容刚才在别的地方改过，您这一次还没有保存。选留哪一份。
ask-saved-elsewhere = 那边保存的
ask-keep-elsewhere = 留那边保存的
ask-typed-here = 您在这一页填的
ask-person = 您是谁，怎么找您？
ask-document = 您用哪种证件？
ask-degree = 您的最高学位
ask-degree-before = 您的第{ $number }个学位
ask-degree-remove = 删掉这个学位
ask-placement = 毕业以后怎样？
ask-work = 您现在在哪里工作？
ask-experience = 您工作了多久，在不在伊宁？
ask-title = 您有什么职称和技能等级？
ask-achievements = 您有哪些学术称号和成果？
ask-sector = 您属于哪个行业领域？
ask-clauses = 对照条款
ask-consents = 您的同意
ask-evidence = 要看的材料：{ $evidence }
ask-reading = 现在这样理解：{ $reading }
degrees = 您的学位
degrees-how = 最高的写在最前面。更早的学位，对照条款时也看。
degrees-continue = 没有别的了，继续
degrees-more = 再加一个学位
school-listed = 已保存的“{ $school }”在{ $years }年公布的“双一流”名单里。
school-not-listed = 已保存的“{ $school }”不在“双一流”名单里。要是在，请写全称，或者从提示里选。
school-perhaps = 已保存的“{ $school }”不在“双一流”名单里，名单里有“{ $listed }”。
school-rule = 今天有效的名单是{ $now }年公布的。
school-rule-before = 获得学位时还没有名单，今天有效的是{ $now }年公布的。
school-rule-award = 获得学位时有效的名单是{ $award }年公布的，今天有效的是{ $now }年公布的。
answer-none = 没有填
answer-month = { $year }年{ $month }月
answer-consents = 您同意的

# Check your answers
look-over = 核对后提交
look-over-how = 逐项看一遍，不对的可以改。提交以后，要等退回才能再改。
look-over-experience = 工作年限和地点
look-over-marked = 下面标出来的改好后才能提交。您填的都还在。
look-over-moved = 刚才在别的地方改过。下面是现在的内容，请再看一遍。
look-over-conditions = 这个岗位的条件
look-over-change = 修改
look-over-change-what = 修改：{ $what }
look-over-later = 先不提交
look-over-closed = 您填过的
    .how = 草稿只有您看得到，现在不能提交，可以照着抄，也可以删除。
    .files = 看已传的材料
discard = 删除这份草稿
discard-how = { $count ->
    [0] 填过的都会删掉，找不回来。
   *[other] 填过的和已传的{ $count }个文件都会删掉，找不回来。
}
discard-referrers = { $names }的推荐不会删除：在到期以前，您可以用推荐信里的链接再答复。
discard-do = 删除
discard-not = 不删，回去
discard-done = 草稿已经删除。

closed = { $post }现在不接受申报
closed-since = { $unit }，已于{ $day }截止
closed-until = { $unit }，{ $day }开始申报
closed-unlisted = { $unit }，这个岗位已经不在岗位目录里
closed-gone = 岗位目录里没有这个岗位，可能刚刚撤销
closed-unit = 这个单位已经不在引才单位里
closed-unit-draft = 您向这个单位填的草稿还在，没有提交，现在也不能提交。您可以看，也可以随时删除。
closed-unit-instead = 可以另选一个单位，或者向党组织自荐。
closed-unit-others = 另选一个
closed-draft = 您为这个岗位填的草稿还在，没有提交，现在也不能提交。您可以看，也可以随时删除。
closed-instead = 可以看看现在接受申报的岗位，也可以不选岗位，向用人单位或者党组织自荐。
closed-others = 看其他岗位
closed-open = 不选岗位，自荐
closed-saved = 您刚才填的已保存在草稿里，但是现在不能提交。
closed-typed = 您刚才填的没有保存：这里现在不能申报。填的内容在下面，需要的请先抄下来。
closed-your-draft = 您的草稿
closed-read = 看填过的内容
closed-now = 现在可以做什么
closed-take-over = 也可以照这份草稿，先填好一份向党组织的自荐。补充说明和同意书要重新写，已传的材料要重新传，这份草稿还留着。
    .do = 照它填一份自荐

# The receipt
receipt = 已收到您的申报
receipt-number = 回执编号。查进度、打电话时报这个号。
receipt-name = 申报人
receipt-post = 申报
    .words = { $to ->
        [post] { $post }，{ $unit }（{ $number }）
       *[other] { $post }
    }
receipt-clauses = 对照条款
receipt-at = 提交时间
    .zone = ，北京时间
receipt-mail = 回执邮件
    .words = 发往{ $mail }
receipt-track = 看办理进度
receipt-others = 看其他岗位
receipt-next = 接下来
receipt-unit = 审查材料，约您面谈
receipt-group = 成员单位会签，审批
receipt-prefecture = 审核，下达批复
receipt-letters = 您会收到
    .each = 经手的单位每变一次，发一封邮件。有要补正的，邮件写明补什么、哪天以前补。
    .withdraw = 结果出来以前，您随时可以撤回。
receipt-whom = 有事找谁
    .unit = 材料和面谈
    .progress = 进度

# All of them
track = 我的申报
track-none = 您还没有申报过。
track-posts = 看岗位
track-drafts = 还没有提交
track-filed = 已经提交
track-go-on = 接着填：{ $post }
track-draft = 草稿
track-saved = { $day }保存
track-receipt = 回执编号
track-account = 登录

# One of them
status-received = 已收到，等{ $unit }审查
status-at-screening = { $unit }正在审查
status-at-intention = { $unit }和您商谈意向
status-at-recommendation-opinion = { $unit }正在写推荐意见
status-at-group-approval = 工作协调小组正在审批
status-at-prefecture-review = 州党委组织部正在审核
status-waiting = 等您补正
status-replied = 批复已经下达
status-rejected = { $holder }不予同意
status-withdrawn = 您已撤回申报
status-what = { $to ->
    [post] { $who }申报{ $unit }“{ $post }”，回执编号
    [unit] { $who }向{ $unit }自荐，不选岗位，回执编号
   *[party] { $who }向党组织自荐，回执编号
}
status-hands = 办理阶段
status-now = 现在
status-lead = 您的材料从{ $since }起在{ $holder }，承诺{ $due }前办完这一步，还有{ $days }个工作日。
status-lead-soon = 您的材料从{ $since }起在{ $holder }，承诺{ $due }前办完这一步。
status-lead-today = 您的材料从{ $since }起在{ $holder }，承诺今天（{ $due }）办完这一步。
status-lead-past = 您的材料从{ $since }起在{ $holder }，承诺{ $due }前办完这一步，日子已经过了。
status-lead-late = 您的材料从{ $since }起在{ $holder }，承诺{ $due }前办完这一步，逾期{ $days }个工作日。
status-nothing-to-do = 您现在不用做什么。
status-unit-calls = { $unit }会联系您，请留意电话和邮件。
status-then = 有变化时会发邮件到{ $mail }。
status-after = 过了{ $due }还没有消息，可以拨打
    .number = 询问，报回执编号就行。
status-after-now = 可以拨打
status-estimated = 计算到的年份里有节假日还没有公布，这个日期是估计的。
status-reply = 批复
    .number = 文号
    .on = 下达日期
    .clause = 依据
    .then = 接下来由{ $unit }办理引进手续。
status-rejection = 为什么
    .reason = 理由
    .words = 经办人的话
    .by = 谁决定的
    .remedy = 现在可以
status-can = 您可以
status-withdraw = 结果出来以前可以，不用说明理由；撤回后可以重新申报
status-receipt = 看回执
    .what = 编号、提交时间、对照条款
status-ask = 问用人单位
status-ask-office = 问受理的部门
status-others = 看其他岗位
    .what = 可以再申报
status-log = 经过

hand-received = 已收到
    .what = 您本人提交
hand-employing-unit = 用人单位审查
    .what = { $unit }
hand-coordination-group = 协调小组审批
    .what = 市委组织部牵头
hand-prefecture = 州里审核
    .what = 州党委组织部
hand-reply = 批复
    .what = 下达文号
    .when = 随审核结果
hand-withdrawn = 已撤回
    .what = 您本人撤回
hand-days = { $days }个工作日
hand-since = { $from }起
hand-since-due = { $from }起，{ $due }前
hand-since-due-estimated = { $from }起，{ $due }前（估计）
hand-between = { $from }至{ $to }
hand-returned = 退回
hand-rejected = 不予同意

log-filed = 您提交申报
log-filed-under = 您提交申报，对照{ $clauses }
log-at-screening = { $unit }开始审查
log-at-intention = { $unit }审查通过，和您商谈意向
log-at-recommendation-opinion = 意向谈成，{ $unit }写推荐意见
log-at-group-approval = { $unit }同意推荐，转工作协调小组
log-at-prefecture-review = 工作协调小组同意，转州党委组织部
log-returned = { $from }退回{ $to }
log-replied = 州党委组织部审核同意，下达批复{ $number }
log-rejected = { $holder }不予同意
log-withdrawn = 您撤回申报

withdraw = 撤回申报
withdraw-what = { $to ->
    [post] { $unit }“{ $post }”
   *[other] { $post }
}
withdraw-then = 撤回后，办理的单位马上会知道，不再继续办理。这个岗位还没截止的话，可以重新申报。
withdraw-reason = 为什么撤回（可以不写）
    .hint = 最多500字，办理的单位会看到
withdraw-do = 撤回这份申报
withdraw-not = 不撤回
withdraw-moved = 您打开这一页以后，有了新的进展。先看看进度，还要撤回就再按一次。

# In letters: who has the case, and what they do with it.
letter-holder-organisation-department = 市委组织部
letter-holder-coordination-group = 市工作协调小组
letter-holder-prefecture = 州党委组织部
letter-day-estimated = 估计{ $day }
letter-doing-screening = 正在审查
letter-doing-intention = 正在谈初步意向
letter-doing-recommendation-opinion = 正在写推荐意见
letter-doing-group-approval = 正在审批
letter-doing-prefecture-review = 正在审核

# Without a post
start = 申报
start-sub = 自荐有三种办法，都用同一张表，一样有回执、一样办理。
    .link = 不选岗位自荐
start-post = 申报岗位
    .how = 岗位目录里有合适的，到岗位页面申报。
    .do = 看岗位
start-unit = 向用人单位自荐
    .how = 没有合适的岗位，但想到某个单位工作：不选岗位，直接向它自荐。
    .choose = 用人单位
    .none = 用人单位的名册还没有到，请过一会儿再来。
start-party = 向党组织自荐
    .how = 不知道哪个单位需要您：直接向党组织自荐。市委组织部代协调小组受理，替您找单位；交给哪个单位，先问您同意不同意。
start-do = 去填表
start-other = 推荐别人
    .how = 认识合适的人，可以推荐：我们写信问对方，由对方决定。
    .do = 去推荐

# Asked of the applicant
asked = 请您补正
asked-by = { $holder }请您补正或者答复
asked-by-day = { $holder }请您在{ $day }前补正或者答复
asked-by-estimated = { $holder }请您在{ $day }前（估计）补正或者答复
asked-by-past = { $holder }请您补正或者答复，期限{ $day }已过；还可以办，怎么办由经办人决定
asked-reason = 理由
asked-parts = 要补正的部分
between-parts = 、
asked-words = 经办人的说明
asked-remedy = 怎么做
asked-late = 期限已过
asked-do = 去补正
asked-then = 补正以后回到请您补正的单位，接着办理；以前的版本也都留着。
items = 逐项要的材料
item-how = 每一项传一个文件，或者写明情况，都算答复。全部答复了，再提交补正。
item-open = 还没有答复
item-answered = 已答复
item-files = 传文件
item-words = 用文字说明
item-why = 您的说明
    .hint = 没有这份材料的，写明为什么，或者什么时候能交。
item-do = 保存
letter-item = { $name }（{ $shows }）
correct = { $to ->
    [party] 补正：向党组织自荐
   *[other] 补正：{ $post }
}
correct-submit = 提交补正
correct-private = 下面是您上次填的，改好再提交。提交以前，经办人看到的还是上一版。
contest = 申请复核
contest-until = { $day }前可以申请，只有一次
contest-until-estimated = { $day }前（估计）可以申请，只有一次
contest-then = 由没有作过原决定的人复核：维持原决定，或者撤销，从原来的环节接着办理。两次决定您都看得到。
contest-words = 您不同意的理由（可以不写）
    .hint = 原决定哪里不对，看哪份材料。原来的材料都在，不用重传。
contest-do = 提交复核申请
contest-not = 不申请
contest-section = 复核
contest-first = 原决定
contest-first-was = { $holder }{ $day }不予同意：{ $reason }
contest-yours = 您的理由
contest-second = 复核结果
contest-open = { $holder }在复核，还没有结果
contest-upheld = { $holder }{ $day }维持原决定
contest-reopened = { $holder }{ $day }撤销原决定，接着办理
contest-second-words = 复核的人的说明
status-contested = 在复核：{ $holder }
log-contested = 您申请复核
log-reopened = 复核撤销原决定，{ $holder }接着办理
log-upheld = 复核维持原决定
proposed = 请您答复
proposed-do = 去答复
proposed-then = 您同意以前，这个单位看不到您的任何材料。
status-asks-unit = 请您答复：能不能交给这个单位
unit-asks = 您的材料能不能交给{ $unit }
unit-asks-how = 同意以后，它看到您填的全部内容，开始审查；不同意的，市委组织部另找单位。
unit-asks-unit = 接收单位
unit-answer = 您的答复
    .hint = 这份同意书是第{ $version }版
unit-agree = 我同意把我填的全部内容转交给{ $unit }，由它办理这份申报
unit-refuse = 不同意交给{ $unit }
unit-answer-do = 提交答复
unit-answer-later = 以后再答复
log-waiting = { $holder }请您补正或者答复
log-corrected = 您已补正
log-answered = 您已答复
log-at-routing = 市委组织部在找接收单位
status-at-routing = 市委组织部在找接收单位
letter-doing-routing = 正在找接收单位
hand-organisation-department = 受理，找单位
    .what = 市委组织部
receipt-routing = 受理，替您找单位，交给它以前先问您
receipt-a-unit = 接收单位
