"""On which side a named party stands, by the words beside it."""

import re
from functools import lru_cache

AID = r"援[藏青疆川滇黔桂宁甘玉果昌伊和阿拉喀]"
BATCH = r"第[一二三四五六七八九十百\d]+(?:[、，至到—-]第?[一二三四五六七八九十\d]+)*[批期]"
DEED = (
    rf"(?:{AID}(?!省市|省份|地区)|{BATCH}|对口支援(?![县地单部])|对口帮扶(?![县地单部])|对口援|援建|支教|(?<!驻村)工作队|(?:援[藏疆青川]|前方)工作组|前方?指|指挥部|医疗队|选派|捐赠|捐资|捐款|派出|"
    r"组团|出资|筹[集措]|募集|(?:帮扶|支援|援助)(?![县地单对方])|结对|投入|拨付|落实|安排)"
)
# Right after the name, in the same clause: 湖北省第十批援藏工作队, 天津市北辰区援藏, 上海对口支援的….
GIVES = re.compile(rf"(?![与和同及])[^，。；！？\n：:]{{0,12}}?{DEED}")
GIVES_NEAR = re.compile(rf"[省市区县州]?(?:委|政府|人民政府|党委)?(?:[“\"][^”\"]{{1,8}}[”\"])?\w{{0,3}}?{DEED}")
AT = re.compile(r"[省市区县]?(?:援[藏疆青川](?:干部|人才|教师|医生))?(?:分别)?在")
TEAM = re.compile(r"[省市区县]?工作组")  # 援藏工作队佛山工作组
SENDS = re.compile(
    rf"(?:对口)?(?:{AID}(?:干部|工作|项目)|{BATCH}|选派|派出|捐赠|捐资|援助|援建|支援|投入|安排资金|定点|对口支援(?!工作会|部门))"
)
COMPANY = re.compile(r"[^省市区县，。；！？\n、的]{0,10}?(?:集团|公司|银行|药业|股份|商会)")
TAKES = re.compile(
    r"(?:对口)?(?:(?:支援|帮扶|援助|援建|支持|帮助|受援地?|受援单位)(?:了|的是|的|着|[：:“])?|协作(?:了|的)?)(?:三峡库区)?$"
)
TAKES_LAST = frozenset("援扶助建持地位了是的着：:“作区")  # what that ends with
_WHOM = "的?(?:地区|县市?|对象|范围)(?:包括|有|为|是|：|:)(?!现|根据|按)"
LIST = re.compile(  # written out, as every expression searched for in whole texts is
    rf"对口(?:支援|帮扶|协作|合作|援助){_WHOM}|受援{_WHOM}|帮扶{_WHOM}|支援{_WHOM}|受援地(?:包括|有|为|是|：|:)(?!现|根据|按)"
)  # but a salutation: 各受援县：现将浙江省…资金下达
SOURCE = re.compile(
    r"(?:对口)?(?:支援|帮扶|援助|援建)(?:地|方|单位|省市)(?:为|是|：|:)$|对口(?:支援|帮扶|援助)(?:省市?|省份|城市)$"
)
# Between a giver and the receiver named next: 静海区分别与卡若区, 青羊区结合得荣县, 大邑县对口帮扶松潘县.
ONWARD = re.compile(
    r"[省市区县]?(?:等(?:地|单位|[\d十]*[个]?(?:省区市|省市区|省市|省份|市|省)))?(?:分别|先后|还|已|都|将|也|又|另|再次|单独|专门|共同|紧急|积极|全力|倾情|真情){0,2}(?:与|和|同|跟|结合|对|向|赴|为|给|驻|携手|牵手|对接)?(?:对口)?(?:支援|帮扶|援建|援助|结对|负责)?(?:西藏|青海|新疆|三峡库区)?"
)
FAR = 60  # longer than all that
SENTENCE_ENDS = re.compile(r"[。！？\n]")
# 徐汇区教育学院与红河州…, 鼓楼区第三医院赴…: a public body of a place stands for it.
THROUGH = re.compile(
    r"(?:[^，。；：、！？\n与和在]{0,10}?(?:医院|学院|中学|小学|一中|学校|幼儿园|中心|局|厅|委|办|会|街道|镇|乡|村|社区|协会|支队|团队|专家))(?:日前|近日|昨日|专程|再次)?"
    r"(?:与|和|同|携手|牵手|赴|向|对口|走进|来到|前往|在)(?:西藏|青海|新疆)?"
)
# 民治街道党工委书记一行来到…, 党政代表团赴…: who comes to see what is given.
DELEGATION = re.compile(
    r"[^，。；！？\n]{0,14}(?:代表团|考察团|慰问团|一行)(?:[\d一二三四五六七八九十]+人)?(?:日前|近日|昨日|专程|再次|先后)?(?:来到|赴|到|走进|前往|深入|抵达)(?:西藏|青海|新疆|广西|宁夏|内蒙古)?"
)
BOTH = re.compile(r"[省市区]?两[地省市区]")
ARRANGED = re.compile(r"(?:促成|推动|协调)(?:了)?$")
BROUGHT = re.compile(r"(?:协调|争取|促成|动员|组织|发动)(?:到|了)?$")
TOWARDS = re.compile(r"(?:向|给|(?<![图作称成因认名])为|赴|对)$")
HANDED = re.compile(
    r"(?![与和同])[^，。；！？\n]{0,20}?(?:捐|赠|送去|送上|提供|投入|投资|拨付|选派|派出|实施|援建|支援|帮扶|开展)"
)
DATELINE = re.compile(r"(?:\d{1,2}月)?\d{1,2}日(?:电|讯)")
UNIVERSITY = re.compile(r"(?:医科|师范|理工|农业|工业|科技)?大学|(?:医|师范|理工|工|职业技术|医药)学院")
SHARE = re.compile(r"[\d.,]+[万亿]?元")
DIVIDED = re.compile(
    r"(?:援[藏青疆]|协作|帮扶|支援)[^，。；]{0,4}(?:资金|项目)[^\n]{0,70}(?:其中|分别|分配)[^。\n]{0,60}[：，、；]$"
)
# 在沈阳举行座谈会: partners of equal rank meet anywhere.
MET = re.compile(r"[市县]?(?:联合|共同)?(?:举行|召开|举办|签约|签署|会面|会谈)")
STUDIED = re.compile(r"[^，。；！？：\n]{0,12}?(?:学习(?:考察|取经|经验|先进|[，。；！？\n]|$)|取经|跟岗|进修|研学)")
SIGNATURE = re.compile(r"[^，。；：！？\s]{0,16}(?:局|委|委员会|办|办公室|政府|小组|中心|协会)(?=\n|$)")
VISITED = re.compile(r"记者[^。！？\n]{0,16}$")
PROVIDED = re.compile(r"(?![与和同])[^。；！？\n]{0,24}?(?:捐|赠|提供|拨付|筹措|购置|选派|派出|支援)")
GOES = re.compile(
    r"(?<!记者)(?:赴|奔赴|前往|来到|走进|进驻|抵达|进入|驰援|扎根|助力|造福|送往|送到|深入|慰问|看望)(?:了|西藏|青海|新疆|的)?$"
)
VENUES = ("在", "赴", "到", "往", "走进", "去", "从", "回", "飞", "引进", "引入", "邀请")
# 由大连市负责实施的供水工程
DONE_BY = re.compile(r"[省市区县]?[^，。；、的\n]{0,6}?(?:负责|牵头|全额|出资|组织)?(?:实施|承担|出资|援建|捐建)")
FROM = re.compile(r"(?:来自|由|在|得益于|感谢|感恩)(?:祖国|首都)?$")
HELPED = re.compile(
    r"[^，。；\n]{0,16}?(?:的)?(?:大力|无私|倾情|真情|全力|积极)?(?:帮助|支持|援助|支援|帮扶|协调|援建|关心)下"
)
HELP_NEAR = re.compile(
    rf"{AID}|对口|支援|受援|帮扶|援助|援建|支教|捐|扶贫协作|组团|医疗队|工作队|义诊|帮助|投入|投资|挂职|结对|资助|选派|派出|培训|建设|实施|项目|扶贫|脱贫"
)
AID_NEAR = re.compile(rf"{AID}|对口|支援|帮扶|援助|援建|支教|捐|扶贫协作|结对|选派|帮助|投入")
ORGAN = re.compile(
    r"[省市区县]?(?:各级)?(?:委|政府|党政代表团|人民政府|教育局|教育厅|卫[健计]委|卫生局|总工会|团委|妇联|检察院|法院|农业局|[\u4e00-\u9fff]{0,6}?(?:医院|局|厅|委|办|集团|街道|镇))"
)
ACTS = re.compile(
    r"[省市区县]?(?:还|将|也|先后|累计|共|积极|已|计划|拟|结合|按照|坚持|不仅|每年|分别|接[过力续]|与|同(?![济仁心德])|和|于20\d\d年)"
)


def gives(text: str, start: int, end: int) -> bool:
    """Do the words beside `start` to `end` make it a giver."""
    if GIVES_NEAR.match(text, end, end + 30) or TEAM.match(text, end):
        return True
    before = text[max(0, start - 12) : start]
    if SOURCE.search(before) or (FROM.search(before) and HELPED.match(text, end)):
        return True
    if before.endswith("由") and DONE_BY.match(text, end):
        return True
    return not is_venue(text, start) and bool(GIVES.match(text, end, end + 30))


def sends(text: str, end: int) -> bool:
    """A ministry is named in many connections: only its own deed right after the name counts."""
    return bool(SENDS.match(text, end))


def is_company(text: str, end: int) -> bool:
    """Is it the first word of a company's name, which gives for itself: 郑州…集团."""
    return bool(COMPANY.match(text, end))


def is_given_to(text: str, start: int) -> bool:
    """给咸阳…援助, 与来自福建的援疆同行道别: what follows is not its deed."""
    return text.endswith(("给", "向", "与来自", "和来自", "同来自"), 0, start)


def takes(text: str, start: int) -> bool:
    """Do the words before it make it a receiver."""
    near = text[max(0, start - 14) : start]
    if near[-1:] in TAKES_LAST and TAKES.search(near):
        return not SOURCE.search(near)
    if not has_list(text) or SOURCE.search(near):
        return False
    return LIST.search(sentence_before(text, start, 120)) is not None


@lru_cache(maxsize=16)
def has_list(text: str) -> bool:
    """Does it list receivers anywhere."""
    return LIST.search(text) is not None


def is_visited(text: str, start: int) -> bool:
    """Does only a reporter come here."""
    before = text[max(0, start - 20) : start]
    return "记者" in before and bool(VISITED.search(before))


def is_met_in(text: str, start: int, end: int) -> bool:
    """Is it but the place of a meeting."""
    return text.startswith("在", start - 1) and bool(MET.match(text, end))


def is_studied(text: str, start: int, end: int) -> bool:
    """Does somebody come only to learn: 到宁夏闽宁镇考察学习."""
    return text.endswith(("到", "赴", "往", "在"), 0, start) and bool(STUDIED.match(text, end))


def is_signed(text: str, start: int, end: int) -> bool:
    """Is it the office that signs a notice, in a line of its own: 临潭县乡村振兴局."""
    return (start == 0 or text[start - 1] == "\n") and bool(SIGNATURE.match(text, end))


def is_handed(text: str, start: int, end: int) -> bool:
    """Is something given to it: 向…捐赠, 为…投入."""
    return text.endswith(("向", "给", "为", "赴", "对"), 0, start) and bool(
        TOWARDS.search(text[max(0, start - 3) : start]) and HANDED.match(text, end)
    )


def goes(text: str, start: int) -> bool:
    """Does somebody come here: 赴, 走进, 扎根."""
    return bool(GOES.search(text[max(0, start - 10) : start]))


def is_allotted(text: str, start: int, end: int) -> bool:
    """Is it one of those among whom aid money is divided: 协作资金4200万元。其中：甲县1500万元，乙县1200万元."""
    return bool(SHARE.match(text, end)) and bool(DIVIDED.search(text[max(0, start - 100) : start]))


def leads_to(text: str, end: int, start: int) -> bool:
    """Do the words between a place and the receiver named next join them."""
    return end < start < end + FAR and bool(
        ONWARD.fullmatch(text, end, start)
        or DELEGATION.fullmatch(text, end, start)
        or THROUGH.fullmatch(text, end, start)
    )


def are_two(text: str, end: int, start: int, last: int) -> bool:
    """A giver and a receiver named together: 福建、宁夏两省区."""
    return text[end:start] == "、" and bool(BOTH.match(text, last))


def is_arranged(text: str, start: int) -> bool:
    """Does the team only bring it together with the receivers: 促成…与…签订."""
    return bool(ARRANGED.search(text[max(0, start - 3) : start]))


def is_brought(text: str, start: int, end: int) -> bool:
    """Has the team got something of it for the receivers: 协调…拨付."""
    return bool(BROUGHT.search(text[max(0, start - 4) : start]) and PROVIDED.match(text, end))


def is_venue(text: str, start: int) -> bool:
    """A place where something happens or where somebody travels."""
    return text.endswith(VENUES, 0, start)


def sentence_around(text: str, start: int, end: int, reach: int = 40) -> str:
    """The sentence without the name itself, at most `reach` characters to either side."""
    return sentence_before(text, start, reach) + "\n" + SENTENCE_ENDS.split(text[end : end + reach], 1)[0]


def sentence_before(text: str, start: int, reach: int) -> str:
    """What stands in the sentence before `start`, at most `reach` characters."""
    return SENTENCE_ENDS.split(text[max(0, start - reach) : start])[-1]
