"""Named in passing: whoever is but the origin of people and goods, a market, a guest or a former post is no party."""

import pytest

from cleaning.facts.parties import mentions, parties
from cleaning.facts.passing import helped_once, is_former_post, is_in_passing, is_relieved, is_unnamed_body
from cleaning.facts.relevance import relevance
from seeds.register.places import ancestors
from tests.facts.samples import report
from tests.facts.test_parties import codes


@pytest.mark.parametrize(
    ("title", "body", "donors", "recipients", "pairs"),
    [
        (
            "辽宁援藏队帮那曲牧民办起合作社",
            "辽宁省援藏工作队帮助牧民办起奶制品合作社，浙江台州客商闻讯前来订货，上海一家乳品企业提供了菌种。合作社的产品在日喀则也有了代理商。",
            {"210000"}, {"540600"}, {("210000", "540600")},
        ),
        (
            "他第二次出征",
            "天津市援疆医生赵亮在于田县人民医院工作已满一年。2016年，他曾作为援藏医生在昌都工作三年；2020年又支援过武汉。",
            {"120000"}, {"653226"}, {("120000", "653226")},
        ),
        (
            "喀什特色产品进上海",
            "由上海援疆前方指挥部主办的喀什特色农产品展开幕，叶城核桃、巴楚留香瓜受到欢迎。来自山东、广东的采购商签下订单。当天还展出了西藏日喀则的产品。",
            {"310000"}, {"653100", "653126", "653130"},
            {("310000", "653100"), ("310000", "653126"), ("310000", "653130")},
        ),
        (
            "苏州援藏医疗队义诊",
            "苏州市援藏医疗队到林周县开展义诊，北京、江苏两地的专家通过远程系统会诊。其中一名患者是从青海玉树来走亲戚的牧民。",
            {"320500"}, {"540121"}, {("320500", "540121")},
        ),
        (
            "对口援建的路通到家门口",
            "浙江省援疆指挥部投资修建的阿瓦提县乡村公路通车。公路由中国交建下属公司承建，沥青从克拉玛依运来。",
            {"330000"}, {"652928"}, {("330000", "652928")},
        ),
        (
            "茂名务工专车发车",
            "正月十一，茂名市对口帮扶来宾市的第六趟务工专车从来宾市发车。同一天，贵州、云南的务工人员也乘专列抵达东莞、佛山。",
            {"440900"}, {"451300"}, {("440900", "451300")},
        ),
        (
            "银龄讲学",
            "浙江省选派教师沈国华到德令哈市支教。此前他在新疆阿克苏、贵州黔东南各支教一年。",
            {"330000"}, {"632802"}, {("330000", "632802")},
        ),
        (
            "牛羊肉出高原",
            "由江苏省对口协作支持的榆林市农产品班列从西安国际港站发车。今年江苏省安排榆林市协作资金2.2亿元。",
            {"320000"}, {"610800"}, {("320000", "610800")},
        ),
        (
            "父子两代",
            "儿子是山东省第五批援青干部，在祁连县林草局工作；父亲1995年曾援藏，在日喀则待过三年。",
            {"370000"}, {"632222"}, {("370000", "632222")},
        ),
        (
            "地震之后",
            "济南市立即向临夏州拨付东西部协作应急资金1000万元，四川、西藏两地分别发来慰问电。",
            {"370100"}, {"622900"}, {("370100", "622900")},
        ),
        (
            "凉山州与宁波市共商协作",
            "凉山州与宁波市东西部协作座谈会在西昌召开。凉山州曾由佛山市结对帮扶，2021年起由宁波市帮扶，今年到位帮扶资金6.1亿元。",
            {"330200"}, {"513400"}, {("330200", "513400")},
        ),
        (
            "通渭有了劳务站",
            "福州市鼓楼区结对帮扶定西市期间曾建立劳务站，现由青岛市市北区结对帮扶通渭县，今年转移劳务870人。",
            {"370203"}, {"621121"}, {("370203", "621121")},
        ),
        (
            "旧路新车",
            "2021年前，厦门市集美区为永靖县援建村道12公里。如今，济南市历下区对口帮扶永靖县，投入1300万元拓宽道路。",
            {"370102"}, {"622923"}, {("370102", "622923")},
        ),
        (
            "宁波万州挂职干部座谈",
            "宁波市对口支援万州区工作组召开座谈会，多年来宁波市无偿援助万州区1.9亿元。福建省、天津市驻万州联络处派人列席。",
            {"330200"}, {"500101"}, {("330200", "500101")},
        ),
        (
            "图木舒克市：“东莞班”毕业",
            "由东莞市援建的第三师图木舒克市职业学校首届48名学员毕业，部分学员将到惠州的企业就业。",
            {"441900"}, {"XPCC-03"}, {("441900", "XPCC-03")},
        ),
        (
            "永仁县考察团到宁夏闽宁镇学习",
            "永仁县考察团到宁夏永宁县考察学习。永仁县由上海市嘉定区结对帮扶，今年安排协作项目21个。",
            {"310114"}, {"532327"}, {("310114", "532327")},
        ),
        (
            "攀枝花市西区帮扶木里县",
            "攀枝花市西区投入省内对口帮扶资金1100万元，支持木里县建设蓝莓基地。木里县同时由宁波市江北区帮扶。",
            {"510403", "330205"}, {"513422"}, {("510403", "513422"), ("330205", "513422")},
        ),
        (
            "塔县“深圳班”开课",
            "深圳市对口支援新疆工作前方指挥部在塔什库尔干塔吉克自治县开办“深圳班”，香港、澳门企业捐赠实训设备。",
            {"440300"}, {"653131"}, {("440300", "653131")},
        ),
        (
            "临江民宿",
            "宜昌市援藏工作队在加查县投入援藏资金1600万元，参照日喀则市桑珠孜区的做法建起民宿12栋。",
            {"420500"}, {"540528"}, {("420500", "540528")},
        ),
    ],
)  # fmt: skip
def test_who_is_named_in_passing_is_no_party(
    title: str, body: str, donors: set[str], recipients: set[str], pairs: set[tuple[str, str]]
) -> None:
    text = report(body, title=title)
    found = parties(text, mentions(text))
    above = {each for code in (*donors, *recipients) for each in ancestors(code)}
    assert codes(found.donors) - (above - donors) == donors
    assert codes(found.recipients) - (above - recipients) == recipients
    assert {
        (pair.donor, pair.recipient) for pair in found.pairs if {pair.donor, pair.recipient} <= donors | recipients
    } == pairs


@pytest.mark.parametrize(
    ("title", "body"),
    [
        ("苏陕两校签约", "江南大学与陕西科技大学在西安签订对口支援合作协议，双方将在师资培训方面开展合作。"),
        ("两校共建", "陕西师范大学与喀什大学签署对口支援协议，将选派教师赴喀什大学任教。"),
        ("专家到县里坐诊", "合肥市第一人民医院对口支援肥东县人民医院，选派6名专家轮流坐诊，实行师带徒。"),
        ("上海大连两地足球队结对", "上海与大连两地青少年足球俱乐部结对，约定每年互派小球员训练。"),
        ("浙江新疆警方联手破案", "浙江金华警方在新疆阿克苏警方支援下破获一起电信诈骗案。"),
        ("铁路支援甘肃抢险", "兰新线甘肃段水害，新疆铁路部门派出抢险队支援甘肃瓜州。"),
        ("广东商会捐建食堂", "柳州市广东商会募集善款90万元，为融水县一所小学修建食堂。"),
        ("福建人在宁夏开茶馆", "来自福建安溪的老陈在银川开了二十年茶馆，他资助过三名固原贫困学生。"),
        ("天津支援吉林检测", "天津派出核酸检测队130人支援吉林长春，累计检测样本20万份。"),
        ("职工驰援青藏线", "上海铁路局选派工匠赴西宁，与青藏铁路公司职工结对开展技术攻关。"),
    ],
)
def test_what_partners_do_besides_is_no_aid(title: str, body: str) -> None:
    text = report(body, title=title)
    assert not relevance(text, mentions(text)).is_aid_report


@pytest.mark.parametrize(
    ("text", "name", "passing"),
    [
        ("她毕业于重庆医科大学", "重庆", True),
        ("产品远销上海", "上海", True),
        ("从那曲搬来的牧民", "那曲", True),
        ("专列从库尔勒市发车", "库尔勒", False),
        ("贵州、湖南的采购商到场", "贵州、湖南", True),
        ("北邻都兰县", "都兰县", True),
        ("南京市的医生到场", "南京市", False),
        ("为嘉黎县捐赠棉衣", "嘉黎县", False),
    ],
)
def test_in_passing(text: str, name: str, passing: bool) -> None:
    start = text.index(name)
    assert is_in_passing(text, start, start + len(name)) == passing


def test_an_unnamed_body_is_not_its_place() -> None:
    assert is_unnamed_body("上海一家企业捐赠设备", 2)
    assert not is_unnamed_body("上海一家亲援藏行动", 2)


def test_a_former_post_ends_with_its_clause() -> None:
    assert is_former_post("此前他在黔东南支教", 5)
    assert not is_former_post("此前他在外支教，今年到黔东南", 11)


@pytest.mark.parametrize(
    ("text", "once"),
    [
        ("中山市此前帮扶连山", True),
        ("中山市也曾援建连山的桥", True),
        ("中山市结对帮扶连山期间曾建立果园", True),
        ("此前，中山市投入了资金", True),
        ("中山市结对帮扶连山，干部曾某到任", False),
        ("中山市今年帮扶连山", False),
        ("2030年底前，中山市投入资金", False),
    ],
)
def test_who_helped_once(text: str, once: bool) -> None:
    start = text.index("中山市")
    assert helped_once(text, start, start + 3) == once


@pytest.mark.parametrize(
    ("text", "relieved"),
    [
        ("连山此前由中山市帮扶", True),
        ("连山此前的帮扶单位为中山市", True),
        ("中山市不再结对帮扶连山", True),
        ("连山现由中山市帮扶", False),
        ("连山的帮扶单位为中山市", False),
    ],
)
def test_who_is_relieved_of_its_duty(text: str, relieved: bool) -> None:
    start = text.index("中山市")
    assert is_relieved(text, start, start + 3) == relieved
