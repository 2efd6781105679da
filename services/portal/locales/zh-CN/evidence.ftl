evidence = 证明材料
evidence-for = { $to ->
       *[post] { $unit }“{ $post }”
        [unit] { $post }
        [party] { $post }
    }
evidence-how = 要看什么材料，就传到哪一部分，一次传一个文件。可以用手机拍照。收JPEG、PNG、WebP图片和PDF，一个最大{ $size }，最多{ $most }个。
evidence-later = 材料不齐也可以提交，用人单位要看时会退给您补。材料只有您和审查这份申报的人打得开。照片里的拍摄地点、时间会去掉，太大的会缩小。
evidence-shut = 已经提交，材料不能再增减。用人单位退回补正时可以。
evidence-identity = 身份证件
    .wants = 证件上有照片和号码的那几面
evidence-other = 其他材料
    .wants = 上面没有提到、您想让办理的人看的
evidence-asked = 经办人要的。{ $about }
evidence-none = 还没有材料
evidence-count = 已传{ $count }个文件
evidence-missing = { $clauses }还没有材料
evidence-pages = { $count }页{ $kind }
evidence-about = { $kind }，{ $size }，{ $at }上传
evidence-made-smaller = 图片已从{ $from }缩小到{ $to }。
evidence-made-upright = 图片已转正。
evidence-otherwise = 文件名的结尾不对，内容是{ $kind }。已按内容收下。
evidence-added = 已收到“{ $name }”。
evidence-removed = 已删掉。
evidence-left = 当时登录已经到期，文件没有收下，请再选一次。
evidence-unscanned = 现在查不了病毒，没有查过的文件不收，所以这个文件没有留下。您写的说明还在。请{ $minutes }分钟后重新选这个文件上传；也可以先往下填，以后再补
evidence-remove = 删掉{ $name }
evidence-take-off = 删掉
evidence-label = 说明（可以不写）
    .hint = 例如“学位证书第2页”
evidence-file = 选文件，或者拍照
evidence-upload = 上传
evidence-back = 继续
evidence-back-to-way = 看办理进度
