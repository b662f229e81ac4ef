"""Listing pages that nobody published: a news site on two days, in a new dress, and after somebody else took it over."""

import random
from dataclasses import dataclass

from tests.noise.stories import GIVERS, PLACES, article

TOPICS = "援助 帮扶 支援 协作 对口 产业 教育 医疗 就业 文化 交流 民生".split()
PARTS = "首页 要闻 援助资讯 人物 图片 视频 专题 政策 公告 关于我们".split()
OTHER_PARTS = "新闻中心 前方报道 一线人物 影像 深度 服务指南 互动 数据 联系方式 网站地图".split()
FRIENDS = "weibo.example toutiao.example bilibili.example icp.example people.example news.example gov.example".split()
GAMES = "百家乐平台 真人娱乐城 老虎机技巧 六合彩开奖结果 体育投注平台 棋牌官网下载 捕鱼游戏大厅 注册送彩金 北京赛车计划 皇冠博彩".split()
SHOP = "Discount Running Shoes,Cheap Handbags Online,Free Shipping Worldwide,Customer Reviews,New Arrivals,Track Your Order,Summer Sale,Contact Support,Gift Cards,Best Sellers".split(
    ","
)
LOANS = "个人信用贷款 免抵押当天放款 信用卡套现 网贷口子大全 黑户可下款 花呗提额 短期周转 低息借款 征信修复 办证刻章".split()
NOVELS = "都市修仙全文阅读 霸道总裁小说 玄幻最新章节 穿越女配逆袭 免费小说下载 无弹窗笔趣阁 重生千金 盗墓笔记同人 网游小说排行 言情完本推荐".split()
PARKED = "域名出售 本域名可转让 请联系经纪人 购买此域名 域名停放 相关搜索 保险报价 汽车保养 减肥方法 网站建设 云主机优惠".split()


@dataclass(frozen=True, kw_only=True)
class Site:
    """Its pages differ by day and dress; `seed` decides everything else."""

    seed: int

    @property
    def name(self) -> str:
        chance = random.Random(self.seed)
        return f"{chance.choice(PLACES)}{chance.choice(TOPICS)}网"

    def listing(self, day: int, *, dress: int = 0) -> str:
        """`dress`: 0 as ever; each other one has its own markup, sections, title and links to other sites."""
        titles = [article(self.seed * 1000 + day * 7 + at).title for at in range(20)]
        head = f"{random.Random(self.seed).choice(TOPICS)}资讯_{self.name}" if not dress else self._new_title(dress)
        parts = PARTS if not dress else random.Random(dress).sample(OTHER_PARTS, 8)
        friends = FRIENDS[: 2 if not dress else 2 + dress % 6]
        item = (
            "<li><a href='{url}'>{title}</a></li>"
            if not dress
            else "<div class=c{n}><h3><a href='{url}'>{title}</a></h3></div>"
        )
        rows = "".join(item.format(url=f"/a/{day}/{at}.html", title=title, n=dress) for at, title in enumerate(titles))
        links = "".join(f"<a href='http://{host}/'>{host.split('.')[0]}</a>" for host in friends)
        nav = "".join(f"<a href='/{at}/'>{part}</a>" for at, part in enumerate(parts))
        return f"<html><head><title>{head}</title></head><body><nav>{nav}</nav>{rows}<footer>{links}</footer></body></html>"

    def _new_title(self, dress: int) -> str:
        chance = random.Random(dress)
        return f"{chance.choice(GIVERS)}融媒体中心{chance.choice(OTHER_PARTS)}"


def taken_over(seed: int) -> str:
    """What stands there after the domain lapsed: a casino, a shop, a lender, novels, or a notice that it is for sale."""
    chance = random.Random(seed)
    words = (GAMES, SHOP, LOANS, NOVELS, PARKED)[seed % 5]
    texts = [
        f"{chance.choice(words)}{'' if words is SHOP else chance.randint(1, 99)}" for _ in range(chance.randint(12, 40))
    ]
    host = f"http://go{seed}.example" if seed % 2 else ""
    rows = "".join(f"<a href='{host}/{at}'>{text}</a>" for at, text in enumerate(texts))
    return f"<html><head><title>{'_'.join(chance.sample(words, 3))}</title></head><body>{rows}</body></html>"
