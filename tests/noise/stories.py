"""Texts that nobody wrote, for tests and benches of stories: articles of a small grammar, which therefore share stock
phrases as real ones do, and what copying does to them."""

import random
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta

PLACES = "青石县 白河县 云岭县 松原镇 金沙乡 北湖市 南屏区 东溪州 西岭县 长滩镇 石门乡 乌兰县 果洛村 达日县 玛曲县 碧口镇 两河口 三岔河 花石峡 草原站".split()
GIVERS = "江城市 海州市 滨江省 明州区 临海市 安平省 泰和市 永宁区 丰泽市 锦屏省 瑞安集团 华东医院 第三中学 水利设计院 农业科学院 港口公司".split()
THINGS = "温室大棚 饮水管道 乡村公路 卫生院楼 寄宿学校 光伏电站 牦牛牧场 青稞加工厂 图书馆 远程课堂 手术室 冷链仓库 河堤护岸 文化广场 养老服务站 职业学校 技能车间 苗圃基地 通信基站 物流园区".split()
PEOPLE = (
    "干部 医生 教师 农技员 工程师 志愿者 牧民 村民 学生 护士 会计 校长 站长 队长 记者 农户 老人 工人 店主 乡长".split()
)
ACTS = "建成投用 开工建设 通过验收 完成改造 投入运行 签约落地 交付使用 挂牌成立 启动招标 顺利封顶 扩建一新 接通水电 搬入新址 对外开放 试种成功".split()
SAID = "说 介绍说 告诉记者 感慨地说 笑着说 回忆道 补充说 表示".split()
WHEN = "今年以来 去年秋天 入冬之前 春耕时节 上半年 开学第一周 雪后第二天 集市那天 雨季过后 前不久 三年前 刚来的时候".split()
FEELS = "路好走了 水不再浑 孩子愿意来上课 看病不用翻山 冬天也有新鲜菜吃 账本清楚了 年轻人回来了 牛奶卖得出去 夜里有了路灯 家里装了电话 心里踏实 大家都来帮忙".split()
WAYS = "在各方支持下 经过反复论证 由两地共同出资 采用新的工艺 按照统一规划 听取群众意见之后 克服高寒缺氧 赶在封山之前 与当地部门一道 借助远程平台".split()
MARKS = "，。、：；！？"


@dataclass(frozen=True, kw_only=True)
class Copy:
    """A text as it stands on a page. `story`: which one it truly is; `kind`: how it came to be."""

    url: str
    title: str
    text: str
    publisher: str
    published: datetime
    story: int
    kind: str


def article(seed: int, *, sentences: tuple[int, int] = (12, 32)) -> Copy:
    chance = random.Random(seed)
    body = [_sentence(chance) for _ in range(chance.randint(*sentences))]
    paragraphs = ["".join(body[at : at + 3]) for at in range(0, len(body), 3)]
    title = f"{chance.choice(GIVERS)}{chance.choice(WAYS)}为{chance.choice(PLACES)}{chance.choice(THINGS)}{chance.choice(ACTS)}"
    return Copy(
        url=f"http://www.paper{seed % 97}.example/a/{2020 + seed % 6}/content_{100000 + seed}.html",
        title=title,
        text="\n".join(paragraphs),
        publisher=f"示例{seed % 97}日报",
        published=datetime(2026, 1, 1, 8, tzinfo=UTC) + timedelta(hours=seed % 7000),
        story=seed,
        kind="origin",
    )


def _sentence(chance: random.Random) -> str:
    pick = chance.choice
    forms = (
        lambda: (
            f"{pick(WHEN)}，{pick(GIVERS)}{pick(WAYS)}，帮助{pick(PLACES)}的{pick(THINGS)}{pick(ACTS)}，投资{chance.randint(11, 9899)}万元。"
        ),
        lambda: f"{pick(PLACES)}的{pick(PEOPLE)}{_name(chance)}{pick(SAID)}：“{pick(FEELS)}，{pick(FEELS)}。”",
        lambda: (
            f"{_name(chance)}是{pick(GIVERS)}派来的{pick(PEOPLE)}，{pick(WHEN)}他{pick(WAYS)}，走遍了{chance.randint(3, 88)}个村，{pick(FEELS)}。"
        ),
        lambda: (
            f"据{pick(PEOPLE)}{pick(SAID)}，{pick(THINGS)}和{pick(THINGS)}{pick(WHEN)}{pick(ACTS)}，{chance.randint(21, 9700)}名{pick(PEOPLE)}受益。"
        ),
        lambda: (
            f"{pick(WAYS)}，{pick(THINGS)}的{pick(PEOPLE)}与{pick(PLACES)}的{pick(PEOPLE)}一起{_word(chance)}，{pick(FEELS)}。"
        ),
        lambda: f"{_word(chance)}{_word(chance)}，{pick(PEOPLE)}们{_word(chance)}着{pick(THINGS)}旁的{_word(chance)}。",
    )
    return pick(forms)()


SURNAMES = "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜"
COMMON = "山水田林湖草沙冰雪云风雨花树石桥路灯门窗墙院房屋书信歌画茶盐米面布衣鞋帽刀斧车船马牛羊鹿鹰鱼春夏秋冬早晚东西南北高低远近新旧大小多少轻重冷暖明暗红黄蓝白黑紫绿"


def _name(chance: random.Random) -> str:
    return chance.choice(SURNAMES) + "".join(chance.choices(COMMON, k=chance.randint(1, 2)))


def _word(chance: random.Random) -> str:
    return "".join(chance.choices(COMMON, k=2))


def edited(copy: Copy, share: float, seed: int) -> Copy:
    """So many of its characters changed, left out or doubled, spread evenly."""
    chance = random.Random(seed)
    out = []
    for character in copy.text:
        if character == "\n" or chance.random() >= share:
            out.append(character)
            continue
        how = chance.randrange(3)
        out.append(chance.choice(COMMON) if how == 0 else "" if how == 1 else character + chance.choice(COMMON))
    return replace(copy, text="".join(out), kind=f"edited {share:.0%}")


def half(copy: Copy, *, head: bool) -> Copy:
    paragraphs = copy.text.split("\n")
    middle = len(paragraphs) // 2
    kept = paragraphs[: middle + 1] if head else paragraphs[middle:]
    return replace(copy, text="\n".join(kept), kind="first half" if head else "second half")


def longer(copy: Copy, seed: int) -> Copy:
    """With a commentary of the paper's own behind it."""
    more = article(seed, sentences=(4, 7))
    return replace(copy, text=f"{copy.text}\n{more.text}", kind="extended")


def next_year(copy: Copy, seed: int) -> Copy:
    """The same words with other figures: this year's bulletin after last year's."""
    chance = random.Random(seed)
    text = "".join(str(chance.randint(1, 9)) if character.isdigit() else character for character in copy.text)
    return replace(
        copy,
        text=text,
        published=copy.published + timedelta(days=365),
        story=seed,
        kind="template",
        url=f"{copy.url}?y={seed}",
    )


def with_paragraph(copy: Copy, paragraph: str) -> Copy:
    """With a paragraph that a dozen articles carry: a programme explained, an appeal."""
    paragraphs = copy.text.split("\n")
    return replace(copy, text="\n".join([*paragraphs[:2], paragraph, *paragraphs[2:]]), kind="boilerplate")


def roundup(copies: list[Copy], seed: int) -> Copy:
    """A page of briefs: each the beginning of another's text."""
    briefs = ["\n".join(copy.text.split("\n")[:3]) for copy in copies]
    first = article(seed)
    return replace(first, title=f"{first.title[:6]}一周要闻综述", text="\n".join(briefs), kind="roundup")
