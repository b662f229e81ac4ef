"""Named in passing: where people and goods come from or go to, former posts, neighbours, guests. Whoever is named so
neither gives nor receives there."""

import re

# Right before the name: 毕业于西安…, 远销上海, 从那曲搬来, 老家在河南, 东邻青海.
ORIGIN = re.compile(
    r"(?:来自|产自|[购选采]自|源[自于]|老家(?:是|在)?|祖籍|[原客]籍|籍贯|家住|出生[于在]|[，。]生[于在]|毕业[于自]|就读于?|考[入上取]了?|嫁到|"
    r"[销卖发]往|[卖销][到进]|远销到?|畅销|打[入进]|[搬迁移][到往]|途[经径]|路过|[东西南北毗紧][邻接临连]|列席|应邀|参照|借鉴|仿照|效仿|对标)(?:了|的)?$"
)
ORIGIN_LAST = frozenset("自于家是在籍贯住读入上取往到进销打经径过邻接临连席邀照鉴仿标了的")  # what that ends with
# 从那曲搬来的牧民, 从寿光请来技术员
LEFT = re.compile(r"[省市区县州]?[专特]?(?:[搬迁移运调请飞赶买购引][到往来进入]?|来|学|到[\u4e00-\u9fff])")
# Earlier in its clause: 他曾在昌都…, 2010年以前靠甘肃…; 此前他在阿克苏、黔东南各支教一年.
PAST = re.compile(r"(?:曾|此前|以前|那年|原先)[^，。；！？：\n]*$")
POST = re.compile(r"(?:曾|此前|以前|那年|原先)[^，。；！？：\n]{0,14}?[在到赴][^，。；！？：\n]*$")
# 凉山州曾由佛山市结对帮扶; 兰州市也曾帮扶…; 福州市结对帮扶定西市期间曾…: who gave once.
ONCE_BY = re.compile(
    r"(?:曾经?|此前|以前|之前|早前|原先|原来?|过去|早年|前期)[^，。；！？：\n]{0,8}?"
    r"(?:由|(?:帮扶|支援|援助|结对)(?:的|方|地|单位|城市)(?:为|是))$"
)
NO_MORE = re.compile(r"[省市区县州]?(?:已|将)?(?:不再|停止)(?:对口|结对)?(?:帮扶|支援|援助|协作)")
ONCE = re.compile(
    r"[省市区县州]?(?:[也都还]?曾经?|此前|以前|之前|早前|原先|过去|前期|[^，。；！？：\n]{0,20}?(?:期间|时期?)曾经?)"
    r"[^，。；！？：\n]{0,12}?(?:对口|结对|帮扶|支援|援建|援助|协作|建立|捐)"
)
BY_THEN = re.compile(r"(?:此前|以前|之前|早前|原先|过去|(?:19|20)\d\d年(?:以|之)?前)，?$")
# Right after it or its list: 浙江台州客商, 贵州、湖南的采购商.
PEOPLE = re.compile(
    r"[省市区县州]?(?:等地|等[省市]|[两三]地|一带)?的?(?:多|数)?[名位家批些]?"
    r"(?:[客外]商|采购商|经销商|代理商|旅行商|商贩|投资[商者]|[游旅顾食乘]客|网友|患者|病人|移民|选手|[球车]队|[男女][排篮足]|球[员迷]|演员|歌手|观众|听众|老乡|"
    r"餐[厅馆]|饭店|超市|专卖店|门店|市场|消费者|读者|人(?=[，。、在大老]))"
)
UNNAMED = re.compile(
    r"[省市区县州]?(?:等地)?的?一[家所](?!亲)|(?:等地)?的?(?:爱心|民营)?企业(?=捐|赠|出资|赞助|投资)"
)  # but 南京市一名援疆医生, 浙江的一支医疗队
NOBODYS = frozenset("一企")  # looked at first
# Somewhat after it: 沈阳一厂生产的, 湖南文旅部门应邀观摩, 在日喀则待过三年.
AFTERWARDS = re.compile(
    r"[^，。；：、！？\n捐赠送援]{0,8}?(?:应邀|列席|观摩|(?:待|呆|住|工作|学习|生活|支教|打工|当兵)过|(?:生产|制造|研制|出产|加工)(?:的|[，。；]|$))"
)
GUEST = re.compile(r"[^，。；！？\n]{0,16}?(?:列席|旁听|观摩)")
SEEN = re.compile(r"[省市区县州]?(?:参观|观摩|转机|中转|换乘|演出|巡演)")
REACH = 24  # characters of its clause that are looked at


def is_in_passing(text: str, start: int, end: int) -> bool:
    """Does the text speak of `start` to `end`, a name with its list, only by the way."""
    last = text[start - 1 : start]
    if last in ORIGIN_LAST and ORIGIN.search(text[max(0, start - 8) : start]):
        return True
    if last == "从" and LEFT.match(text, end):
        return True
    if last == "在" and SEEN.match(text, end):
        return True
    if PAST.search(text, max(0, start - REACH), start):
        return True
    return bool(PEOPLE.match(text, end) or is_unnamed_body(text, end) or AFTERWARDS.match(text, end))


def is_unnamed_body(text: str, end: int) -> bool:
    """上海一家企业: from there, and nobody that could be written down."""
    return not NOBODYS.isdisjoint(text[end : end + 7]) and UNNAMED.match(text, end) is not None


def is_relieved(text: str, start: int, end: int) -> bool:
    """Is it said that the help was its duty, and is no more: 此前由…, …不再帮扶."""
    once = text.endswith(("由", "为", "是"), 0, start) and ONCE_BY.search(text, max(0, start - REACH), start)
    return bool(once or NO_MORE.match(text, end))


def helped_once(text: str, start: int, end: int) -> bool:
    """Is it told what it did once; it may do so still."""
    return bool(ONCE.match(text, end, end + 2 * REACH) or BY_THEN.search(text, max(0, start - REACH), start))


def is_guest(text: str, end: int) -> bool:
    """Does it but listen to what others do."""
    return GUEST.match(text, end) is not None


def is_former_post(text: str, start: int) -> bool:
    """Was somebody there once, so that what follows was done there, not by it."""
    return POST.search(text, max(0, start - REACH), start) is not None
