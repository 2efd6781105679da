# 推荐员
recommenders = 推荐员
recommenders-lead = 第四条：市委书记是一号推荐员，市四大班子领导、市直单位和乡镇街道的主要领导都在推荐员队伍里。登记的是职务，不是个人。
recommenders-to = 推荐员名册
recommender-add = 登记推荐员
recommender-number = 编号
recommender-number-hint = 1号是市委书记
recommender-tier = 哪一级
recommender-title = 职务
recommender-title-zh = 职务（中文）
recommender-title-en = 职务（英文）
recommender-unit = 单位
recommender-unit-zh = 单位（中文）
recommender-unit-en = 单位（英文）
recommender-close-means = 停用以后不再是推荐员，编号可以另给；已有的推荐不变。停用不能撤销。
deed-recommender-add = 登记推荐员
deed-recommender-change = 修改推荐员
deed-recommender-close = 停用推荐员
