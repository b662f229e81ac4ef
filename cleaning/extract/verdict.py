"""Pages that are no articles, named by what they are: they are kept, and not taken for reports."""

import re
from collections.abc import Sequence

from cleaning.extract.lines import Lines
from cleaning.extract.topic import speaks_of
from cleaning.report import Quarantine

SHORT = 220  # characters below which the words of an error page are believed
PHOTO = 60
CAPTCHA = re.compile(
    r"验证码|安全验证|人机(?:验证|识别)|滑动(?:验证|滑块)|访问(?:过于|太)频繁|请完成(?:下方|以下|"
    r"安全)?验证|异常访问|captcha|are you a robot|WAF|"
    r"防火墙|请求已被拦截|点击按钮进行验证",
    re.I,
)
LOGIN = re.compile(
    r"(?:请|需要?|须)(?:您)?先?(?:登录|登陆)|(?:登录|登陆|注册|订阅|付费|购买|开通会员|"
    r"成为会员).{0,8}(?:后|才能|方可|即可|可以?)(?:继续)?(?:查看|阅读|"
    r"浏览|访问|观看)|仅(?:限)?(?:会员|VIP|注册用户)|您没有(?:权限|登录)|无权(?:访问|查看)|剩余\s*\d+\s*字",
    re.I,
)
GONE = re.compile(
    r"(?:页面|网页|文章|内容|信息|新闻|主题|帖子|链接|资源|稿件|栏目|数据).{0,8}(?:不存在|没有找到|找不到|"
    r"未找到|已被?删除|已失效|已过期|无法访问|已下线|被屏蔽|已撤稿|"
    r"丢失)|404|not found|找不到(?:您|该|页面|文件)|您(?:访问|查看|浏览|请求)的.{0,12}(?:不存在|已被?删除|"
    r"找不到|丢失)|抱歉.{0,20}(?:出错|不存在|"
    r"删除)|对不起.{0,16}(?:不存在|删除|找不到)|系统维护|即将(?:自动)?(?:跳转|返回)|秒后.{0,6}(?:跳转|返回)",
    re.I,
)
# Twice the same class: what begins with a repetition is tried at every character.
ABROAD = r"[\u3041-\u3096\u30a1-\u30faA-Za-z\u0400-\u04ff\u0600-\u06ff\u0e00-\u0e7f\uac00-\ud7a3\u0f00-\u0fff]"
FOREIGN = re.compile(f"{ABROAD}{ABROAD}*")
KANA = re.compile(r"[\u3041-\u3096\u30a1-\u30fa]")
HAN = re.compile(r"[\u4e00-\u9fff][\u4e00-\u9fff]*")
ITEM_LENGTH = 90  # characters that one has at most
ITEM_ENDS = "日])）"  # if not with a digit
ITEM = re.compile(r"^.{6,60}?\s*[\[(（]?(?:(?:19|20)\d\d[-/.年])?\d{1,2}[-/.月]\d{1,2}日?[\])）]?$")


def verdict(page: Lines, title: str, paragraphs: Sequence[str], *, captions: int, pictures: int) -> Quarantine | None:
    """Why this is no article, or None. `pictures`: how many the page shows outside its frame."""
    body = "".join(paragraphs)
    if len(body) < SHORT:
        whole = title + "".join(line.key for line in page.lines[:80])
        told = body if len(body) > 40 else whole
        if reason := _stated(title + told, len(whole)):
            return reason
    if reason := language(title + body):
        return reason
    if _is_list(page, title, paragraphs, body):
        return "list_page"
    if not body:
        return "photo_page" if captions or pictures else "empty"
    if len(body) < PHOTO and (captions or pictures > 1):
        return "photo_page"
    return None


def _stated(text: str, size: int) -> Quarantine | None:
    if size > 3000 and not GONE.search(text[:300]):
        return None
    if GONE.search(text):
        return "soft_404"
    if CAPTCHA.search(text):
        return "captcha"
    return "login_wall" if LOGIN.search(text) else None


def language(text: str) -> Quarantine | None:
    """Japanese by its kana, everything else by letters that outnumber the Han."""
    foreign = "".join(FOREIGN.findall(text))
    if len(foreign) <= 10:
        return None
    kana = len(KANA.findall(foreign))
    letters = len(foreign) - kana
    if kana <= 10 and letters <= 80:  # whatever else it holds
        return None
    han = _han_in(text, 10 * kana + letters)
    if kana > 10 and kana > 0.1 * (han + kana):
        return "wrong_language"
    return "wrong_language" if letters > 80 and han < 0.25 * (han + letters / 3) else None


def _han_in(text: str, most: int) -> int:
    """How many Han stand in a text; of so many it does not matter how many more there are."""
    count = 0
    for run in HAN.finditer(text):
        count += len(run[0])
        if count >= most:
            break
    return count


def _is_list(page: Lines, title: str, paragraphs: Sequence[str], body: str) -> bool:
    """Mostly links, or mostly lines of a title and a date. A short report stands among as many links."""
    items = sum(map(_is_item, paragraphs))
    if items >= 5 and items > 0.5 * len(paragraphs):
        return True
    if len(body) >= 150 or speaks_of(title, body):
        return False
    linked = sum(line.linked for line in page.lines)
    rows = sum(1 for line in page.lines if line.linked > 0.4 * len(line.text) and len(line.text) >= 8)
    return rows >= 12 and linked > 6 * max(len(body), 1)


def _is_item(text: str) -> bool:
    """A title and a date."""
    end = text[-1:]
    return len(text) < ITEM_LENGTH and (end.isdecimal() or end in ITEM_ENDS) and ITEM.match(text) is not None
