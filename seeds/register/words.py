"""Words that look like places and are none, and places whose short names are everyday words."""

# Longer than the place in them, so that the longest match takes them instead.
TRAPS = frozenset(
    "青藏 川藏 滇藏 新藏 甘青 青新 商务部门 财政部门 教育部门 科技部门 水利部门 民政部门 公安部门 司法部门 交通部门 文化部门 卫生部门 农业部门 长治久安 共和国 共和制 合作社 合作共赢 合作协议 互助组 互助会 平安建设 平安中国 同心同德 和平解放 开封府 安定团结 太平洋 东方红 东方航空 "
    "日照时间 日照时数 日照充足 日照强 日照长 年日照 来宾们 各位来宾 嘉宾 中山装 中山大学 海南岛 青海湖 西藏路 南京路 北京时间 北京路 上海路 上海话 "
    "天山南北 天山网 中国黄金 黄山松 白银行 朝阳产业 城关镇 新华社 新疆班 西藏班 新疆棉 中国西藏网 中国西藏新闻网 西藏商报 西藏日报 青海日报 四川日报 "
    "河南蒙旗 南海诸岛 中南海 华北平原 四川大学 浙江大学 南京大学 北京大学 复旦大学 清华大学 山东大学 武汉大学 吉林大学 兰州大学 北京师范大学 "
    "西藏大学 西藏民族大学 青海大学 新疆大学 雅鲁藏布江 林芝机场 拉萨河 那曲镇 阿里巴巴 阿里云 玉树临风 雪域高原 日喀则机场 和田玉 哈密瓜 "
    "库尔勒香梨 吐鲁番葡萄 藏东明珠 安多藏区 安多方言 新和平 上饶有 通化验 三明治 大同小异 世界大同 文山会海 怀化学 巴中友好 广安门 德阳光 "
    "中山站 珠海航展 宜春天 贵阳光 安阳光 沈阳光 同江苏 江南大学 湘江 长江 珠江".split()
)

# Prefectures and counties whose bare name is no sign of a place unless more speaks for it.
EVERYDAY = frozenset(
    "日照 来宾 白银 安康 大同 黄山 中山 朝阳 长治 东方 仙桃 天门 潜江 三明 通化 海西 海北 兴安 比如 温泉 天山 新市 裕民 平安 互助 同仁 共和 同德 合作 新和 民和 "
    "白玉 九龙 黑水 小金 金川 新龙 城关 城东 城中 城西 城北 北屯 新星 白杨 双河 昆玉 高昌 民丰 化隆 沙湾 双湖 曲水 西宁城 安多 福海 青河 红原 达日 石渠 康马 尼木 尼玛 "
    "宜春 玉溪 固原 保山 白山 鹤岗 吴忠 清远 阳江 河源 巴中 中卫 阳泉 安庆 安顺 金昌 自贡 丽水 攀枝花 伊宁 和静 和硕 博湖 乌什 阿里 海东 大通 河南 海南 恩施 迪庆".split()
)
# …of which these are safe enough in reports of aid: the word is rare outside.
KNOWN_ALL_THE_SAME = frozenset("阿里 海东 海西 海北 双湖 曲水 安多 红原 石渠 康马 尼木 黑水 小金 金川 恩施 迪庆 伊宁 攀枝花 丽水 清远 达日 化隆 安庆 自贡".split())

# Full names that are used as common nouns.
COMMON_NOUNS = frozenset(
    "城区 郊区 矿区 东区 西区 南区 北区 新区 市区 老城区 新城区 城中区 城东区 城西区 城北区 新市区 开发区 市中区 新兴区 工业区 中区".split()
)
