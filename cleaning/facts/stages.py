"""Stages: how far a sum has come, from a wish to a finished building; and whether it lies in the aid plan."""

import re

from cleaning.facts.clauses import Place

ORDER = ("pledged", "planned", "committed", "disbursed", "spent", "completed", "forecast", "none")
_STAGES = {
    "pledged": r"意向|框架(?:合作)?协议|承诺|拟捐|认捐",
    "planned": (
        r"计划(?!外|内|生育)|规划(?!外|内)|(?:安排|下达)(?:[^，。；\d]{0,5}投资)?|概算|预算(?!内|资金)|资金规模"
        r"|列入"
    ),
    "committed": (
        r"落实(?:[^，。；\d]{0,5}投资)?|签约|签订|签下|签署|协议|合同|争取|筹[资集措款]|自筹|批复|获批|立项|设立|募集|众筹"
        r"|提取|达成|整合|申请"
    ),
    "disbursed": (
        r"到位|拨付|拨款|划拨|下拨|拨出|划入|到账|捐(?!建|赠[资物款])|资助|补助|补贴|发放|送去|送来|赠[送书药]|交付|拿出|提供|移交|收到|接收|缴纳|援助(?:了|价值|$)|各援助资金$|向[^，。；]{1,12}援助|给予|予以(?!公[示布告开])|调拨|调剂"
        r"|慰问|运[抵送往]|送达|送到|[汇寄][入去给往]|划转"
    ),
    "spent": (
        r"(?<![内会总约向产])(?<!民间)(?<!空间)(?:投入|投资)|使用|支出|列支|出资|花费|花了|支付|投资完成|利用|动用|注入|集资|购[买置]|用于|建设(?!资金|项目|用)"
    ),
}
_STAGE = re.compile("|".join(f"(?P<{stage}>{cues})" for stage, cues in _STAGES.items()))
_DONE = re.compile(
    r"建成|竣工|投用|投运|投产|通车|完工|落成|投入(?:使用|运营|运行)|建起|交付使用|安装完毕|并网|建设完成|新建的|修建了|打造了|捐建|新建了|完成了[^，。；]{0,30}建设"
)
_FORECAST = re.compile(r"预计|可达|有望|可[为新]|预期|可(?:人均|户均)?(?:增收|实现|带动)|均可(?!支配)")
# 预计亩均…，总增收…
_SUMMED_FORECAST = re.compile(r"(?:预计|预期|有望)(?![^。；]*(?:去年|今年|目前|已|实现了))[^。；]*$")
_ONCE_BUILT = re.compile(r"(?<!已)(?<!正式)(?:建成|投产|达产|投用|投产达效)后[^。；]*[可将年]")
_FUTURE = re.compile(
    r"(?:(?<!日前)(?<!近日)(?<!已)将(?![士领军来]|价值)|拟|准备|打算|未来|(?:计划|规划)(?=再?[投安援建实完拨使支购筹采])|计划(?=[在于用从未今明两三“])|应(?=[拨投])|预计)[^。；]{0,40}$"
)
# The last word of time before a sum decides. What was paid out already (拨付明年第一笔资金) is not to come.
_TIME = re.compile(
    r"(?P<ahead>(?<!拨付)(?<!下拨)(?<!预拨)(?<!到位)(?<!落实)(?:明后?年|后年|下一步|下一阶段|下一年|今后|接下来))"
    r"|(?P<past>今年|去年|前年|截[至止]|目前|日前|近日|已|以来|累计|(?:19|20)\d\d年)"
)
_TO_COME = re.compile(r"(?:预计|计划|将(?![士领军来])|力争|争取|确保|有望|拟|明年|后年|即将|尚未|未)[^，。；]{0,14}$")
# 将首批资金6200万元拨付到…: 将 takes the object of what is done, it does not tell of what is to come.
_OBJECT = re.compile(
    r"将(?=[^，。；]*?元[^，。；\d]{0,6}?(?:拨付|[下划]拨|划转|汇[入至到]|送[到往至给]|交[到给付]|捐[赠给]|发放|打入))"
)
_THEN = re.compile(r"后[^，。；]{0,8}[可将能预]|后，?[^，。；]{0,8}(?:可|将|预计)")
_DONE_ALREADY = re.compile(
    r"已经?(?:全部|全额|足额|累计|先后|实际)?(?:到位|拨付|下达|落实|投入|完成|支付|使用)[^，。；]{0,6}$"
)
_BY_THEN = re.compile(
    r"(?:将|要|须|争取|确保)?(?:在|于)?(?:[今本]年|\d{1,2}月|年|季度|月)*(?:底|末|初)?前(?:将)?"
    r"(?:全部|全额|足额|均)?(?:拨付|到位|下达|落实|完成)"
)
_INVESTED = re.compile(r"(?P<pledged>意向|框架)|(?P<disbursed>到位)|(?P<spent>完成)|(?P<committed>签|合同|协议|达成)")
_PUT_IN = re.compile(r"(?<![总会])投资?[^总额]{0,4}$|投入")
_ALREADY = re.compile(r"^(?:已经?|全部|均|也|都|于[\d年月日底前]+)+")
_EXPECTED = re.compile(r"预计|有望|可达|预期")
_HANDED_OVER = re.compile(r"运[抵送往]|送达|送到|交付|移交|发放")
_THING = 40  # characters after the worth of things that still say what became of them
_PLAN = re.compile(
    r"计划[内外]|规划[内外]|社会(?:援藏|帮扶|援助|各界)|纳入[^，。；]{0,8}规划|列入[^，。；]{0,8}规划"
)  # the branches begin with a character each, and have no names: so it is searched for much faster
# 均, 资金, 目前, 已: what may stand between a sum and the next clause's word for how far it has come.
_NEXT = re.compile(
    r"(?:目前|现在?|如今|日前|[该这此]笔|[该此]|款项|款|资金|善款|物资|全部|全额|足额|均|都|也|已经?|于|[\d上本今去年月日底前初中旬]+){0,8}"
    r"(?:(?P<deed>到位|拨付|到账|汇入|划转|下达|落实|交付|送达|送到|运抵|发放|签约|批复|立项)|(?P<done>建成|竣工|投用|投入使用|完工))"
)
_OTHER_SUM = re.compile(r"\d[万亿]?[余多]?元")


def stage_of(place: Place, role: str | None) -> str:
    """The stage the words state; `none` where a sum has none (an income, a price)."""
    if role is None or role == "other":
        return "none"
    if role == "outcome":
        return "forecast" if _is_expected(place) else "none"
    if role == "investment_attracted":
        return _invested(place)
    if _is_planned(place):
        return "forecast" if "预计" in place.segment[-30:] + place.lead else "planned"
    if role == "project_cost":
        return _built(place)
    return _given(place, role)


def _is_expected(place: Place) -> bool:
    if _FORECAST.search(place.segment[-12:] + place.lead) or _SUMMED_FORECAST.search(place.segment[-40:]):
        return True
    return _ONCE_BUILT.search(place.segment + place.lead) is not None


def _is_planned(place: Place) -> bool:
    """计划安排资金2.05亿元，4月底已到位1.1亿元: what was done already undoes the word of what is to come; 6月底前全部
    拨付 says it after the sum."""
    if _DONE_ALREADY.search(place.lead):
        return False
    return bool(
        _FUTURE.search(_before(place)) or _is_ahead(place.segment[-60:] + place.lead) or _BY_THEN.match(place.tail)
    )


def _before(place: Place) -> str:
    """What stands before it, where 将 means 把 so written."""
    words = place.segment[-30:] + place.lead
    if "将" not in words:
        return words
    return _OBJECT.sub("把", words + place.text[place.start : place.clause[1]])[: len(words)]


def _invested(place: Place) -> str:
    """签约, 意向 and 到位 say it; 投资 with a company before it is spent; a bare 总投资 says nothing."""
    if _EXPECTED.search(place.lead):
        return "forecast"
    words = place.lead if _INVESTED.search(place.lead) else place.segment + place.lead + place.tail
    found = [match.lastgroup or "" for match in _INVESTED.finditer(words)]
    if found:
        return "pledged" if "pledged" in found else found[-1]
    if _FUTURE.search(place.lead):
        return "planned"
    if _built_by(place.tail) == "completed":
        return "completed"
    return "spent" if _PUT_IN.search(place.lead) else "none"


def _built(place: Place) -> str:
    built = _built_by(place.segment[-24:] + place.lead + place.tail + place.onward[:30])
    if built or "新建" in place.segment:
        return built or "completed"
    stage = _last(place.lead) or ("planned" if _last(place.segment[-30:]) == "planned" else None)
    return stage if stage and (stage != "spent" or "投入" in place.lead) else "none"


def _given(place: Place, role: str) -> str:
    """The word before the sum, else after it; of things farther after it: 价值20万元的电脑和图书运抵学校."""
    stage = "committed" if "决定" in place.lead else _last(place.lead)
    said_after = _STAGE.match(_ALREADY.sub("", place.tail))
    if said_after is not None and said_after.lastgroup in ("disbursed", "committed", "planned"):
        return said_after.lastgroup or "none"
    if _built_by(place.tail) == "completed" and stage in ("spent", "committed", None):
        return "completed"
    if stage == "committed" and role == "in_kind" and _HANDED_OVER.search(place.tail[:_THING]):
        return "disbursed"  # 争取的价值68万元的农机运抵
    if stage is not None:
        return stage
    after = _STAGE.search(place.tail[: _THING if role == "in_kind" else 14])
    if after is not None and after.lastgroup in ("disbursed", "committed", "planned"):
        return after.lastgroup or "none"
    return _last(place.segment[-40:]) or _told_next(place) or "none"


def _told_next(place: Place) -> str | None:
    """援藏资金5000万元，目前已全部到位: the next clause says it of this sum, if it names no other."""
    found = _NEXT.match(place.onward)
    if found is None or _OTHER_SUM.search(found[0]):
        return None
    return "completed" if found["done"] else _last(found["deed"])


def _is_ahead(text: str) -> bool:
    """明年用于设施农业的援青资金: the last word of time is of a time to come."""
    found = [match.lastgroup for match in _TIME.finditer(text)]
    return bool(found) and found[-1] == "ahead"


def _built_by(text: str) -> str | None:
    """`completed` where something stands; `planned` where it is only to be built (预计明年建成, 建成后可)."""
    found = [
        _TO_COME.search(text, 0, match.start()) or _THEN.match(text, match.end()) for match in _DONE.finditer(text)
    ]
    return ("planned" if all(found) else "completed") if found else None


def _last(text: str) -> str | None:
    found = [match.lastgroup for match in _STAGE.finditer(text)]
    return found[-1] if found else None


def in_plan(place: Place) -> bool | None:
    """True for 规划内, False for 计划外: the nearest before the sum (not said of another sum) or right behind it; None
    where nothing is said."""
    words = place.segment[-40:] + place.lead
    if "划" not in words and "社会" not in words and "划" not in place.tail[:16]:
        return None
    before = _OTHER_SUM.split(words)[-1]
    found = _PLAN.findall(before) or _PLAN.findall(place.tail[:10])
    return not found[-1].startswith("社会") and not found[-1].endswith("划外") if found else None
