check = 先自查条件
check-description = 不用登录，一页一个问题，看看符合《办法》哪一条，有哪些岗位和待遇。
check-how = 一页一个问题，答完对照第十条、第十一条。不用登录，也不用写姓名。
check-kept = 您的回答只在这个页面里，我们不保存。关掉页面就没有了。
check-place = 第{ $place }题，共{ $of }题
check-end = 结果
check-next = 继续
check-back = 上一题
check-answer-yes = 是
check-answer-no = 不是
check-degree = 您的最高学位是什么？
check-level = 最高学位
check-study = 这个学位是在哪里读的？
check-school = 学校
    .hint = 写证书上的校名。学校后来合并或改名的，写当时的名字
check-country = 学校在哪里
    .china = 中国内地
check-discipline = 专业
check-study-form = 学习形式
check-year = 获得学位的年份
    .hint = 例如2021。还在读的，写预计的年份
check-month = 月份（可以不填）
check-month-short = 月份
check-further = 您还有哪个学位？（第{ $number }个）
check-further-level = 学位
check-more = 再加一个学位
    .why = 还有别的学位的，也加上，其中一个符合就行。例如硕士不在“双一流”高校读，本科在。
check-drop = 去掉这个学位
check-placement = 毕业以后去了哪里？
    .legend = 毕业以后
check-work = 您现在做什么工作？
check-employer-kind = 单位性质
check-position-level = 职位高低
check-years = 一共工作了几年
check-in-yining = 现在是不是在伊宁工作
check-business = 是不是在伊宁经营企业，或者要来伊宁经营
check-title = 您有职称或技能等级吗？
check-title-level = 职称级别
check-skill = 技能等级
check-standing = 下面哪些是您有的？
    .legend = 有哪些勾哪些，都没有就直接继续
check-sector = 您做哪个行业？
    .label = 行业领域
    .hint = 第十一条（一）（二）只看第三条列出的行业。不在里面的不用选
    .left-out = 不在第三条列出的行业里的，不用补
check-result = { $met ->
    [0] { $open ->
        [0] 您的回答还不符合任何一条
       *[other] 有{ $open }条要看材料或由人判断
    }
   *[other] { $open ->
        [0] 您符合{ $met }条
       *[other] 您符合{ $met }条，还有{ $open }条要看材料或由人判断
    }
}
check-not-decided = 符合任何一条就可以申报。这里只对照条文，没有作出决定，也没有保存您填的内容。
check-nominate = 去申报
check-change = 改我的回答
check-answers = 您的回答
check-answer-none = 没有填
check-standing-none = 没有勾选，按都没有对照
check-left-out = 没有回答的
    .how = 说不准的可以不填，结果里会列出来，不算您不符合。
    .why = 没有回答的不算不符合，用得着它的地方写着“还不知道”。补上就重新对照。
check-clauses = 逐条对照
check-clause = 条款
check-outcome = 对照
check-why = 为什么
check-evidence = 要带的材料：
check-posts = 按这些条款开放的岗位
check-posts-none = 现在没有按这些条款开放的岗位。
check-posts-no-clause = 按您填的还不符合哪一条，所以这里没有列岗位。
check-posts-list = 看全部岗位
check-unmet = 有{ $count }项条件，您填的不符合
    .how = 不符合也可以申报，由人判断。一项条件里写了“或者”的，符合其中一样就行。
check-posts-all = 看全部{ $posts }个岗位
check-openly = 也可以不选岗位，直接向用人单位或党组织自荐。
    .clause = 第十六条
check-follows = 以后的待遇
check-follows-why = { $stands ->
    [none] 按您填的，现在哪一条都还不符合，所以还没有属于您的待遇。没有回答的补上以后，可能不同。
    [open] 先要看过材料或者由人判断符合上面的一条，才有下面的待遇。按“{ $mode }”、{ $unit }推算，换一种方式会不同。金额以认定和合同为准。
   *[met] 按“{ $mode }”、{ $unit }推算，换一种方式会不同。金额以认定和合同为准。
}
check-follows-if = 要是符合其中一条，一般会有哪些待遇
