evidence-identity = 身份证件
evidence-other = 其他材料
evidence-none = 没有材料
evidence-about = { $kind }，{ $size }
evidence-about-smaller = { $kind }，{ $size }，由{ $from }缩小
evidence-otherwise = 文件名的结尾不对，内容是{ $kind }
evidence-scanned = 文件收下时都查过病毒，没有发现。每次打开都有记录。
evidence-not-scanned = 文件没有查过病毒：收下时没有配置查毒程序。打开以前，先用本机的查毒软件查。每次打开都有记录。
