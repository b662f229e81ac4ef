"""A generated site of news pages, and a server for it in a process of its own.

What the pages are like, and after what: weight and links (34 KB, 200 links, 440 elements) are those of published crawl
benchmarks. Real pages with all their scripts weigh three to five times as much, which costs whoever reads them.
Of 696 real reports of two sites' sections for aid half have up to 970 characters, a quarter up to 610, a quarter more
than 1,620; 53 % are reports of aid; a quarter has one figure or none, half have up to five, a quarter more than twelve.
Three pages in ten are noisy as mirrors are (script, width, pinyin, spam, marks), for of 66 hosts that publish such
reports 20 are mirrors; publishers' own pages are clean. All contestants get the same pages."""

import os
import random
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from math import log
from pathlib import Path
from shutil import which

from tests.noise.layouts import LAYOUTS
from tests.noise.noises import noisy
from tests.noise.pages import EDITORS, encoded
from tests.noise.text import Text

PER_LISTING = 200
MEDIAN, SPREAD = 970, 0.72  # characters of a text: log-normal
OF_MIRRORS = 0.3
WITH_FIGURES = 0.6  # of the paragraphs of a page, at most
PLACES = (
    "阿里地区",
    "日喀则市",
    "那曲市",
    "昌都市",
    "林芝市",
    "山南市",
    "玉树州",
    "和田地区",
    "喀什地区",
    "阿克苏地区",
)
DONORS = ("河北省", "山东省", "浙江省", "湖南省", "广东省", "安徽省", "江苏省", "陕西省", "北京市", "天津市")
ACTS = ("修通水渠", "建成卫生院", "培训教师", "改造牧场", "引进茶叶", "架设路灯", "义诊巡诊", "安装水表", "硬化村道")
SENTENCES = (
    "{donor}第{batch}批援藏工作队先后投入援藏资金{money}万元，在{place}{act}，受益群众{people}余人。",
    "据{place}有关负责人介绍，今年共实施对口支援项目{few}个，其中民生项目占比超过百分之八十。",
    "双方还就产业合作、人才交流、文化交往等方面签订了协议，计划总投资{money}万元。",
)
OTHER = (
    "全县今年计划造林{money}亩，新修道路{few}公里，{people}户群众参与。",
    "活动现场发放宣传资料{people}余份，接受咨询{few}人次。",
    "截至目前，{place}已接待游客{people}人次，同比增长{few}%。",
)
# Sentences out of these share no more with each other than those of different authors do.
WORDS = (
    "工作 群众 干部 教师 医生 学校 医院 村庄 牧民 学生 老人 孩子 技术 设备 项目 产业 牧场 茶叶 水渠 道路"
    " 路灯 房屋 县城 高原 草场 青稞 牛羊 温室 蔬菜 市场 电站 桥梁 山谷 河流 春天 冬天 清晨 夜晚 会议 培训"
    " 调研 走访 座谈 交流 合作 服务 管理 保护 生态 环境 文化 旅游 就业 创业 收入 生活 条件 困难 问题 办法"
    " 经验 成果 变化 希望 信心 责任 支援 建设 发展 改善 提高 增加 推动 帮助 支持 关心 照顾 学习 掌握 带来"
    " 离开 回到 来到 看到 听到 觉得 认为 表示 介绍 告诉 记者 队员 专家 代表 负责 同志 家庭 社区 乡镇"
    " 合作社 企业 车间 工人 农民 青年 妇女 党员 书记 主任 院长 校长 已经 正在 将要 不断 逐步 共同 积极"
    " 认真 努力 热情 深入 及时 全面 直接 特别 非常 终于 仍然 一直 今年 去年 明年 当地 全县 周边 附近 这里"
    " 那里"
).split()


def build(folder: Path, pages: int, *, seed: int = 1) -> None:
    """`/list/` and further pages of 200 links, and the articles `/a/N.html`."""
    chance = random.Random(seed)
    for name in ("list", "a"):
        (folder / name).mkdir(parents=True, exist_ok=True)
    frame = _frame(chance)
    for number in range(pages):
        (folder / f"a/{100_000 + number}.html").write_bytes(_article(frame, chance, number))
    for at in range(0, pages, PER_LISTING):
        name = f"index_{at // PER_LISTING + 1}.html" if at else "index.html"
        (folder / "list" / name).write_text(_listing(at, pages), "utf-8")
    (folder / "robots.txt").write_text("User-agent: *\nDisallow: /private/\n")


def _listing(at: int, pages: int) -> str:
    rows = "".join(
        f'<li><a href="/a/{100_000 + number}.html">{_title(number)}</a><span>2026-11-{number % 20 + 1:02}</span></li>'
        for number in range(at, min(at + PER_LISTING, pages))
    )
    more = at + PER_LISTING < pages
    pager = f'<a href="index_{at // PER_LISTING + 2}.html">下一页</a>' if more else "<b>末页</b>"
    return f'<html><head><meta charset="utf-8"></head><body><ul class="list">{rows}</ul><p>{pager}</p></body></html>'


def _title(number: int) -> str:
    donor, place, act = DONORS[number % 10], PLACES[number // 10 % 10], ACTS[number // 100 % len(ACTS)]
    return f"{donor}{'援藏工作队' if _is_of_aid(number) else '客商'}在{place}{act}（之{number}）"


def _is_of_aid(number: int) -> bool:
    return number * 7 % 15 < 8


def _frame(chance: random.Random) -> tuple[str, str]:
    """What stands around every article: menus of some 180 links, scripts and styles."""
    words = [f"{chance.choice(PLACES)[:2]}{chance.choice(ACTS)[:2]}" for _ in range(180)]
    links = "".join(
        f'<li><a href="/channel/{at}/" target="_blank" title="{word}">{word}</a></li>' for at, word in enumerate(words)
    )
    script = (
        "<script>var config=" + str({f"k{at}": at * 7 for at in range(600)}) + ";function go(a){return a;}</script>"
    )
    style = "<style>" + "".join(f".c{at}{{color:#333;margin:0 {at}px}}" for at in range(200)) + "</style>"
    head = f'{style}{script}<div class="top"><ul class="nav">{links[: len(links) // 2]}</ul></div>'
    mark = "版权所有 样例网 备案号样00000001号"
    foot = f'<div class="side"><ul>{links[len(links) // 2 :]}</ul></div><div class="foot">{mark}</div>'
    return head, foot


def _article(frame: tuple[str, str], chance: random.Random, number: int) -> bytes:
    """In one of the layouts and encodings that the web has, between menus."""
    story = Text(
        title=_title(number),
        paragraphs=tuple(_paragraphs(chance, SENTENCES if _is_of_aid(number) else OTHER)),
        captions=(),
    )
    if chance.random() < OF_MIRRORS:
        story = noisy(story, chance)
    byline = f"2026-11-{number % 20 + 1:02} 09:{number % 60:02}  来源：样例日报  作者：李小平"
    markup = chance.choice(LAYOUTS)(story, byline, chance.choice(EDITORS), chance)
    head, foot = frame
    return encoded(markup.replace("<body>", f"<body>{head}").replace("</body>", f"{foot}</body>"), chance, number).body


def _paragraphs(chance: random.Random, stating: tuple[str, ...]) -> Iterator[str]:
    """As many as the text has characters for."""
    left = min(max(chance.lognormvariate(log(MEDIAN), SPREAD), 150), 6_000)
    figures = chance.uniform(0, WITH_FIGURES)
    while left > 0:
        paragraph = _paragraph(chance, stating if chance.random() < figures else ("",))
        left -= len(paragraph)
        yield paragraph


def _paragraph(chance: random.Random, stating: tuple[str, ...]) -> str:
    """Two or three sentences, after one that may state something."""
    values = {
        "donor": chance.choice(DONORS),
        "place": chance.choice(PLACES),
        "act": chance.choice(ACTS),
        "batch": chance.choice("九十"),
        "money": chance.randint(100, 9999),
        "people": chance.randint(100, 9999),
        "few": chance.randint(3, 99),
    }
    stated = chance.choice(stating).format(**values)
    return "".join([stated, *(_sentence(chance) for _ in range(chance.randint(2, 3)))])


def _sentence(chance: random.Random) -> str:
    clauses = ("".join(chance.choices(WORDS, k=chance.randint(3, 7))) for _ in range(chance.randint(2, 4)))
    return "，".join(clauses) + "。"


@contextmanager
def served(folder: Path) -> Iterator[int]:
    """The port on 127.0.0.1 at which nginx, or Python where there is none, serves the folder."""
    port = _free_port()
    with tempfile.TemporaryDirectory() as place:
        process = subprocess.Popen(
            _server(folder, port, Path(place)), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        try:
            _wait(port)
            yield port
        finally:
            process.terminate()
            process.wait()


def server_name() -> str:
    return "nginx" if which("nginx") else "http.server"


def _server(folder: Path, port: int, place: Path) -> list[str]:
    nginx = which("nginx")
    if not nginx:
        return [sys.executable, "-m", "http.server", str(port), "--bind", "127.0.0.1", "--directory", str(folder)]
    temporary = "".join(
        f"{name}_temp_path {place}/{name};" for name in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    )
    (place / "nginx.conf").write_text(
        f"{'user root; ' if os.geteuid() == 0 else ''}"  # else its workers may not read our folder
        f"daemon off; pid {place}/pid; error_log {place}/error; events {{}}"
        f"http {{ access_log off; {temporary} types {{ text/html html; text/plain txt; }}"
        f"server {{ listen 127.0.0.1:{port}; root {folder}; keepalive_requests 100000; }} }}"
    )
    return [nginx, "-p", str(place), "-c", str(place / "nginx.conf")]


def _free_port() -> int:
    with closing(socket.socket()) as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _wait(port: int) -> None:
    for _ in range(100):
        with closing(socket.socket()) as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.05)
    raise OSError(f"the server of the bench did not come up at {port}")
