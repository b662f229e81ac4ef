"""What a number may count: currencies, measure words, physical units, and what must not follow them.

A measure word is also a syllable of other words (3名额, 2018年对口, 5个月): each carries what may not come after it.
"""

import re

CURRENCIES = {
    "元人民币": "CNY", "块钱": "CNY", "元钱": "CNY", "圆": "CNY", "元": "CNY", "角钱": "CNY", "毛钱": "CNY", "分钱": "CNY",
    "美元": "USD", "美金": "USD", "港元": "HKD", "港币": "HKD", "澳门元": "MOP", "新台币": "TWD", "欧元": "EUR",
    "日元": "JPY", "英镑": "GBP", "卢比": "INR", "澳元": "AUD", "加元": "CAD", "韩元": "KRW", "卢布": "RUB", "瑞士法郎": "CHF",
}  # fmt: skip
FRACTIONS = {"角钱": 10, "毛钱": 10, "分钱": 100}

# measure word -> (unit of the contract, what may not follow)
COUNTED = {
    "人次": ("人次", ""), "人日": ("人日", ""), "台次": ("台次", ""), "车次": ("车次", ""), "家次": ("家次", ""),
    "名": ("人", "额单称义列录誉胜次叫为片师计"), "位": ("人", "于|置|居|列|次|移|数|面|能|一体"),
    "人": ("人", "民均才力工类生心家物数大社武行格事员民文体居权选口力参天字之为份造气情际"), "员": ("人", "工会额外"),
    "余人": ("人", "才"), "户": ("户", "籍外型均县部主"),
    "个": ("个", "人(?!才)|别|性|体|多?月|多?小时|星期|礼拜|钟头|季|年|世纪|半|百分|工作日|学期|课时"), "项": ("项", ""), "例": ("例", "如会外行子证句"),
    "家": ("家", "庭长乡具电属禽畜族里门境教"), "所": ("所", "有在以需谓属得示能做带用说产经致见想"),
    "场次": ("场次", ""), "场": ("场次", "所地面馆景镇部长内外"), "期": ("场次", "间限末内待望货"),
    "批次": ("批次", ""), "批": ("批", "准复发示评量办阅"), "次": ("次", "日|年|要|序|仁|央|珠|旺|吉|数|平|松|全会|会议|全体|党代会"),
    "座": ("座", "谈位椅右落"), "套": ("套", "餐|路|牌|现|取|班子"), "台": ("台", "湾州盟风账阶"), "辆": ("辆", ""), "株": ("株", ""),
    "棵": ("棵", ""), "件": ("件", ""), "份": ("份", "额量"), "册": ("册", ""), "本": ("本", "地市省县区报月年届科土身周着已"),
    "部": ("部", "门分队署级长委落位件属"), "条": ("条", "件例款约目理"), "间": ("间", "隔接歇断"), "栋": ("栋", ""), "幢": ("幢", ""),
    "处": ("处", "理于级置在长分罚以"), "篇": ("篇", "章"), "支": ("支", "持援付出部教撑柱农医边边委队援"), "只": ("只", "有是能要为需用不好剩见会占够怕因收花"),
    "头": ("头", "条部脑像等"), "匹": ("匹", "配"), "顶": ("顶", "层点级尖山"), "架": ("架", "构"), "艘": ("艘", ""), "瓶": ("瓶", "颈"),
    "桶": ("桶", ""), "袋": ("袋", ""), "箱": ("箱", ""), "盒": ("盒", ""), "张": ("张", "家掖"), "床": ("张", "上"), "盏": ("盏", ""),
    "枚": ("枚", ""), "副": ("副", "书主县市省处秘总院校局会"), "幅": ("幅", "度"), "粒": ("粒", ""), "块": ("块", "钱"),
    "类": ("类", "似别型乌"), "种": ("种", "植子养类业田羊牛畜"), "门": ("门", "诊户店窗槛类口"),
}  # fmt: skip
PAIRS = (
    "师夫父母子徒结姐帮双干民家教医儿学青少学“（，。、；)》"  # 对 counts pairs only before these; else it is "towards"
)

MEASURED = {
    "平方公里": "平方公里", "平方千米": "平方公里", "平方米": "平方米", "平米": "平方米", "立方米": "立方米", "公里": "公里", "千米": "公里",
    "米": "米", "公顷": "公顷", "亩": "亩", "吨": "吨", "公斤": "公斤", "千克": "公斤", "斤": "斤", "克": "克",
    "千瓦时": "千瓦时", "度电": "千瓦时", "兆瓦时": "兆瓦时", "千瓦": "千瓦", "兆瓦": "兆瓦", "立方": "立方米", "毫升": "毫升", "升": "升",
}  # fmt: skip
NOT_AFTER_MEASURE = {
    "米": "林拉脂粉面饭香易尔",
    "升": "级至高到学旗为",
    "克": "服隆",
    "斤": "斤",
    "亩": "产均",
    "立方": "体",
}

_YUAN_WORDS = "旦|代|朝|素|宝|帅|首|老|区|县|乡|化|件|宵|器|音|勋|凶|气|[一二三]次|食品|桥|及第"  # 元旦, 元代, 三元桥, … are no money


def _alternatives(words: dict[str, str]) -> str:
    ordered = sorted(words, key=len, reverse=True)
    return "|".join(word + _not_before(words[word]) for word in ordered)


def _not_before(after: str) -> str:
    if not after:
        return ""
    return f"(?!{after})" if "|" in after else f"(?![{after}])"


MONEY = (
    _alternatives({unit: _YUAN_WORDS if unit == "元" else "" for unit in CURRENCIES if unit != "圆"})
    + r"|(?<=[\d万亿])圆"
)
COUNT = _alternatives({word: after for word, (_, after) in COUNTED.items()}) + f"|对(?=[{PAIRS}]|$)"
QUANTITY = _alternatives({word: NOT_AFTER_MEASURE.get(word, "") for word in MEASURED})
PERCENT = "%|％|‰|个百分点"

PEOPLE = re.compile(
    r"(?:[\u4e00-\u9fff]{0,6}?)(?P<who>群众|农牧民|贫困人口|人口|市民|居民|牧民|农民|学生|师生|干部|游客|职工|患者|旅客|人才|人(?=[，。、；]|$))"
    r"|[\u4e00-\u9fff]{0,4}?(?P<household>贫困户|牧户|农户|户)"
)


def canonical_unit(kind: str, word: str) -> str:
    """The unit of the contract for a unit as printed."""
    if kind == "money":
        return CURRENCIES[word]
    if kind == "quantity":
        return MEASURED[word]
    if kind == "percent":
        return {"％": "%", "个百分点": "百分点"}.get(word, word)
    return COUNTED[word][0] if word in COUNTED else word
