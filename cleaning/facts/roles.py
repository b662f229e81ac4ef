"""Roles: what a sum of money is. The nearest word of money decides; a general word (投入, 资金) asks who acts."""

import re
from typing import Literal

from cleaning.facts.attribution import Actor
from cleaning.facts.clauses import Place

Role = Literal[
    "aid_fund", "project_cost", "investment_attracted", "donation", "in_kind", "third_party", "outcome", "other"
]

_CUES = {
    "outcome": (
        r"生产总值|产值|多卖|节[约省]|拉动[^，。；\d]{0,6}消费|(?:人均|旅游|综合)消费|[净能]赚|挣|GDP|增收|创收|盈[利收]|营收|营业[额收]|销售|交易额|日均交易|成交额|零售总额|收入|收益|效益|利润|利税|税收|纳税|上缴"
        r"|分红|报酬|工资(?![里中]?(?:拿|省|挤)出)|[月日年]薪|租金|可支配|绩效|订单|购销|出口额|贸易额|存款|资产总|助销|带货|采购额|采购农|消费(?:帮扶|扶贫|援[藏青疆])(?![^，。；\d]{0,4}(?:资金|项目))|购买[^，。]{0,8}产品|增加值|入账|助学款|补偿"
        r"|(?:支付|兑付|付给|结算)[^，。；\d]{0,12}?(?:(?<![捐善拨程专贷借欠罚助扶持募筹汇])款|(?:流转|劳务|务工|管护)费)"
    ),
    "investment_attracted": (
        r"招商引资|招引|引资|签约|意向|协议(?:投资|资金|总?金?额)|合同(?:投资|总?金?额|资金)|合作协议|社会资(?:金|本)|社会投资"
        r"|民间(?:投资|资本)|企业投资|引[进入](?:企业|项目|资)|吸引|落地项目|注资|产业(?:投资)|在藏投资|投资额"
    ),
    "donation": (
        r"捐|善款|募|众筹|助学金|奖[学教]金|助教金|奖[学教]基金|校友|爱心|慈善|党费|义卖|慰问金|红十字|公益(?!林|性|岗|类)|基金会|儿基会"
        r"|(?:工资|积蓄|津贴|生活费|稿费)[里中]?(?:拿|省|挤)出|掏腰包|自费|凑[了出齐钱]"
    ),
    "in_kind": r"价值|赠药|(?:发放|赠送)药品|折合|折[款价]|码洋|(?<!出口)总值",
    "project_cost": (
        r"总投资|工程投资|总投入|概算|总造价|造价|工程款|总规模|投资(?:总额|规模)|多渠道|等(?:途径|渠道|方式)|培训费用"
        r"|建设费用|投资预算"
    ),
    "third_party": (
        r"配套|匹配|(?:地方|群众|(?<!援)[县州])自筹|(?:自治区|地方|[县州]级|当地)(?:专项|财政)?资金|整合|贷款|信贷|集资|周转金|中央(?:财政|预算|投资|资金)|国家(?:项目|投资|专项|财政)|(?:自治区|当地|地区|县)财政"
        r"|政府投资|固定资产投资|转移支付"
    ),
    "other": (
        r"赔偿|罚款|药费|票价|门票|成本|债|借款|借了|保险|学费|价格|单价|售价|市场价|房价|每斤|每公斤|花[了费]|预支|买|租下|出售|卖|货值|抚养费|注册资[金本]|损失|缺口"
        r"|贿|赃|涉案|罚没|诈骗|挪用|侵占|贪污"
        r"|票房|欠"
    ),
    "aid_fund": (
        r"援[藏青疆助建][^，。]{0,6}(?:资金|经费|项目)|(?:帮扶|支援|援助|扶持|协作|防控|慰问)资金|资金规模"
        r"|[计规]划[内外]|无偿援助"
    ),
    "general": (
        r"投入|投资|资金|安排|落实|到位|拨付|拨款|划拨|争取|自?筹[集措资]?|资助|补助|补贴|出资|助资|经费|援助|援建|使用|完成|下达|支持|建设|拿出|实施|注入|到账|(?<![招中])投(?:了|下|放)?$"
    ),
}  # fmt: skip
_CUE = re.compile("|".join(f"(?P<{role}>{cues})" for role, cues in _CUES.items()))
_TAIL_FUND = re.compile(
    r"(?:人民币)?的?(?P<outcome>[\u4e00-\u9fff]{0,3}(?:收入|房租|工资|分红|产值|利润|报酬|租金|效益|销售额))"
    r"|(?:人民币)?的?(?P<donation>[\u4e00-\u9fff]{0,2}(?:助学金|善款|捐款|奖学金|资助金|爱心))"
    r"|(?P<aid_fund>的?[\u4e00-\u9fff]{0,4}(?:援[藏青疆助](?:资金|经费|项目)|帮扶资金|专项资金))"
)
_BORNE = re.compile(
    r"(?:全部|全额|均)?由[^，。；]{0,12}(?:援[藏青疆]|对口|帮扶|支援|协作)[^，。；]{0,10}(?:承担|负担|解决|出资|援建)"
)  # 400万元由援藏工作队全额承担
_CLASS = re.compile(r"的?(?:重[点大])?(?:项目|企业|工程|合同|大户)")  # 5000万元以上项目12个: a class, not a sum
_BRACKETED = re.compile(r"[（(][^（）()]*[）)]")
_SUM = re.compile(r"\d[万亿]?元[^，。；]*$")  # a sum between: the word before it was said of that one
_BARE_SUM = re.compile(r"\s*(?:资金)?(?:共计|合计|总计|总额|共)(?:为|达)?")
_HELPED = re.compile(
    r"(?:帮扶|支援|援助)[^，。；]{2,12}?(?:[区县市州]|地区)(?:本?级)?财政(?:专项)?资金$"
)  # 河西区帮扶庄浪县财政资金
_RATE = re.compile(r"(?:一|/|每|1)(?:公?斤|株|亩|桶|瓶|根|个|头|张|件|度|吨|只|平方米|人|台|套|米)")
_GIVING = re.compile(r"捐|赠|发放|送|提供|援助|支援|资助|爱心|慈善|物资|运[抵到往]|交付|移交|收到|领到")
_ATTRACTING = re.compile(r"招商|引资|签约|招引|引进|洽谈|推介|投资贸易|客商|签订|(?<!帮扶)(?<!援助)合作项目")
_DEAL = re.compile(r"(?:帮扶|支援|援助|援[藏青疆]|结对|校地|共建|协作)(?:合作)?(?:框架)?协议")  # who signs one gives
_ACTORS = re.compile(
    r"(?P<investment_attracted>公司|企业|集团|商会|[苏浙粤沪湘闽鲁津京]商|客商)"
    r"|(?P<third_party>(?:村民|群众|农牧民|牧民|合作社)(?:们|自己|共同)?(?:集资|自筹|出资|投)|政府(?:先后|共|还|已)?(?:投|出资|拨)|商务厅|国家|中央|团县委)"
    r"|(?P<aid_fund>援[藏青疆建助]|工作[队组]|指挥部|前指|帮扶|对口|支援|协作|扶贫)"
)

# 某公司出资300万元援建小学: a company that builds what earns nothing gives.
_PUBLIC = re.compile(
    r"[^，。；]{0,12}(?:幼儿园|小学|中学|希望学校|校舍|教学楼|图书|食堂|卫生[院室]|路灯|水窖|饮水|[养敬]老院|福利院|困难|贫困|助学)"
)
_PARTS_WITH = re.compile(r"拿出|资助|援助")  # who does that with money does not invest it
# 商会认捐360万元，首批120万元已到账: a share of the gift before it.
_GIFT = re.compile(r"捐(?!款人)|善款|募集")
_OF_IT = re.compile(r"(?:目前|首[批笔]|第一[批笔]|其中|其余|现?已|先[期行])+")
_ITEM = 24  # characters before the sum that a member of a list does not exceed
_AID_SHARE = re.compile(
    r"其中[^，。；]{0,8}(?:援|帮扶)[^，。；]{0,6}(?:资金|投入|经费|\d)"
)  # so the sum itself has other givers too
_WHOLE_COST = re.compile(
    r"^(?:[该此本]|整个)?(?:项目|工程)(?:计划|规划|预计|拟|共|累计)?投资$|^(?:首|[一二三四])期(?:工程|项目)?(?:计划|规划|预计)?投资$"
)  # 项目计划投资10亿元
_BUILDS = re.compile(r"(?:项目)?投资$")
_OF_A_THING = re.compile(
    r"(?:人民币)?的[^，。；]{2,14}?(?:厂|站|路|桥|中心|基地|园|楼|学校|医院|工程|项目|水库|电站|市场)"
)
_BUILT = re.compile(r"(?:人民币)?(?:建设|建成|新建|兴建|修建)")


def role_of(place: Place, *, actor: Actor, aided: bool) -> tuple[Role, float]:
    """The role and how sure it is. `actor`: who acts in the sentence; `aided`: the report speaks of aid, so
    投入 is aid even where 援 is not said, unless the recipient itself acts."""
    if _RATE.match(place.tail) or (_is_class(place) and _CLASS.match(place.tail)):
        return "other", 0.8
    lead = _last_cue(place.lead)
    tail = _TAIL_FUND.match(place.tail)
    if tail is not None and (lead in (None, "general", "other", "aid_fund") or _SUM.search(place.lead)):
        return _named(tail), 0.95
    cue, sure = _cue_around(place, lead)
    return (_settle(cue, place, actor, aided) if cue else "other"), sure


def _is_class(place: Place) -> bool:
    return place.text.endswith("以上", 0, place.end) or place.text.startswith(("超", "过", "逾"), place.start)


def _cue_around(place: Place, lead: str | None) -> tuple[str | None, float]:
    """The deciding word: before the sum in its clause, after it, or in the part of the sentence before the clause."""
    if lead is not None:
        return lead, 0.9 if lead == "general" else 0.98
    if _BORNE.match(place.tail):
        return "aid_fund", 0.95
    onward = _first_cue(place.tail)
    if onward == "general" and _ATTRACTING.search(place.segment) and not _DEAL.search(place.segment):
        return "investment_attracted", 0.8
    if onward is not None:
        return onward, 0.9
    back = _last_cue(place.segment[-40:]) or _last_cue(_listed_under(place)) or _last_cue(_summed_up(place))
    return back, 0.8 if back else 0.7


def _listed_under(place: Place) -> str:
    """发放分红：一组每户1200元；二组每户950元: what stands before the colon is said of every member."""
    head, _, listed = place.back.partition("：")
    is_item = "；" in listed and len(place.segment) + len(place.lead) < _ITEM and not place.tail.strip("。；")
    return head[-24:] if is_item else ""


def _summed_up(place: Place) -> str:
    """现将…资金计划下达你们。共计4800万元: a bare sum of what the sentence before it speaks of."""
    if not _BARE_SUM.fullmatch(place.lead) or place.segment:
        return ""
    before = place.text[place.paragraph[0] : place.sentence[0]].rstrip("。")
    return before[before.rfind("。") + 1 :][-80:]


def _last_cue(text: str) -> str | None:
    """A special word in the clause outweighs the general words after it: 招商引资到位资金. What stands in brackets is
    said by the way: 帮扶资金（含实物折款）."""
    bare = _BRACKETED.sub("", text) if "（" in text or "(" in text else text
    found = [match.lastgroup or "" for match in _CUE.finditer(bare)]
    special = [name for name in found if name != "general"]
    return (special or found)[-1] if found else None


def _first_cue(text: str) -> str | None:
    found = _CUE.search(text[:16])
    return found.lastgroup if found else None


def _named(match: re.Match[str]) -> Role:
    return match.lastgroup or "other"  # type: ignore[return-value]


def _settle(cue: str, place: Place, actor: Actor, aided: bool) -> Role:
    if cue == "in_kind":
        return "in_kind" if _GIVING.search(place.whole) else "other"
    if cue == "project_cost":
        return "investment_attracted" if _ATTRACTING.search(place.whole) else "project_cost"
    if cue == "general" and _OF_IT.fullmatch(place.lead) and _GIFT.search(place.segment):
        return "donation"
    if cue == "general" or (cue == "third_party" and _HELPED.search(place.lead)):
        return _acting(place, actor, aided) if cue == "general" else "aid_fund"
    return cue  # type: ignore[return-value]


def _is_whole(place: Place) -> bool:
    """Is it what a thing costs in all: 项目计划投资10亿元; 投资300万元建设; 投入900万元，其中援藏资金600万元."""
    built = not place.segment and _BUILDS.match(place.lead) and _BUILT.match(place.tail)
    return bool(_AID_SHARE.match(place.onward) or built or _WHOLE_COST.match(place.lead))


def _acting(place: Place, actor: Actor, aided: bool) -> Role:
    """Who put it in: the last one named in the clause or in the part of the sentence before it."""
    if _is_whole(place):
        return "project_cost"
    if ("到位" in place.lead or "签约" in place.lead) and _ATTRACTING.search(place.segment):
        return "investment_attracted"
    return "third_party" if actor == "office" else _named_there(place, actor, aided)


def _named_there(place: Place, actor: Actor, aided: bool) -> Role:
    """By the kind of the last actor before the sum, else by whether it draws capital, is a price, or whose it is."""
    actors = [match.lastgroup for match in _ACTORS.finditer(place.segment[-60:] + place.lead)]
    if actors or actor == "donor":
        who = actors[-1] if actors else "aid_fund"
        return _of_company(place) if who == "investment_attracted" else who  # type: ignore[return-value]
    if _ATTRACTING.search(place.segment) and not _DEAL.search(place.segment):
        return "investment_attracted"
    if actor is None and _BUILDS.match(place.lead) and _OF_A_THING.match(place.tail):
        return "project_cost"  # 投资2400万元的藏毯厂
    theirs = actor == "recipient" or "自筹" in place.lead
    return "third_party" if theirs else "aid_fund" if aided else "other"


def _of_company(place: Place) -> Role:
    """A company invests, unless it parts with the money or builds what earns nothing."""
    if _PARTS_WITH.search(place.lead):
        return "aid_fund"
    gift = _PUBLIC.match(place.tail) or _GIFT.search(place.onward[:20])  # 商会出资130万元，在县城捐建幼儿园
    return "donation" if gift else "investment_attracted"
