nav-posts = 岗位
nav-nominate = 申报
nav-track = 进度
nav-measures = 政策
