# 委托代办
delegations = 委托代办
delegations-lead = 不在的几天，请计划里另一手的同事代办您在年度计划里的一手。办理留下两个人的名字；代办的人不能再转委托，申明过利害关系或在同一计划另一手办过的不能代办。
delegation-of = 谁不在
delegation-to = 谁代办
delegation-to-hint = 能看到整个计划的另一手的同事
delegation-when = 哪几天
delegation-days = { $from }至{ $until }
delegation-state = 状态
delegation-on = 正在代办
delegation-coming = 还没有开始
delegation-over = 已结束
delegation-end = 结束委托
delegation-make = 委托同事代办
delegation-from = 第一天
delegation-until = 最后一天
deed-delegation-make = 委托同事代办
deed-delegation-end = 结束委托
