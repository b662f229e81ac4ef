"""What reprinting does to texts, for the bench: copies of every kind with the story that each truly is of, and traps."""

import random
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import opencc

from tests.noise.stories import Copy, article, edited, half, longer, next_year, roundup, with_paragraph

PINYIN = {
    "产": "chǎn",
    "业": "yè",
    "县": "xiàn",
    "设": "shè",
    "学": "xué",
    "医": "yī",
    "务": "wù",
    "图": "tú",
    "长": "zhǎng",
}
APPEAL = (
    "对口支援是一项长期任务，各支援方按照规划安排资金和项目，选派干部人才，坚持向基层倾斜、向农牧区倾斜，"
    "把改善民生、凝聚人心作为出发点和落脚点。欢迎社会各界通过官方渠道了解项目进展，提出意见和建议。"
)


def hant(copy: Copy, chance: random.Random) -> Copy:
    convert = opencc.OpenCC("s2t").convert
    return replace(copy, text=convert(copy.text), title=convert(copy.title), kind="other script")


def with_pinyin(copy: Copy, chance: random.Random) -> Copy:
    text = "".join(f"{one}({PINYIN[one]})" if one in PINYIN else one for one in copy.text)
    return replace(copy, text=text, kind="pinyin")


def with_blanks(copy: Copy, chance: random.Random) -> Copy:
    text = "".join(one + (" " if chance.random() < 0.1 else "") for one in copy.text)
    return replace(copy, text=text.replace("，", ",").replace("：", ":"), kind="blanks and marks")


def with_spam(copy: Copy, chance: random.Random) -> Copy:
    lines = copy.text.split("\n")
    lines.insert(chance.randrange(len(lines)), "北京赛车开奖结果|百家乐平台|真人娱乐城|六合彩开奖直播|老虎机注册送彩金")
    return replace(copy, text="\n".join(lines), kind="spam")


def lightly(copy: Copy, chance: random.Random) -> Copy:
    return edited(copy, chance.uniform(0.01, 0.1), chance.randrange(10**9))


def head(copy: Copy, chance: random.Random) -> Copy:
    return half(copy, head=True)


def tail(copy: Copy, chance: random.Random) -> Copy:
    return half(copy, head=False)


def extended(copy: Copy, chance: random.Random) -> Copy:
    return longer(copy, chance.randrange(10**9))


KINDS: tuple[Callable[[Copy, random.Random], Copy], ...] = (
    lightly, lightly, lightly, head, tail, extended, hant, with_pinyin, with_blanks, with_spam,
)  # fmt: skip


def reprints(seed: int, count: int) -> list[Copy]:
    """An origin and so many copies of it on other hosts, each up to four days later."""
    chance = random.Random(seed)
    first = article(seed)
    copies = [chance.choice(KINDS)(first, chance) for _ in range(count)]
    return [first, *(_elsewhere(copy, chance, at) for at, copy in enumerate(copies))]


def _elsewhere(copy: Copy, chance: random.Random, at: int) -> Copy:
    later = copy.published + timedelta(hours=chance.randint(1, 96))
    title = chance.choice((copy.title, f"【援助】{copy.title}", f"{copy.title}_某某网", copy.title))
    return replace(
        copy,
        url=f"http://www.site{at}.example/n/{copy.story}_{chance.randrange(10**6)}.html",
        title=title,
        published=later,
    )


def traps(seed: int) -> list[Copy]:
    """Texts that look like one story and are not: templates of other years and months, other papers' own texts,
    one paragraph in all of them, a roundup over two."""
    first, second = article(seed), article(seed + 1)
    monthly = [_of(next_year(first, seed * 10 + 2 + month), days=30 * month) for month in range(1, 4)]
    return [
        first,
        second,
        next_year(second, seed * 10 + 9),
        *monthly,
        *(with_paragraph(article(seed + 2 + at), APPEAL) for at in range(3)),
        _own(first, seed * 10 + 7),
        roundup([first, second], seed * 10 + 8),
    ]


def _of(copy: Copy, *, days: int) -> Copy:
    return replace(copy, published=copy.published - timedelta(days=365 - days))


def _own(copy: Copy, seed: int) -> Copy:
    """Another paper on the same event: its headline and its figures, in words of its own."""
    other = article(seed)
    figures = [part for part in copy.text.replace("，", "。").split("。") if any(one.isdigit() for one in part)][:2]
    return replace(other, title=copy.title, text=f"{other.text}\n{'，'.join(figures)}。", kind="own text")
