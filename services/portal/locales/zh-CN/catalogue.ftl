posts-title = 岗位目录
posts-colon = ：
posts-comma = ，
posts-description = 伊宁市高层次紧缺人才岗位目录：在招岗位、条件、待遇和截止时间。
posts-open = 现开放{ $posts }个岗位，招{ $places }人
posts-document = { "" }
posts-issued-before = ，
posts-issued-after = 下达
posts-none-issued = 岗位目录还没有下达，下达后在这里公布。
posts-unread = 地址里有{ $count }处认不出来，没有用它筛选。
posts-filters = { $count ->
    [0] 筛选
   *[other] 筛选（已选{ $count }项）
}
posts-facets = 筛选
posts-show = 显示结果
posts-fold = 收起
posts-facet-sector = 行业领域
posts-facet-mode = 引进方式
posts-facet-kind = 用人单位
posts-facet-rest = 其余{ $count }个行业
posts-either = { $one }、{ $other }
posts-several-sector = { $first }和另外{ $others }个行业
posts-several-mode = { $first }和另外{ $others }种方式
posts-several-kind = { $first }和另外{ $others }类单位
posts-chips = 已选条件，点按去掉
posts-chips-none = 全部去掉
posts-number = { $posts }个岗位
posts-found = { $posts }个岗位，招{ $places }人
posts-order = 按截止日期
posts-places = { $places }人
posts-none-open = 现在没有开放的岗位。
posts-none-found = 没有符合的岗位。
posts-without = 去掉“{ $filter }”有{ $posts }个
posts-without-any = 全部去掉有{ $posts }个
posts-past-the-end = 后面没有岗位了。
posts-from-the-start = 从头看
posts-pages = 分页
posts-prev = 上一页
posts-next = 下一页
posts-in-all = 共{ $posts }个岗位
until-days = { $days ->
    [0] 今天截止
    [1] 明天截止
   *[other] 还有{ $days }天
}
until-over = 已截止
until-open = 长期有效
until-filled = 招满为止
post-department = ，主管部门{ $department }
post-number = 。岗位{ $number }
post-document-before = ，列入
post-document-after = 目录。
post-stop = 。
post-description = { $unit }招{ $title }{ $places }人，{ $need }，{ $day }截止。
post-description-open = { $unit }招{ $title }{ $places }人，{ $need }，招满为止。
post-until = 截止
post-last-day = 当天也可以申报
post-wanted = 人数
post-mode = 引进方式
post-sector = 行业领域
post-quota = 编制
post-quota-special = 专项编制
post-nominate = 申报这个岗位
post-over = 这个岗位已在{ $day }截止，不再接收申报。
post-not-yet = 这个岗位从{ $day }起接收申报。
post-duties = 做什么
post-place = 工作地点：{ $place }。
post-conditions = 条件
post-conditions-why = “岗位要求”由用人单位为这个岗位提出，其余出自《办法》条文。
post-own = 岗位要求
post-entitlements = 待遇
post-pay = 工资
post-pay-why = 金额以合同为准。
post-hands = 谁来决定
post-contact = 联系
post-ask = 咨询
post-printed = 打印自{ $address }，{ $day }的内容。以网上目录为准。
