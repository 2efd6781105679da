//! What the sample posts are made of: words as the city's posts have them, Chinese and English.

/// The same in Chinese and in English.
pub type Words = (&'static str, &'static str);

pub const SUBJECTS: [Words; 24] = [
    ("心血管内科", "cardiology"),
    ("麻醉科", "anaesthesia"),
    ("儿科", "paediatrics"),
    ("重症护理", "intensive care nursing"),
    ("高中物理", "physics"),
    ("高中化学", "chemistry"),
    ("果品贮藏", "fruit storage"),
    ("果树栽培", "orchard management"),
    ("畜牧兽医", "veterinary medicine"),
    ("肉牛养殖", "beef cattle"),
    ("水利工程", "water engineering"),
    ("水电运行", "hydropower operation"),
    ("光伏发电", "photovoltaic power"),
    ("生物制药", "biopharmaceuticals"),
    ("食品加工", "food processing"),
    ("跨境物流", "cross-border logistics"),
    ("电子商务", "electronic commerce"),
    ("城市规划", "town planning"),
    ("建筑结构", "building structures"),
    ("环境监测", "environmental monitoring"),
    ("财务管理", "financial management"),
    ("法律事务", "legal affairs"),
    ("软件开发", "software development"),
    ("文物保护", "conservation of relics"),
];

pub const RANKS: [Words; 6] = [
    ("学科带头人", "Lead specialist in"),
    ("工程师", "Engineer for"),
    ("研发主管", "Head of research in"),
    ("技术骨干", "Senior specialist in"),
    ("研究员", "Researcher in"),
    ("项目经理", "Project manager for"),
];

pub const NEEDS: [Words; 6] = [
    ("博士，或副高级以上职称", "Doctor, or associate senior title or higher"),
    ("硕士，三年以上工作经验", "Master with three years of experience"),
    ("“双一流”高校硕士", "Master from a Double First-Class university"),
    ("全日制本科以上", "Full-time bachelor or higher"),
    ("正高级职称，或省级专家", "Senior title, or a provincial expert"),
    ("博士", "Doctor"),
];

pub const UNITS: [Words; 8] = [
    ("人民医院", "People’s Hospital"),
    ("中学", "Secondary School"),
    ("农业技术推广站", "Station of Agricultural Extension"),
    ("水利管理处", "Water Management Office"),
    ("食品有限公司", "Food Company"),
    ("能源有限公司", "Energy Company"),
    ("城市建设局", "Bureau of Urban Construction"),
    ("物流园", "Logistics Park"),
];

pub const DUTIES: [Words; 12] = [
    (
        "承担本专业的日常工作，每年带教两名青年骨干，形成可以推广的操作规程。",
        "Does the daily work of the field, trains two young colleagues a year and leaves procedures that others can use.",
    ),
    (
        "牵头申报自治区科研项目，组织方案论证，按季度报告进展和经费。",
        "Leads applications for regional research projects, has the plans reviewed, and reports progress and spending every quarter.",
    ),
    (
        "到乡镇和街道调研，每年不少于四十天，写出问题清单和改进建议。",
        "Visits townships and subdistricts for forty days a year and writes down problems and what would mend them.",
    ),
    (
        "建立数据台账，核对历年资料，把纸质档案整理成可以检索的电子目录。",
        "Keeps the data, checks the records of past years, and makes a searchable catalogue of the paper files.",
    ),
    (
        "参加急难任务值班，夜间轮值每月不超过六次，节假日按规定调休。",
        "Takes part in the emergency rota, six nights a month at most, with time off in lieu.",
    ),
    (
        "与高校和研究所合作，引进适合河谷气候的新品种、新工艺，并在当地试验。",
        "Works with universities to bring varieties and methods that suit the valley’s climate, and tries them here.",
    ),
    (
        "负责设备选型、安装和验收，编写维护计划，停机时间逐年下降。",
        "Chooses, installs and accepts equipment, writes the maintenance plan, and brings the downtime down year by year.",
    ),
    (
        "审核技术文件和合同条款，发现风险及时提出书面意见。",
        "Checks technical documents and contracts and puts risks in writing in good time.",
    ),
    (
        "为企业和农牧民开展培训，双语授课，课后有测验和回访。",
        "Trains companies, farmers and herders in two languages, with a test and a visit afterwards.",
    ),
    (
        "起草年度计划和预算，对照目标检查完成情况，向领导小组汇报。",
        "Drafts the yearly plan and budget, holds the results against them, and reports to the leading group.",
    ),
    (
        "处理群众来信来访，在规定的工作日内答复，疑难问题组织会商。",
        "Answers letters and visitors within the working days that are set, and calls a meeting on the difficult ones.",
    ),
    (
        "推动节水节能改造，测算投入和收益，完成后出具评估报告。",
        "Pushes on the saving of water and energy, reckons cost and gain, and writes the assessment at the end.",
    ),
];
