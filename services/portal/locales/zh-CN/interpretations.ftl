# 政策解释
interpretations = 政策解释
interpretations-description = 对《伊宁市引进高层次紧缺人才实施办法》没有写清的地方，已经公布的解释，一问一答，注明条款。
interpretations-lead = 由市委组织部会同有关部门解释，一问一答，注明条款。
interpretations-article = 第二十八条
interpretations-of-article = { $article }　{ $heading }
interpretations-none = 还没有公布过解释。没有写清的地方，先按“政策”页上的谨慎读法办，由人判断。
interpretations-ended = 已经停止执行的
interpretations-ended-why = 停止执行以前按它作出的决定不变。
interpretation = 解释
interpretation-settles = { $case }：{ $said }
interpretation-by = 市委组织部会同{ $seats }
interpretation-published-before = { "" }
interpretation-published-after = 公布
interpretation-holds-before = 自
interpretation-holds-after = 起执行
interpretation-ended-before = 自
interpretation-ended-after = 起停止执行
