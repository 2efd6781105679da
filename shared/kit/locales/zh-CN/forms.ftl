errors-found = 有{ $count }处要改，改好再继续
choose = 请选择
page-too-old-button = 再交一次
form-was-left = 刚才填写的内容已放回表单，还没有提交：请核对后再提交。
