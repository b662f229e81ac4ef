"""How a division's name is shortened: 黄南藏族自治州 to 黄南州 and 黄南, 洛隆县 to 洛隆."""

import re

PEOPLES = (
    "蒙古族?|回族?|藏族?|维吾尔族?|苗族|彝族|壮族|布依族|朝鲜族?|满族|侗族|瑶族|白族|土家族|哈尼族|哈萨克族?|傣族|黎族|傈僳族|佤族|畲族|"
    "拉祜族|水族|东乡族|纳西族|景颇族|柯尔克孜族?|土族|达斡尔族?|仫佬族|羌族|布朗族|撒拉族?|毛南族|仡佬族|锡伯族?|阿昌族|普米族|塔吉克族?|"
    "怒族|鄂温克族?|德昂族|保安族|裕固族|独龙族|鄂伦春族?|各族"
)
AUTONOMOUS = re.compile(f"(?<=..)(?:{PEOPLES})*自治(州|县|旗|区)$")
NATIONALITY = re.compile("(?<=..)(?:回|满|达斡尔)族区$")
SUFFIX = re.compile("(?:特别行政区|行政委员会|地区|新区|林区|矿区|特区|省|市|县|区|州|盟|旗)$")
LEFT = re.compile("族$")


def stem(name: str) -> str:
    """The name without the word for what it is; one-character names keep it (朗县)."""
    for form in (AUTONOMOUS, NATIONALITY, SUFFIX):
        bare = form.sub("", name)
        if bare != name:
            bare = LEFT.sub("", bare) if len(bare) > 2 else bare
            return bare if len(bare) > 1 else name
    return name


def short_forms(name: str, level: str) -> tuple[str, ...]:
    """Shorter names in use, longest first."""
    bare, kind = stem(name), AUTONOMOUS.search(name)
    forms = [bare + kind[1]] if kind and level != "province" else []
    return tuple(form for form in [*forms, bare] if form != name)
