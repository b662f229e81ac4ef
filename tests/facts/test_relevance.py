"""Is it a report of aid, of which programme, and for what."""

import pytest

from cleaning.facts.parties import mentions, parties
from cleaning.facts.relevance import relevance
from cleaning.facts.sectors import Spoken, official_fields, sectors
from tests.facts.samples import report


@pytest.mark.parametrize(
    ("title", "body"),
    [
        ("山东援藏教师抵达日喀则", "八月二十日，山东省七十名援藏教师抵达日喀则市，将在当地支教三年。"),
        ("大爱无疆", "烟台市援藏医生为聂拉木县的孩子联系手术，援藏工作组筹集医药费，孩子平安出院。"),
        ("闽宁携手", "福建省与宁夏回族自治区东西部协作项目签约，福建省选派的帮扶干部驻村，东西部协作资金到位。"),
        ("彭州黑水一家亲", "彭州市对口帮扶黑水县，五年安排援藏资金，援藏工作队驻县。"),
        ("上海支援三峡", "上海市对口支援万州区，援助资金用于移民小区和学校，对口支援工作队驻区。"),
        ("雪山脚下", "长沙市中心医院派出的医生在隆子县医院做了一台腹腔镜手术。"),
        ("路通了", "苏五援队员小陈是南京人，在墨竹工卡县修通三条乡村公路。"),
        ("三尺讲台", "来自安徽合肥的老师在错那县小学支教，教孩子们写字。"),
        ("陇上新事", "天津市红桥区帮扶合水县，东西协作的车间开工。"),
        ("凉山来信", "绵阳市援彝工作队在昭觉县种下蓝莓，援彝干部驻村。"),
        (
            "攀枝花市西区捐赠木里灭火装备",
            "攀枝花市西区将灭火装备送到凉山州木里县。作为省内对口帮扶单位，西区三年来援助木里资金300万元。",
        ),
        ("公益助学", "区商会一行来到凤山县开展助学活动，向小学捐资。龙岗区对口帮扶凤山县。"),
        ("藏羊进城", "滨海新区通过消费帮扶采购甘南州玛曲县农产品，滨海新区合作交流办出资在玛曲县援建冷库。"),
        ("沪果情", "上海市第五批援青干部在果洛州班玛县建起牦牛产业园，援青资金投入使用。"),
    ],
)
def test_reports_of_aid(title: str, body: str) -> None:
    text = report(body, title=title)
    found = relevance(text, mentions(text))
    assert found.is_aid_report
    assert found.score > 0.5
    assert found.why


@pytest.mark.parametrize(
    ("title", "body"),
    [
        ("玉树向尼泊尔捐赠物资", "玉树州向尼泊尔灾区捐赠帐篷，中国援建尼泊尔的公路继续施工，尼泊尔官员致谢。"),
        ("“电力援藏”签约 藏电外送再创新高", "多个省市签订电力援藏协议，全年外送电量十四亿千瓦时，电力援藏成效明显。"),
        ("国外“援藏组织”资金断绝", "多个援藏组织经费减少，达赖集团发言人表示失望，援藏团体难以为继。"),
        ("西藏招录公务员公告", "今年面向全国招录公务员，其中援藏计划名额二十个，报名从三月一日开始。"),
        ("城市医院对口支援县医院工作会议召开", "全省三级医院对口支援县级医院，对口支援周期三年，对口支援医师驻点。"),
        ("高校对口支援工作推进会", "教育部部署高校对口支援，支援高校与受援高校签订对口支援协议，对口支援十五年。"),
        ("驰援湖北", "我市第三批援鄂医疗队出发，医疗队员将支援武汉的方舱医院。"),
        ("雅砻文化节开幕", "山南市雅砻文化节开幕，湖北、湖南等援藏省市代表出席，当晚举行文艺演出，游客如织。"),
        ("青海湖水位上升", "监测显示青海湖面积继续增大，降水偏多是主要原因。"),
        ("第十批科考队进藏", "科考队从拉萨出发，前往那曲市双湖县，科考工作队将采样一个月。"),
        ("帐篷运抵", "山东省向甘肃省舟曲县灾区捐赠帐篷，山东省派出的救援队抵达舟曲县。"),
        ("抗疫", "江苏省派出医疗队援助西安市抗击疫情，江苏省捐赠口罩10万只。"),
        ("地震捐款名单", "本县收到捐款：张三二百元，李四三百元，某公司一万元，感谢社会各界支援灾区。"),
    ],
)
def test_other_matters(title: str, body: str) -> None:
    text = report(body, title=title)
    found = relevance(text, mentions(text))
    assert not found.is_aid_report
    assert found.why


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("江苏省援藏工作队在拉萨市援建学校，援藏资金到位。", ("援藏",)),
        ("天津市援青指挥部在黄南州援建学校，援青资金到位。", ("援青",)),
        ("广东省援疆工作队在喀什地区援建学校，援疆资金到位。", ("援疆",)),
        ("大邑县对口支援松潘县，成都市援藏资金到位，援藏工作队驻县。", ("省内",)),
        ("上海市对口支援万州区，对口支援三峡库区资金到位，支援三峡三十年。", ("援三峡",)),
        ("浙江省对口支援四川省阿坝州，对口支援资金到位，浙江省干部驻州。", ("四省涉藏州县",)),
        ("玉树牧民冬天转场，孩子上学。", ()),
        ("学习关于东西部扶贫协作和对口支援的部署，江苏省援藏工作队在拉萨市援建学校，援藏资金到位。", ("援藏",)),
    ],
)
def test_programmes(body: str, expected: tuple[str, ...]) -> None:
    text = report(body, day="2018-05-01")
    assert parties(text, mentions(text) if expected else ()).programmes == expected


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("援藏医生在县医院开设手术室，医院新购医疗设备，门诊楼启用。", "health_hospital"),
        ("工作队修公路、架桥梁，通村道路全部硬化。", "infra_road"),
        ("大棚里种上蔬菜，青稞良种推广，设施农业增产。", "agri"),
        ("援藏资金累计投入二十亿元。", "unallocated"),
    ],
)
def test_sectors(text: str, first: str) -> None:
    assert sectors(Spoken(text))[0] == first


def test_official_fields_as_named_or_implied() -> None:
    assert official_fields(("坚持产业援藏，保障和改善民生。",), ()) == ("产业支援促进就业", "保障和改善民生")
    assert official_fields(("修公路。",), ("infra_road",)) == ("保障和改善民生",)
    assert sectors(Spoken("")) == ()
