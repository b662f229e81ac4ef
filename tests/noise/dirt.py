"""Noises around a text: lines of catchwords, lists of places, markup without text, hidden or not."""

import random
from dataclasses import replace

from tests.noise.text import Text

SPAM = (
    "国产精品久久久", "亚洲欧美在线观看", "天天操天天干", "午夜福利视频", "澳门娱乐城注册送彩金", "北京赛车开奖直播",
    "免费高清无码视频", "熟女人妖乱伦视频",
)  # fmt: skip
GAMBLING = (
    "百家乐官网登录", "真人娱乐平台", "老虎机下载", "时时彩计划", "捕鱼游戏大厅", "皇冠体育投注网站", "bet365手机版下载",
    "六合彩开奖结果", "棋牌游戏平台", "快三走势图",
)  # fmt: skip
TRADE = (
    "代开发票", "办证刻章", "信用卡套现", "传奇私服发布网", "网贷口子大全", "迷药购买", "无抵押贷款当天放款", "代孕价格",
    "假证制作", "SEO快速排名", "毕业证办理",
)  # fmt: skip
FARM = (
    "虎林市", "义马市", "色达县", "甘孜县", "宣武区", "西乌旗", "磐安县", "措美县", "改则县", "墨竹工卡县", "瑞安市", "陆川县",
    "麻阳", "天祝", "金秀", "林周县", "宜阳县",
)  # fmt: skip


def spam_head(text: Text, chance: random.Random) -> Text:
    return _above(text, chance.choice(["_", ",", "|", " "]).join(chance.sample(SPAM, 5)))


def spam_tail(text: Text, chance: random.Random) -> Text:
    first = ",".join(chance.sample(SPAM, 4))
    return _below(text, first, " | ".join(chance.sample(SPAM, 5)) + " |")


def gambling(text: Text, chance: random.Random) -> Text:
    return _above(_below(text, " ".join(chance.sample(GAMBLING, 6))), "_".join(chance.sample(GAMBLING, 4)))


def trade(text: Text, chance: random.Random) -> Text:
    return _below(text, chance.choice("|_,").join(chance.sample(TRADE, 6)))


def farm(text: Text, chance: random.Random) -> Text:
    places = chance.sample(FARM, 14)
    return _below(text, chance.choice(["| ", "|", " ", "、", "_"]).join(places))


def linked_farm(text: Text, chance: random.Random) -> Text:
    """Every place a link, the whole of it out of sight."""
    links = "|".join(f'<a href="/{at}.html">{place}</a>' for at, place in enumerate(chance.sample(FARM, 14)))
    style = chance.choice(("display:none", "position:absolute;left:-9999px", "height:0;overflow:hidden"))
    return _below(text, f'<div style="{style}">{links}</div>')


def hidden_spam(text: Text, chance: random.Random) -> Text:
    words = ",".join(chance.sample(SPAM, 6))
    return _above(text, f'<div style="display:none">{words}</div>')


def tag_soup(text: Text, chance: random.Random) -> Text:
    """Empty elements with made-up names before the text."""
    names = ["".join(chance.choices("abcdefghijklmnopqrstuvwxyz", k=5)) for _ in range(6)]
    tags = chance.sample(["style", "p", "noscript", "tt", "kbd", "acronym", "optgroup", "small"], 6)
    return _above(text, "".join(f'<{tag} id="{name}"></{tag}> ' for tag, name in zip(tags, names, strict=True)))


def titled_spam(text: Text, chance: random.Random) -> Text:
    """Catchwords in the headline, behind or before it."""
    words = chance.choice("_-|").join(chance.sample(SPAM + GAMBLING, 2))
    title = chance.choice((f"{text.title}_{words}", f"{words}_{text.title}", f"{text.title}|{words}"))
    return replace(text, title=title, hijacked=True)


def _above(text: Text, *lines: str) -> Text:
    return replace(text, head=(*lines, *text.head), hijacked=True)


def _below(text: Text, *lines: str) -> Text:
    return replace(text, tail=(*text.tail, *lines), hijacked=True)
