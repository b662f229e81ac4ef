"""What a number may count: currencies, measure words, physical units, and what must not follow them.

A measure word is also a syllable of other words (3名额, 2018年对口, 5个月): each carries what may not come after it.
"""

import re
from decimal import Decimal

CURRENCIES = {
    "元人民币": "CNY", "块钱": "CNY", "元钱": "CNY", "圆": "CNY", "元": "CNY", "角钱": "CNY", "毛钱": "CNY",
    "分钱": "CNY", "美元": "USD", "美金": "USD", "港元": "HKD", "港币": "HKD", "澳门元": "MOP", "新台币": "TWD",
    "欧元": "EUR", "日元": "JPY", "英镑": "GBP", "卢比": "INR", "澳元": "AUD", "加元": "CAD", "韩元": "KRW",
    "卢布": "RUB", "瑞士法郎": "CHF",
}  # fmt: skip
FRACTIONS = {"角钱": Decimal(10), "毛钱": Decimal(10), "分钱": Decimal(100), "成": Decimal("0.1")}
_YUAN_WORDS = "旦|代|朝|素|宝|帅|首|老|区|县|乡|化|件|宵|器|音|勋|凶|气|[一二三]次|食品|桥|及第|镇(?!政府|里)"  # 元旦

# A line each: the word, the unit of the contract, what may not follow the word.
_COUNTED = """
人次 人次
人日 人日
台次 台次
车次 车次
家次 家次
名 人 额|单|称|义|列|录|誉|胜|次|叫|为|片|师|计
位 人 于|置|居|列|次|移|数|面|能|一体
人 人 民|均|才|力|工|类|生|心|家|物|数|大|社|武|行|格|事|员|文|体|居|权|选|口|参|天|字|之|为|份|造|气|情|际
员 人 工|会|额|外
户 户 籍|外|型|均|县|部|主
个 个 [余多]?亿|人(?!才)|别|性|体|多?月|多?小时|星期|礼拜|钟头|季|年|世纪|半|百分|工作日|学期|课时
项 项
例 例 如|会|外|行|子|证|句
家 家 庭|长|乡|具|电|属|禽|畜|族|里|门|境|教
所 所 有|在|以|需|谓|属|得|示|能|做|带|用|说|产|经|致|见|想
场次 场次
场 场次 所|地|面|馆|景|镇|部|长|内|外
期 场次 间|限|末|内|待|望|货
批次 批次
批 批 准|复|发|示|评|量|办|阅
次 次 日|年|要|序|仁|央|珠|旺|吉|数|平|松|全会|全体|党代会
座 座 谈|位|椅|右|落
套 套 餐|路|牌|现|取|班子
台 台 湾|州|盟|风|账|阶
辆 辆
株 株
棵 棵
件 件
份 份 额|量
册 册
本 本 地|市|省|县|区|报|月|年|届|科|土|身|周|着|已
部 部 门|分|队|署|级|长|委|落|位|件|属
条 条 件|例|款|约|目|理
间 间 隔|接|歇|断
栋 栋
幢 幢
处 处 理|于|级|置|在|长|分|罚|以
篇 篇 章
支 支 持|援|付|出|部|教|撑|柱|农|医|边|委|队
只 只 有|是|能|要|为|需|用|不|好|剩|见|会|占|够|怕|因|收|花
头 头 条|部|脑|像|等
匹 匹 配
顶 顶 层|点|级|尖|山
架 架 构
艘 艘
瓶 瓶 颈
桶 桶
袋 袋
箱 箱
盒 盒
张 张 家|掖
床 张 上
盏 盏
枚 枚
副 副 书|主|县|市|省|处|秘|总|院|校|局|会
幅 幅 度
粒 粒
块 块 钱|[0-9一二三四五六七八九]
类 类 似|别|型|乌
种 种 植|子|养|类|业|田|羊|牛|畜
门 门 诊|户|店|窗|槛|类|口
"""
# What may follow after all, though it begins as another word does: 230人参加, 12家门店, 6支医疗队, 3座位于.
_YET = {
    "名": "师[生傅徒范]|录[用取]",
    "位": "面向|能[手人工]",
    "人": "工作|生活|家庭|体[检验]|参[加与训赛观保展会演]",
    "户": "外出",
    "个": "体育",
    "家": "乡镇|具[有备]|电[商力信视子网站]|属于|门[店诊]|教育",
    "座": "位于|落成",
    "套": "现[代场有]",
    "条": "约[0-9定]",
    "处": "分[散别布]",
    "支": "援[藏青疆][^，。]{0,6}队|教师|农[业技牧]|医疗|队伍",
}
PAIRS = (
    "师夫父母子徒结姐帮双干民家教医儿学青少“（，。、；)》"  # 对 counts pairs only before these; else it means towards
)

_MEASURED = """
平方公里 平方公里
平方千米 平方公里
平方米 平方米
平米 平方米
立方米 立方米
公里 公里
千米 公里
米 米 林|拉|脂|粉|面|饭|香|易|尔
公顷 公顷
亩 亩 产|均
吨 吨
公斤 公斤
千克 公斤
斤 斤 斤
克 克 服|隆
千瓦时 千瓦时
度电 千瓦时
兆瓦时 兆瓦时
千瓦 千瓦
兆瓦 兆瓦
立方 立方米 体
毫升 毫升
升 升 级|至|高|到|学|旗|为
"""


def _table(lines: str) -> dict[str, tuple[str, str]]:
    rows = (f"{line} ".split(" ", 2) for line in lines.strip().splitlines())
    return {word: (unit, after.strip()) for word, unit, after in rows}


def _alternatives(words: dict[str, str]) -> str:
    """Longest first; each with what may not follow it."""
    ordered = sorted(words, key=len, reverse=True)
    return "|".join(word + (f"(?!{_except(word)}(?:{words[word]}))" if words[word] else "") for word in ordered)


def _except(word: str) -> str:
    return f"(?!{_YET[word]})" if word in _YET else ""


COUNTED, MEASURED = _table(_COUNTED), _table(_MEASURED)
MONEY = (
    _alternatives({unit: _YUAN_WORDS if unit == "元" else "" for unit in CURRENCIES if unit != "圆"})
    + r"|(?<=[\d万亿])圆"
)
TIMES = {"人": "人次", "场": "场次", "批": "批次", "台": "台次", "家": "家次"}  # 4.3万人（次）
COUNT = (
    rf"[{''.join(TIMES)}][（(]次[）)]|"
    + _alternatives({word: after for word, (_, after) in COUNTED.items()})
    + f"|对(?=[{PAIRS}]|$)"
)
QUANTITY = _alternatives({word: after for word, (_, after) in MEASURED.items()})
# 七成用于 is a share; 一成不变, 九成新 and 八成熟 are words.
TENTHS = "成(?=以上|以下|左右|[多，。；、！？）的为由来用农受]|群众|资金|项目|$)"
PERCENT = f"%|％|‰|个百分点|{TENTHS}"
UNITS_BEGIN = "".join(sorted({word[0] for word in (*CURRENCIES, *COUNTED, *MEASURED, *"对%％‰成")}))  # looked at first

_FOREIGN = "|".join(sorted((name for name, code in CURRENCIES.items() if code != "CNY"), key=len, reverse=True))
_CURRENCY_BEFORE = re.compile(rf"({_FOREIGN})(?:约|近|超过?|逾|为|共|计|达|总计|：|:)*$")
_FOREIGN_ENDS = re.compile("[元币金镑比布郎]")

PEOPLE = re.compile(
    r"(?:[\u4e00-\u9fff]{0,6}?)(?P<who>群众|农牧民|贫困人口|人口|市民|居民|牧民|农民|学生|师生|干部|游客|职工|患者|旅客"
    r"|人才|人(?=[，。、；]|$))|[\u4e00-\u9fff]{0,4}?(?P<household>贫困户|牧户|农户|户)"
)


def canonical_unit(kind: str, word: str) -> str:
    """The unit of the contract for a unit as printed."""
    if kind == "money":
        return CURRENCIES[word]
    if kind == "quantity":
        return MEASURED[word][0]
    if kind == "percent":
        return {"％": "%", "成": "%", "个百分点": "百分点"}.get(word, word)
    if word[1:] in ("（次）", "(次)"):
        return TIMES[word[0]]
    return COUNTED[word][0] if word in COUNTED else word


def currency_before(text: str) -> str | None:
    """港币 of 港币100万元: the currency named right before a number."""
    found = _CURRENCY_BEFORE.search(text) if _FOREIGN_ENDS.search(text) else None
    return CURRENCIES[found[1]] if found else None
