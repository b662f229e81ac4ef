"""Names of online casinos that hijackers set in the place of a giver (`manbetx官网援藏工作队`): who gave is lost."""

import re

from cleaning.repair.tally import LOST_NAME, Tally

LATIN = "manbetx|bet365|betway|kaiyun|dafabet|188bet|1xbet|fun88|18luck|bwin|betvictor|w88"
CHINESE = (
    "万博|亚博|必威|开云|乐鱼|华体会|爱游戏|星空|博鱼|九游|天博|欧宝|雷火|半岛|火狐|"
    "威尼斯人|太阳城|皇冠|永利|云顶|大发|乐橙"
)
TRADE = "体育|娱乐|电竞|棋牌|彩票|国际"
SHOP = "官网|官方网站|官方|平台|登录|登陆|注册|下载|入口|网址|手机版|客户端|app|网页版"
# A casino of Macao, or a word that is also a brand (皇冠, 开云, 星空), is none without its shop.
BRAND = re.compile(
    rf"(?:{CHINESE})?(?<![A-Za-z])(?:{LATIN})+(?![A-Za-z])(?:{TRADE}|{SHOP})*|(?:{CHINESE})(?:{TRADE})(?:{SHOP})+|"
    rf"(?:澳门)?新葡京(?:{TRADE}|{SHOP})*",
    re.I,
)


def in_both_cases(word: str) -> str:
    """An expression for a word in letters of either case. A text is searched for it much sooner than by an expression
    that is told to ignore case, and no copy of it in small letters is needed."""
    first, rest = word[0], "".join(f"[{sign}{sign.upper()}]" if sign.isalpha() else sign for sign in word[1:])
    return f"{first}{rest}|{first.upper()}{rest}" if first.isalpha() else first + rest


# Of which every such name has one. Words side by side, not grouped, are searched for by their first.
SHOPS = [f"{trade}(?:{SHOP}|[aA][pP][pP])" for trade in TRADE.split("|")]
CUE = re.compile("|".join((*map(in_both_cases, LATIN.split("|")), "新葡京", *SHOPS)))
UNMISTAKABLE = re.compile(LATIN, re.I)
STOREFRONT = re.compile(rf"(?:{SHOP})$", re.I)  # nobody is called `某某体育app`
AID = re.compile("第?[一二三四五六七八九十]+批|[省市]?援[藏青疆]|对口|选派|派出|捐[赠款资]|工作队")
ROLE = re.compile("集团|公司|党委|向|旗下|联合(?:开展|举办|主办|发起|组织)")
# Who speaks of casinos as such has not been robbed of a giver's name: nowhere in a text about gambling, and not where
# a sentence speaks of a case, a house or a club.
GAMBLING = re.compile("赌博|赌场|涉赌|诈骗")
REPORTED = re.compile("博彩|涉案|警方|公安|犯罪|查处|酒店|球队|球场|足球|比赛|赛事|赞助|联赛|俱乐部")
STOP = re.compile("[。！？!?\n]")


def without_brands(text: str, tally: Tally) -> str:
    """Only where one acts as a giver or is called like its shop, and nothing there speaks of casinos as such: then
    each place is marked as lost, and wherever else a name stands that acts as a giver."""
    if not CUE.search(text) or GAMBLING.search(text):
        return text
    named = list(BRAND.finditer(text))
    givers = {one[0] for one in named if AID.match(text, one.end())}
    found = [one for one in named if one[0] in givers or REPORTED.search(_sentence(text, one)) is None]
    if not any(STOREFRONT.search(one[0]) or UNMISTAKABLE.search(one[0]) or _role(text, one) for one in found):
        return text
    for match in reversed(found):
        text = text[: match.start()] + LOST_NAME + text[match.end() :]
    tally.add("brand_swap", len(found), repaired=False)
    return text


def _role(text: str, match: re.Match[str]) -> bool:
    return (AID.match(text, match.end()) or ROLE.match(text, match.end())) is not None


def _sentence(text: str, match: re.Match[str]) -> str:
    begin = max(text.rfind(stop, 0, match.start()) for stop in "。！？!?\n") + 1
    end = STOP.search(text, match.end())
    return text[begin : end.start() if end else len(text)]
