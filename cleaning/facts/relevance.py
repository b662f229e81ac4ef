"""Is a report one of paired assistance at all, with reasons that a reader understands."""

import math
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from cleaning.facts.mention import Mention
from cleaning.report import Relevance, Report
from seeds.register.pairings import Pairing, pairing_between
from seeds.register.places import places

# 苏陕协作. Written out: an expression whose branches all begin with a character is searched for much faster.
JOINED = "|".join(f"{giver}[蒙桂渝川黔滇陕甘青宁]协作" for giver in "京津沪苏浙闽鲁粤辽")
# 援藏 and its kin. Not aid: 电力援藏 (a sale), 增援甘肃, 援藏组织 abroad, 援藏省市 (who they are, not what they do).
WORD = re.compile(
    r"援(?<!电力援)(?<![电增驰支救]援)[藏青疆](?!藏[线高铁公]|组织|势力|团体|集团|人士|省市|省份)|援(?<![增驰支]援)[川滇黔桂宁陕甘渝蒙彝](?!的)|对口(?:支援|帮扶|援助|援[建藏青疆])|受援(?:地|单位|方|县|学校|医院)|组团式|"
    rf"东西部(?:扶贫)?协作|东西协作|携手奔小康|扶贫协作|对口合作|对口协作|山海协作|南北挂钩|南北结对|结对合作帮扶|{JOINED}"
)
FUNDS = re.compile(r"(?:援[藏青疆]|协作|对口支援|对口帮扶|援建)(?:资金|项目)")
DEED = re.compile(r"援建|支教|工作队|医疗队|前指|指挥部|义诊|捐|选派|帮扶|结对")
OFFICE = re.compile("援[藏青疆]干部[、，]|（援[藏青疆][）)]|\\(援[藏青疆][）)]")
OTHER_MATTER = re.compile(
    r"招录|招聘|公务员|博览会|藏博会|旅博会|文化节|艺术节|雅砻节|旅游节|洽谈会|展览展示|直飞|航班|航线|铁路开通|高考录取|毕业生|奖学金|外送|电力交易|GDP|经济运行|"
    r"球队|车队|船队|男[排篮足]|女[排篮足]|联赛|锦标赛|环湖赛|马拉松|赛场|夺冠|警方|检察|破案|办案|"
    r"尼泊尔|非洲|阿富汗|访日|访问|白皮书|移民资金|习近平|李克强"
)
SHOW = re.compile(r"亮相|开展(?<!工作开展)(?=$|[，。！])|书画|摄影|展览|演出|巡演|首映|音乐会|推介|旅游节|书法")
ABROAD = re.compile(r"尼泊尔|非洲|阿富汗|巴基斯坦|达赖|流亡|柬埔寨|老挝|蒙古国")
BETWEEN_PROVINCES = re.compile(
    rf"援[藏青疆川滇黔桂宁陕甘渝蒙彝]|东西部|东西协作|携手奔小康|对口合作|扶贫协作|对口协作|{JOINED}"
)
# 江南大学与陕西科技大学: a programme of the ministry, not of regions. 市医院对口支援县医院: a duty within a province.
_PARTNER = r"(?:日前|近日|昨日)?(?:与|和|同|、|对口\w\w|结对\w\w)[^，。；\n]{2,14}(?:大学|学院)"
SCHOOLS = re.compile(f"大学{_PARTNER}|学院{_PARTNER}|两校|受援高校")
HOSPITALS = re.compile(r"医院[^。；\n]{0,8}(?:对口|结对)(?:支援|帮扶)[^。；\n]{0,16}(?:医院|卫生院)")
ENOUGH = 3.3
SHORT = 500  # characters: so short a notice has no room to say twice that it is about aid
POSTED = re.compile(r"驻[^，。；村]{2,8}(?:工作队|工作组|联络小?组)")  # 张家港市驻沿河县工作队
GIVEN = rf"(?:帮扶|协作|援助)资金|{POSTED.pattern}"
HELPS = re.compile(
    rf"{GIVEN}|援[藏青疆]工作[队组]|援建|支教|义诊|捐|无偿|慰问金|资助|帮扶(?!对象)|援助|结对|挂职|选派|派驻|组团|手拉手|坐诊|带教|劳务协作|东西协作|联席会议|[一二三四五六七八九十]援"
)
STANDS_BY = re.compile("支援(?!下)|派出")  # between provinces said of every flood and every hot summer
TIED = re.compile(rf"{GIVEN}|消费(?:帮扶|扶贫)|对口|结对|合作交流办|支援合作|协作办|援派|挂职|(?<!政府)援建|累计援助")
MISFORTUNE = re.compile(r"灾区|地震|抗震|赈灾|救灾|洪涝|洪灾|泥石流|疫情|抗疫|驰援")  # whoever helps then is no partner
MANY = 30  # more parties than a report names


class Sign(NamedTuple):
    """One thing that speaks for (positive) or against it."""

    weight: float
    why: str


def relevance(report: Report, named: Sequence[Mention]) -> Relevance:
    """`score` above 0.5 means yes; `why`: in words, the weightiest first."""
    signs = sorted(signs_of(report, named), key=lambda sign: -abs(sign.weight))
    total = sum(sign.weight for sign in signs)
    score = round(1 / (1 + math.exp(ENOUGH - total)), 2)
    why = tuple(sign.why for sign in signs) or ("全文未提对口支援",)
    return Relevance(is_aid_report=total >= ENOUGH, score=score, why=why)


def signs_of(report: Report, named: Sequence[Mention]) -> Iterator[Sign]:
    yield from words_in(report)
    yield from givers_in(named, report)
    yield from against(report, named)


def words_in(report: Report) -> Iterator[Sign]:
    text = "\n".join((report.body, *report.captions))
    titled = WORD.findall(report.title)
    found = Counter(WORD.findall(text))
    if count := found.total():
        offices = len(OFFICE.findall(text))
        said = "、".join(word for word, _ in found.most_common(3))
        yield Sign(weight=min(count - 0.6 * min(offices, count), 6), why=f"正文{count}处说到{said}")
        if WORD.search(text, 0, 160):
            yield Sign(weight=0.8, why="开头即说到支援")
        if count * 1000 < 2 * len(text) and not titled:
            yield Sign(weight=-1.2, why="支援在全文中只是顺带一提")
    if titled:
        yield Sign(weight=min(2 * len(titled), 4), why=f"标题写明{titled[0]}")
    if funds := FUNDS.search(text):
        yield Sign(weight=0.6, why=f"写明{funds[0]}")
    if deeds := len(DEED.findall(text)):
        yield Sign(weight=min(deeds * 0.2, 1), why="写到工作队、医疗队、援建等实事")


def givers_in(named: Sequence[Mention], report: Report) -> Iterator[Sign]:
    year = report.published.moment.year if report.published.moment else None
    donors = {
        mention.party.code or mention.party.name: mention.party.name for mention in named if mention.side == "donor"
    }
    recipients = {mention.party.code: mention.party.name for mention in named if mention.side == "recipient"}
    if donors:
        yield Sign(weight=1.2, why=f"支援方：{'、'.join(list(donors.values())[:3])}")
    official = official_pair(donors, recipients, year)
    both = official or any(taker and taker[:2] != giver[:2] for giver in donors for taker in recipients)
    if both and is_short_notice(report, official):
        yield Sign(weight=1.4, why="短讯写明结对双方之间的实事")
    if official:
        yield Sign(weight=0.8, why=f"结对关系有据：{official_words(official)}")
    elif both or (donors and recipients and len(report.body) < SHORT and WORD.search(report.body)):
        yield Sign(weight=0.6, why="支援方与受援地俱全")


def is_short_notice(report: Report, official: Pairing | None) -> bool:
    """Does a short report tell of help; in a disaster, when everybody helps, only between partners smaller than
    provinces that aid and do not trade (对口合作)."""
    if len(report.body) >= SHORT:
        return False
    text = f"{report.title}\n{report.body}"
    near = official is not None and not official.recipient.endswith("0000") and official.programme != "对口合作"
    told = (HELPS if official else TIED).search(text) or (near and STANDS_BY.search(text))
    sure = near or not MISFORTUNE.search(text) or WORD.search(text) or POSTED.search(text)
    return bool(told and sure)


def official_pair(donors: dict[str, str], recipients: dict[str | None, str], year: int | None) -> Pairing | None:
    givers, takers = list(donors)[:MANY], [code for code in recipients if code][:MANY]
    between = [(donor, recipient) for donor in givers for recipient in takers]
    pairs = (pairing_between(*pair, when) for when in dict.fromkeys((year, None)) for pair in between)
    return next((pairing for pairing in pairs if pairing), None)


def official_words(pairing: Pairing) -> str:
    donor, recipient = (
        places()[each].name if each in places() else each for each in (pairing.donor, pairing.recipient)
    )
    years = (f"{pairing.since}年起" if pairing.since else "") + (f"至{pairing.until}年" if pairing.until else "")
    return f"{donor}支援{recipient}" + (f"（{years}）" if years else "")


def against(report: Report, named: Sequence[Mention]) -> Iterator[Sign]:
    matter = OTHER_MATTER.search(report.title)
    if matter and not WORD.search(report.title):
        yield Sign(weight=-2.0, why=f"标题讲的是另一件事：{matter[0]}")
    show = SHOW.search(report.title)
    if show and not matter and not WORD.search(report.title):
        yield Sign(weight=-0.8, why=f"标题讲的是展演：{show[0]}")
    if ABROAD.search(report.title) or len(ABROAD.findall(report.body)) > 3:
        yield Sign(weight=-3.0, why="讲的是境外事务")
    if BETWEEN_PROVINCES.search(report.title) or BETWEEN_PROVINCES.search(report.body):
        return
    if not any(is_receiver(mention) for mention in named):
        yield Sign(weight=-3.0, why="未见受援地区：多为高校、医院之间的对口支援")
    if SCHOOLS.search(report.body) or (HOSPITALS.search(report.body) and are_at_home(named)):
        yield Sign(weight=-3.0, why="讲的是高校之间、本省医院之间的对口支援")


def are_at_home(named: Sequence[Mention]) -> bool:
    """Do all that give and receive lie in one province."""
    return len({(mention.party.code or "")[:2] for mention in named if mention.side in ("donor", "recipient")}) == 1


def is_receiver(mention: Mention) -> bool:
    return mention.side == "recipient" and mention.party.code is not None
