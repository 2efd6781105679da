errors-found = 有{ $count }处要改，改好再继续
choose = 请选择
page-too-old-button = 再交一次
