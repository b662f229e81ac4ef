"""Lines that belong to the page and not to the article. Chinese sites all over use the same few words for them."""

import re

from cleaning.extract.lines import Line

# Behind one of these there is nothing more of the article.
TAIL = re.compile(
    r"^\W{0,3}(?:相关(?:新闻|阅读|链接|报道|文章|推荐|专题|资讯|稿件|附件|信息|内容|热词|搜索)|(?:延伸|继续|接着)阅读|推荐阅读|热门(?:推荐|文章|新闻|评论|资讯)|"
    r"上一[篇页条则个]|下一[篇页条则个]|精彩推荐|(?:新闻|今日|最新|网站|编辑|频道|猜你|为[您你])(?:推荐|喜欢|热点|排行|精选)|更多(?:新闻|精彩|相关|内容|报道|资讯|>)|"
    r"(?:我要|发表|网友|用户|最新|全部|热门|文章|我来)(?:评论|留言|说两句|跟帖)|版权(?:声明|与免责|所有|说明)|免责(?:声明|条款)|(?:特别|郑重|本[网站])声明|声明[:：]|"
    r"(?:凡)?(?:本[网站报]|本文)?(?:注明|转载)[“\"]?来源|【?(?:免责|版权)|转载请注明|未经(?:授权|许可|书面)|以上(?:内容|文章)(?:仅代表|为)|"
    r"(?:您|你)(?:可能(?:还|也|感)|还(?:可以|会|能)(?:看|喜欢))|大家(?:都|还|正)在看|看过本文|喜欢本文|本文(?:关键词|标签|网址|链接|地址)|(?:标签|关键词|关键字|TAG|tags?)\s*[:：]|"
    r"精彩(?:视频|图片|专题|图集)$|(?:24小时|一周|本周|本月|点击|阅读|浏览|图片|视频|新闻|资讯)?(?:新闻)?(?:排行榜?|热点新闻|点击排行)$|友情链接|图片新闻$|专题推荐|返回(?:首页|顶部|列表|搜狐)|"
    r"Copyright|©|主办单位|承办单位|网站(?:简介|地图|声明|标识码)|关于我们|设为首页|ICP备|[^\s]{1,3}ICP|建设声明)",
    re.I,
)
RIGHTS = re.compile("版权|免责|转载|声明|未经|注明|仅代表|Copyright|©|ICP|主办|承办|关于我们|设为首页", re.I)
# A line that forbids copying or names the source again closes the text wherever in the line it says so. What nobody
# may make (制作) and copy is what regulations forbid.
ORIGIN = re.compile(
    r"^[（(【\[]?本文(?:来源|原标题|系|为|由|首发|原载|转自|摘自).{0,60}$|"
    r"(?:未经|不得|请勿|严禁|谢绝|禁止)[^。，制]{0,14}(?:转载|转发|摘编|复制)|权益归.{2,20}所有|侵权.{0,12}(?:删除|联系)|"
    r"^[（(【]?(?:原|原文)(?:题|标题)[为：:]"
)
NAMED = re.compile("载|本文|转发|摘编|复制|权益归|侵权|原(?:文)?(?:标)?题")  # one of these is in each of them
# These may stand anywhere, above or within the text.
ANYWHERE = re.compile(
    r"^\W{0,3}(?:字[号体]大?小?\s*[:：]?\s*[大中小\s|\[\]【】+-]*|\[?\s*大\s*[\]|、]?\s*\[?中\s*[\]|、]?\s*\[?小\s*\]?|"
    r"[\[【（(]?\s*打印(?:本[页稿文]|文章|页面)?.{0,10}|[\[【（(]?关闭(?:窗口|本页|页面)?.{0,8}|"
    r"分享(?:到|至|给|按钮|本文)?\s*[:：]?.{0,30}|扫一扫.{0,20}|扫描?(?:左侧|右侧|下方|二维码).{0,20}|微信扫.{0,20}|用微信.{0,20}|"
    r"收藏(?:本[文页站]|文章)?|复制(?:链接|网址)|"
    r"(?:您|你)?(?:现在|当前|目前)?(?:的|所在(?:的|地)?)?位置\s*(?:是|为)?\s*[:：>].*|首[页頁]\s*[>»›\-|].*|[^，。]{0,12}[>»›]\s*正文\s*|正文\s*|"
    r"(?:浏览|阅读|点击|访问)(?:次数|量|数|率)?\s*[:：]?\s*\d*\s*次?|\d+\s*(?:次阅读|人参与|评论|条评论|跟贴).{0,8}|评论\s*\(?\d*\)?|"
    r"我来说两句.{0,10}|查看评论.{0,10}|(?:大|中|小|默认|繁体|简体|手机版|客户端)\s*|"
    r"(?:打开|下载|安装|进入).{0,12}(?:客户端|APP|app).{0,16}|(?:点击|长按).{0,14}(?:查看|识别|关注|进入|下载).{0,10}|(?:关注|"
    r"添加).{0,14}(?:公众号|微信|微博).{0,12}|订阅|推荐|转发|点赞|纠错|举报|语音播报|原标题\s*[:：].*|"
    r"正文已结束.{0,20}|"
    r"pagebreak|</?p>|\" ?/>|IMG\d{8,}|\S*fororder_\d+|(?:Flash|Loading|加载中|正在加载|广告加载).{0,12}|广告|"
    r"(?:新浪|腾讯|网易)微博|QQ空间|人人网|朋友圈|开心网|豆瓣|微信|微博|\d{1,3}|[|/\\\-_=·•.。,，]+|"
    r"(?:责任?编辑?|編輯)\s*[:：]?\s*)$",
    re.I,
)
DEBUG = re.compile(
    r"check_?taskdate|check_checkdate|titleformatstring=|check_isadmin|\bfunction\s*\(|document\.write|"
    r"var \w+\s*=|\$\(|@media|{\s*[a-z-]+\s*:[^}]*}|<!--|-->|^\S+\.(?:jpg|png|gif)$"
, re.I)  # fmt: skip
WRITTEN = re.compile("[A-Za-z=${<>@]")  # stands in all of these, and in few sentences with a decimal point
CLOSING = re.compile(r"[。！？!?…”」』）)】；;：:.]$")
STOPS = "，。！？；：、“”,;!?"
STOP = re.compile(f"[{STOPS}]")


def is_tail(line: Line) -> bool:
    """A heading of what follows articles, or a notice of rights; a sentence that begins like one is neither."""
    match = TAIL.match(line.key) if len(line.key) < 400 else None
    if match is None:
        return False
    sentence = len(line.key) > 24 and line.key[match.end() : match.end() + 1] not in set(" :：】]>）)|")
    return not sentence or RIGHTS.search(match[0]) is not None


def is_origin(line: Line) -> bool:
    """Says only where the text comes from or that it must not be copied. More of the text may follow."""
    text = line.key
    return len(text) < 120 and NAMED.search(text) is not None and ORIGIN.search(text) is not None


def is_furniture(line: Line) -> bool:
    """Buttons, breadcrumbs, counters, leftovers of the publishing system; and lines that are mostly links."""
    text = line.key
    if line.linked > 0.6 * len(line.text) or is_origin(line):
        return True
    if len(text) < 80 and ANYWHERE.match(text):
        return not (line.row >= 0 and text.isdigit())  # a cell of a table
    cued = any(map(text.__contains__, "={<.$@")) and WRITTEN.search(text) is not None
    return cued and DEBUG.search(text) is not None


def is_prose(text: str) -> bool:
    """Reads like running text and not like a label, a menu or a heading."""
    return len(text) >= 12 and STOP.search(text) is not None
