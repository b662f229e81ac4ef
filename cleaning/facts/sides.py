"""On which side a named party stands, by the words beside it."""

import re

AID = r"援[藏青疆川滇黔桂宁甘玉果昌伊和阿拉]"
WORK = rf"(?:{AID}|对口|支援|帮扶|援建|支教|扶贫协作|东西部协作|结对)"
ORGAN = (
    r"(?:[省市区县州]?(?:委|政府|人民政府|党委|党政)?[、和]?)*(?:[省市区县]?[\u4e00-\u9fff]{0,6}?(?:局|厅|办|处|院|会|校|公司|集团|企业|部门|单位|团|中心|所|大学|社|银行)[、等]?){0,2}"
)
# Right after the name: 湖北省第十批援藏工作队, 天津市北辰区援藏, 上海对口支援的…
GIVES = re.compile(
    rf"(?:省|市|区|县|籍)?(?:[“\"（(][^”\"）)]{{1,8}}[”\"）)])?(?:[^，。；！？\n：:]{{0,12}}?)(?:{AID}(?!的?目的地)|第[一二三四五六七八九十百\d]+批|对口支援|对口帮扶|对口援|援建|支教|工作队|前方?指|指挥部|医疗队|选派|捐赠|捐资|捐款|派出|组团|帮扶|支援|援助|结对)"
)
TAKES = re.compile(r"(?:对口)?(?:支援|帮扶|援助|援建|支持|结对|帮助|协作|援[藏青疆]?)(?:的)?(?:地区|受援地|贫困地区)?(?:了|的是|的|着|我[州市县])?[：:“]?$")
GOES = re.compile(r"(?:赴|奔赴|前往|来到|走进|进驻|抵达|到|进入|支边|扎根|服务|助力|造福|建设|送往|驰援|在|为|给|向|与|和)$")
FROM = re.compile(r"(?:来自|由|从|在|得益于|感谢|感恩)$")
HELPED = re.compile(r"[^，。；\n]{0,16}?(?:的)?(?:大力|无私|倾情|真情|全力|积极)?(?:帮助|支持|援助|支援|帮扶|协调|援建|关心)下")
IS_SUPPORTED = re.compile(r"(?:省|市|区|县)?(?:对口)?(?:支援|帮扶|援助|援建)")
FOREIGN = re.compile(r"(?:尼泊尔|阿富汗|非洲|巴基斯坦|蒙古国|柬埔寨|老挝|缅甸|不丹|孟加拉)")


def gives(text: str, start: int, end: int) -> bool:
    """Do the words beside `start` to `end` make it a giver."""
    after, before = text[end : end + 30], text[max(0, start - 12) : start]
    if GIVES.match(after):
        return True
    return bool(FROM.search(before) and HELPED.match(after))


def takes(text: str, start: int) -> bool:
    """Do the words before `start` make it a receiver."""
    return bool(TAKES.search(text[max(0, start - 14) : start]))
