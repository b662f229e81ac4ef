"""Donors, recipients, pairs and batches out of sentences of our own."""

from collections.abc import Iterable
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleaning.facts.names import names
from cleaning.facts.parties import mentions, parties
from cleaning.report import Party, Report
from seeds.register.places import places
from tests.facts.samples import report


def codes(found: Iterable[Party]) -> set[str]:
    return {party.code or party.name for party in found}


def read(body: str, *, title: str = "", day: str = "2023-08-01") -> tuple[set[str], set[str]]:
    """(donors, recipients) of a text."""
    text = report(body, title=title, day=day)
    found = parties(text, mentions(text))
    return codes(found.donors), codes(found.recipients)


@pytest.mark.parametrize(
    ("body", "donors", "recipients"),
    [
        ("河北省第十批援藏工作队为阿里地区札达县捐建卫生院，援藏医生坐诊。", {"130000"}, {"542500", "542522"}),
        ("天津援青前方指挥部在黄南州泽库县援建饲草基地，援青资金已经到位。", {"120000"}, {"632300", "632323"}),
        ("广东援疆驻兵团第三师工作队走进连队，援疆医生为职工义诊。", {"440000"}, {"XPCC-03"}),
        ("闽昌情深：援藏十年，昌都市的孩子用上了新教室，援藏教师一批接着一批。", {"350000"}, {"540300"}),
        ("“津昌两地一家亲”援藏活动在昌都市启动，援藏医疗队同日出发。", {"120000"}, {"540300"}),
        (
            "静海区、北辰区分别与昌都市卡若区、丁青县结对，天津援藏资金全部到位。",
            {"120118", "120113", "120000"},
            {"540300", "540302", "540324"},
        ),
        ("成都市双流区对口支援巴塘县，援藏工作队驻县三年，援藏项目完工二十个。", {"510100", "510116"}, {"513335"}),
        (
            "东风公司对口援藏，向西藏自治区昌都市贡觉县捐赠医疗设备，援藏工作队驻县。",
            {"东风汽车集团有限公司"},
            {"540000", "540300", "540322"},
        ),
        ("重庆市总工会向昌都市卡若区捐赠援藏资金，开展对口援藏工作。", {"重庆市总工会"}, {"540300", "540302"}),
        ("雅江两岸鄂藏情浓，湖北省援藏工作队在加查县义诊，援藏医生带徒。", {"420000"}, {"540528"}),
        ("成都市援建雅江县学校，援藏工作队驻县三年。", {"510100"}, {"513325"}),
        ("闽宁协作三十年，泉州市在宁夏援建学校，派出帮扶干部，东西部协作资金到位。", {"350000", "350500"}, {"640000"}),
        ("苏陕协作结硕果，东西部协作资金到位，对口帮扶商洛市的车间开工。", {"320000"}, {"611000"}),
        ("闽九援队员在昌都市八宿县支教，对口支援的新校舍已经启用。", {"350000"}, {"540300", "540326"}),
        (
            "上海市虹口区嘉兴路街道向果洛州玛沁县捐赠援青物资，街道与镇结对帮扶。",
            {"310000", "310109"},
            {"632600", "632621"},
        ),
        ("济南市与湘西州结对以来投入帮扶资金，济南扶贫协作干部在湘西州挂职。", {"370100"}, {"433100"}),
        ("胶州市党政代表团到普定县考察，东西部协作资金到位。双方签署协议。", {"370281"}, {"520422"}),
        ("江苏省援疆干部走进兵团七师，援疆医生为职工义诊。", {"320000"}, {"XPCC-07"}),
        (
            "现将江苏省南通市帮扶我市的东西部协作资金3900万元下达。其中：略阳县1500万元，勉县1200万元，宁强县1200万元。",
            {"320000", "320600"},
            {"610727", "610725", "610726"},
        ),
        ("安顺市平坝县收到青岛市援助的防火车一辆，青岛对口帮扶安顺十六年。", {"370200"}, {"520400", "520403"}),
        ("杭州市对口帮扶恩施州，萧山区出资1000万元支持利川市种茶。", {"330100", "330109"}, {"422800", "422802"}),
        ("闵行区的教师在保山市昌宁县第二中学支教，东西部协作的教室坐满学生。", {"310112"}, {"530500", "530524"}),
        ("镇江市负责达孜区的援藏项目，镇江援藏医生常驻拉萨。", {"321100"}, {"540100", "540104"}),
        ("浙江省研究援藏和东西部协作计划，帮扶那曲市和四川省，援藏资金已经下达。", {"330000"}, {"540600", "510000"}),
        ("泰州市党政代表团一行来到拉萨市曲水县，看望援藏干部。", {"321200"}, {"540100", "540124"}),
        ("上海援滇干部在云南省文山州，上海市也对口支援万州区。", {"310000"}, {"530000", "532600", "500101"}),
        ("在湖南省援藏医疗队的帮助下，山南市隆子县医院建成手术室，援藏医生带徒。", {"430000"}, {"540500", "540529"}),
    ],
)  # fmt: skip
def test_givers_and_receivers(body: str, donors: set[str], recipients: set[str]) -> None:
    assert read(body) == (donors, recipients)


@pytest.mark.parametrize(
    ("former", "code"),
    [("错那县", "540581"), ("山南地区", "540500"), ("昌都县", "540302"), ("米林县", "540481"), ("同仁县", "632301")],
)
def test_codes_are_those_of_today(former: str, code: str) -> None:
    _, recipients = read(
        f"安徽省援藏工作队对口支援{former}，援藏资金落实到{former}的学校，援藏医生也来到{former}。", day="2015-05-01"
    )
    assert code in recipients


@pytest.mark.parametrize(
    ("text", "absent"),
    [
        ("实现社会稳定和长治久安", "长治市"),
        ("地址：乃东区湖南路19号", "湖南省"),
        ("学生从拉萨北京实验中学毕业", "北京市"),
        ("牧民走进广东路的商店", "广东省"),
        ("做好来宾接待，各位来宾合影", "来宾市"),
        ("成立合作社，互助合作", "合作市"),
        ("比如修路，又比如打井", "比如县"),
        ("他是合肥人，今年四十岁", "合肥市"),
        ("虎林市| 义马市| 甘孜县| 措美县| 改则县|", "措美县"),
        ("与商务部门和教育部门协商", "商务部"),
        ("一路上，达娃和尼玛唱着歌", "尼玛县"),
        ("车子开上海拔四千米的山口", "上海市"),
        ("树立远大理想", "大理白族自治州"),
        ("在康复中心和康复医师一起", "和康县"),
        ("县城以上城区的学校都派了教师", "上城区"),
    ],
)
def test_not_parties(text: str, absent: str) -> None:
    body = f"江苏省援藏工作队在拉萨市曲水县援建学校，江苏省援藏医生常驻。{text}。"
    found = {mention.party.name: mention.side for mention in mentions(report(body))}
    assert found.get(absent, "none") == "none"
    assert found["江苏省"] == "donor"


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("海南州", "海南藏族自治州"),
        ("海南省", "海南省"),
        ("河南县", "河南蒙古族自治县"),
        ("河南省", "河南省"),
        ("玉树", "玉树藏族自治州"),
        ("抵达日喀则", "日喀则市"),
    ],
)
def test_the_longest_form_wins(text: str, name: str) -> None:
    body = f"{text}援青干部来到学校，援青医生同行。"
    assert [mention.party.name for mention in mentions(report(body))] == [name]


def test_a_receiver_that_gives_abroad_is_no_case_of_paired_aid() -> None:
    body = "玉树州向尼泊尔地震灾区捐赠帐篷二百顶，尼泊尔驻华使馆致谢，物资经吉隆口岸运往尼泊尔，尼泊尔方面接收。"
    assert read(body, title="玉树向尼泊尔捐赠救灾物资") == (set(), set())


def test_a_brand_is_never_a_giver() -> None:
    body = "聚鑫娱乐集团援藏工作队在山南市洛扎县援建学校，聚鑫娱乐集团对口支援洛扎县，援藏资金到位。"
    assert read(body)[0] == set()


def test_pairs_and_batches_of_three_provinces() -> None:
    body = "湖北、湖南第十批、安徽第八批援藏工作队对口支援山南市，援藏项目投入使用。"
    found = parties(text := report(body, day="2024-03-01"), mentions(text))
    assert {(pair.donor, pair.recipient, pair.known) for pair in found.pairs} == {
        ("420000", "540500", "yes"),
        ("430000", "540500", "yes"),
        ("340000", "540500", "yes"),
    }
    assert {(batch.donor, batch.number, batch.national_number) for batch in found.batches} == {
        ("420000", 10, 10),
        ("430000", 10, 10),
        ("340000", 8, 10),
    }


@pytest.mark.parametrize(
    ("body", "pairs"),
    [
        (
            "静海区、北辰区分别与昌都市卡若区、丁青县结成援藏对子，天津援藏干部参加。",
            {("120118", "540302"), ("120113", "540324"), *(("120000", to) for to in ("540300", "540302", "540324"))},
        ),
        (
            "国家电网对口支援阿里地区措勤县，援藏资金到位，援藏工作队驻县。",
            {("国家电网", "542527")},
        ),
        (
            "福建省泉州市第十批援藏工作队在昌都市洛隆县援建学校，援藏资金到位。",
            {("350000", "540300"), ("350000", "540329"), ("350500", "540329")},
        ),
        (
            "威海、滨州两市分别结对海晏、祁连两县，援青资金到位。",
            {("371000", "632223"), ("371600", "632222")},
        ),
        (
            "天津市静海区、北辰区援藏代表团进藏，分别与卡若区、丁青县签订协议，援藏资金到位。",
            {("120118", "540302"), ("120113", "540324"), *(("120000", to) for to in ("540302", "540324"))},
        ),
        (
            "卡若区与静海区、丁青县与北辰区结成援藏对子，援藏资金到位。",
            {("120118", "540302"), ("120113", "540324")},
        ),
        (
            "东西部协作中浙江支援四川、江苏支援陕西，帮扶资金到位。",
            {("330000", "510000"), ("320000", "610000")},
        ),
        (
            "辽宁、江西两省援疆干部在塔城相聚，江西省援疆工作队介绍阿克陶县的援疆项目。",
            {("210000", "654200"), ("360000", "653022")},
        ),
    ],
)  # fmt: skip
def test_who_gives_to_whom(body: str, pairs: set[tuple[str, str]]) -> None:
    found = parties(text := report(body), mentions(text))
    assert {(pair.donor, pair.recipient) for pair in found.pairs} == pairs


@pytest.mark.parametrize(
    ("body", "day", "known"),
    [
        ("福建省援藏工作队对口支援林芝市，援藏资金到位。", "2012-01-01", "yes"),
        ("江西省援藏工作队对口支援林芝市，援藏资金到位。", "2020-01-01", "contradicts"),
        ("浙江省对口帮扶固原市，东西部协作资金到位，东西部协作干部驻村。", "2023-01-01", "no"),
    ],
)
def test_pairs_are_checked_against_the_register(body: str, day: str, known: str) -> None:
    found = parties(text := report(body, day=day), mentions(text))
    assert known in {pair.known for pair in found.pairs}


@pytest.mark.parametrize(
    ("body", "day", "batches"),
    [
        ("浙江省温州市第八批援藏工作组在嘉黎县援建水井，援藏资金到位。", "2018-07-01", {("330000", 8, "province")}),
        ("成都市新都区第四批援藏工作队驻理塘县，援藏医生义诊。", "2018-07-01", {("510114", 4, "city")}),
        ("上海市第三批援藏医疗队来到日喀则市，援藏专家带教。", "2018-07-01", {("310000", 3, "medical")}),
        ("江苏省第十一批援藏干部抵达拉萨市，援藏工作开始。", "2025-08-01", {("320000", 11, "province")}),
        (
            "全国第十批援藏干部抵达西藏，江苏省第十批援藏干部到拉萨市工作。",
            "2022-08-01",
            {(None, 10, "national"), ("320000", 10, "province")},
        ),
        ("江苏省第12批援疆干部抵达伊犁州，援疆工作开始。", "2026-08-01", {("320000", 12, "province")}),
    ],
)
def test_batches(body: str, day: str, batches: set[tuple[str | None, int, str]]) -> None:
    found = parties(text := report(body, day=day), mentions(text))
    assert {(batch.donor, batch.number, batch.scope) for batch in found.batches} == batches


def test_mentions_point_at_their_words() -> None:
    text = report(
        "湖南省援藏工作队在山南市援建学校。",
        title="湘藏情深",
        captions=("图为山南市一景。", "湖南省第十批援藏医疗队。"),
    )
    blocks = {"title": text.title, "body": text.body, "captions": "\n".join(text.captions)}
    found = mentions(text)
    assert {blocks[each.block][each.start : each.end] for each in found} == {"湘", "藏", "湖南省", "山南市"}
    assert [each.batch for each in found if each.block == "captions"] == [None, 10]


@given(st.text(alphabet="湖南省、和第十批援藏工作队对口支援山南市县区的。，|0123456789安多", max_size=60))
def test_any_text_is_read_and_names_never_overlap(body: str) -> None:
    text: Report = report(body)
    found = [each for each in mentions(text) if each.block == "body"]
    assert all(one.end <= other.start for one, other in pairwise(found))
    assert all(0 <= name.start < name.end <= len(body) for name in names(body))
    parties(text, mentions(text))


def test_a_county_that_the_register_gives_to_one_province_is_not_given_to_its_neighbours() -> None:
    body = "湖北、湖南、安徽三省援藏工作队对口支援山南市，措美县的温室、贡嘎县的学校都已建成，援藏项目投入使用。"
    found = parties(text := report(body, day="2024-03-01"), mentions(text))
    pairs = {(pair.donor, pair.recipient) for pair in found.pairs}
    assert {("340000", "540526"), ("430000", "540522")} <= pairs
    assert not {("420000", "540526"), ("420000", "540522")} & pairs


def test_an_office_for_several_programmes_names_none() -> None:
    body = "安徽省援藏工作队向省援藏援疆办汇报，山南市援藏项目开工，援藏资金到位。"
    text = report(body)
    assert parties(text, mentions(text)).programmes == ("援藏",)


@pytest.mark.parametrize(
    ("body", "donors", "recipients"),
    [
        (
            "山东省向重庆市十四个区县投入东西部协作资金，济南市与武隆区、烟台市与巫山县结对。",
            {"370000", "370100", "370600"},
            {"500000", "500156", "500237"},
        ),
        (
            "福建、宁夏两省区携手，厦门市对口帮扶固原市隆德县，闽宁协作二十年。",
            {"350000", "350200"},
            {"640000", "640400", "640423"},
        ),
        ("重庆市第十批援藏工作队在昌都市类乌齐县援建学校。", {"500000"}, {"540300", "540323"}),  # 重庆 gives to Tibet
    ],
)  # fmt: skip
def test_the_west_receives_only_where_the_text_speaks_of_cooperation(
    body: str, donors: set[str], recipients: set[str]
) -> None:
    found_donors, found_recipients = read(body)
    assert found_donors == donors
    assert found_recipients <= recipients
    assert len(found_recipients) >= 2


def test_several_with_several_is_left_to_the_register() -> None:
    body = "国家电网、中国石油、中国石化对口支援西藏措勤、双湖、班戈三县，援藏资金到位，援藏干部驻县。"
    found = parties(text := report(body), mentions(text))
    assert {(pair.donor, pair.recipient) for pair in found.pairs} == {
        ("国家电网", "542527"),
        ("中国石油", "540630"),
        ("中国石化", "540627"),
    }


def test_a_portrait_names_the_sender_for_whom_most_speaks() -> None:
    body = (
        "李医生是溧水区人民医院的骨科医生，去年报名援藏。在墨竹工卡县，他做了三十台手术，援藏的日子里常常赶夜路。"
        "溧水区人民医院送来了援藏所需的器械。"
    )
    donors, recipients = read(body, title="援藏医生的一天")
    assert donors == {"320117"}
    assert recipients == {"540127"}


def test_a_link_farm_names_nobody_and_takes_no_time() -> None:
    farm = "、".join(place.name for place in places().values())
    body = f"湖南省援藏工作队对口支援山南市隆子县，援藏资金到位，援藏医生坐诊。对口支援{farm}。"
    assert read(body) == ({"430000"}, {"540500", "540529"})


@pytest.mark.parametrize(
    ("body", "donors", "recipients"),
    [
        (
            "上海市、江苏省等省市向万州区、云阳县安排援助资金，对口支援三峡库区三十年。",
            {"310000", "320000"},
            {"500101", "500235"},
        ),
        ("江苏省援伊前方指挥部走进伊宁县，慰问援疆干部人才，援疆项目完工。", {"320000"}, {"654021"}),
        ("科技部第五批援青干部赴海西州德令哈市，援青项目落地。", {"科技部"}, {"632800", "632802"}),
    ],
)
def test_other_programmes(body: str, donors: set[str], recipients: set[str]) -> None:
    assert read(body) == (donors, recipients)


@pytest.mark.parametrize(
    ("body", "title", "donors", "recipients"),
    [
        # of two districts with one name the one whose official receiver is named
        ("通州区党政代表团赴囊谦县看望援青干部，捐赠援青资金60万元。", "", {"110112", "110000"}, {"632725", "632700"}),
        ("广东省第十批援藏工作队佛山工作组在墨脱县修建公路，援藏资金到位。", "", {"440000", "440600"}, {"540423"}),
        (
            "上海市普陀区与云南省昭通市深化沪滇协作，今年安排沪滇协作资金3.6亿元。",
            "沪滇协作：普陀区携手昭通",
            {"310000", "310107"},
            {"530000", "530600"},
        ),
        ("南京市援疆前方工作组请来南京鼓楼医院专家，在伊宁市义诊，援疆医生坐诊。", "", {"320100"}, {"654002"}),
        (
            "烟台市第十批援藏干部在聂拉木县修路，淄博市在昂仁县、济南市在白朗县分别实施援藏项目。",
            "",
            {"370600", "370300", "370100"},
            {"540235", "540226", "540228"},
        ),
    ],
)  # fmt: skip
def test_who_is_meant(body: str, title: str, donors: set[str], recipients: set[str]) -> None:
    found = read(body, title=title)
    assert (found[0] <= donors, found[1] <= recipients) == (True, True)
    assert {code for code in donors if not code.endswith("0000")} <= found[0]
    assert {code for code in recipients if not code.endswith("00")} <= found[1]


def test_aid_within_a_province_to_the_reservoir_is_of_its_programme() -> None:
    text = report("武汉市对口支援三峡库区秭归县，今年对口支援资金到位，对口支援项目开工。")
    assert parties(text, mentions(text)).programmes == ("援三峡",)


@pytest.mark.parametrize(
    ("body", "absent"),
    [
        ("新华网哈尔滨7月29日电 黑龙江省第六批援藏工作队在康马县建起青稞示范场。", "230100"),
        ("来自蚌埠医学院附属医院的专家抵达皮山县对口帮扶，安徽省援疆资金到位。", "340300"),
    ],
)
def test_where_a_dispatch_was_written_and_what_is_named_after_a_city_give_nothing(body: str, absent: str) -> None:
    assert absent not in read(body)[0]
