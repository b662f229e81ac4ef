"""Amounts: value, unit, qualifier and span of what a sentence states; and what it does not state."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleaning.facts.amounts import Amount, read_amounts

YI = 10**8
MONEY = [
    # text, words of the figure, value, low, high, qualifier
    ("累计投入资金近5亿元。", "近5亿元", 5 * YI, None, 5 * YI, "lt"),
    ("采购药品25余万元", "25余万元", 250000, 250000, 260000, "gt"),
    ("拨付8.8亿余元用于修路", "8.8亿余元", 880000000, 880000000, 890000000, "gt"),
    ("带动投资7亿多元", "7亿多元", 7 * YI, 7 * YI, 8 * YI, "gt"),
    ("筹集善款2万元多", "2万元多", 20000, 20000, 30000, "gt"),
    ("将近300万元的设备", "将近300万元", 3000000, None, 3000000, "lt"),
    ("接近1.2亿元", "接近1.2亿元", 120000000, None, 120000000, "lt"),
    ("不到40万元", "不到40万元", 400000, None, 400000, "lt"),
    ("不足90万元", "不足90万元", 900000, None, 900000, "lt"),
    ("超过6000万元", "超过6000万元", 60000000, 60000000, None, "gt"),
    ("产值突破2亿元", "突破2亿元", 2 * YI, 2 * YI, None, "gt"),
    ("募得逾亿元", "逾亿元", YI, YI, None, "gt"),
    ("规模超百亿元", "超百亿元", 100 * YI, 100 * YI, None, "gt"),
    ("年收入过千万元", "过千万元", 10**7, 10**7, None, "gt"),
    ("花费上百万元", "上百万元", 10**6, 10**6, None, "gt"),
    ("每年不低于1亿元", "不低于1亿元", YI, YI, None, "ge"),
    ("最高可报销7万元", "最高可报销7万元", 70000, None, 70000, "le"),
    ("上限5万元", "上限5万元", 50000, None, 50000, "le"),
    ("至少安排30万元", "30万元", 300000, None, None, "eq"),
    ("至少30万元", "至少30万元", 300000, 300000, None, "ge"),
    ("补助4000元以上", "4000元以上", 4000, 4000, None, "ge"),
    ("达到8000元以上", "8000元以上", 8000, 8000, None, "ge"),
    ("不超过500万元", "不超过500万元", 5000000, None, 5000000, "le"),
    ("控制在20万元以内", "20万元以内", 200000, None, 200000, "le"),
    ("约40万元", "约40万元", 400000, None, None, "approx"),
    ("大约有36万元", "大约有36万元", 360000, None, None, "approx"),
    ("月薪5000元左右", "5000元左右", 5000, None, None, "approx"),
    ("约合1.1亿元人民币", "约合1.1亿元人民币", 110000000, None, None, "approx"),
    ("签约额达80.7亿元", "80.7亿元", 8070000000, None, None, "eq"),
    ("达6亿多元", "6亿多元", 6 * YI, 6 * YI, 7 * YI, "gt"),
    ("折合约2000余万元", "约2000余万元", 20000000, 20000000, 30000000, "gt"),
    ("节约经费100万元", "100万元", 1000000, None, None, "eq"),
    ("最近3万元已到账", "3万元", 30000, None, None, "eq"),
    ("资金2,687.5万元", "2,687.5万元", 26875000, None, None, "eq"),
    ("捐款1,234,567.89元", "1,234,567.89元", 1234567.89, None, None, "eq"),
    ("三百五十元", "三百五十元", 350, None, None, "eq"),
    ("总投资一亿五千万元", "一亿五千万元", 150000000, None, None, "eq"),
    ("两千万元", "两千万元", 20000000, None, None, "eq"),
    ("一千多万元", "一千多万元", 10**7, 10**7, 2 * 10**7, "gt"),
    ("二十几万元", "二十几万元", 200000, 200000, 300000, "gt"),
    ("三四十万元", "三四十万元", None, 300000, 400000, "eq"),
    ("几百亿元", "几百亿元", None, 100 * YI, 1000 * YI, "approx"),
    ("数千万元", "数千万元", None, 10**7, 10**8, "approx"),
    ("3千万元", "3千万元", 30000000, None, None, "eq"),
    ("3亿5千万元", "3亿5千万元", 350000000, None, None, "eq"),
    ("1亿2000万元", "1亿2000万元", 120000000, None, None, "eq"),
    ("1000-3000万元", "1000-3000万元", None, 10**7, 3 * 10**7, "eq"),
    ("20—40万元", "20—40万元", None, 200000, 400000, "eq"),
    ("8000元至15000元不等", "8000元至15000元", None, 8000, 15000, "eq"),
    ("10万-15万元", "10万-15万元", None, 100000, 150000, "eq"),
    ("61.75万元至400万元", "61.75万元至400万元", None, 617500, 4000000, "eq"),
    ("补助5、6万元", "5、6万元", None, 50000, 60000, "eq"),
    ("投资高达3个亿元", "3个亿元", 3 * YI, None, None, "eq"),
    ("总投资3个多亿元", "3个多亿元", 3 * YI, 3 * YI, 4 * YI, "gt"),
    ("捐款壹佰万元", "壹佰万元", 1000000, None, None, "eq"),
    ("叁拾伍万元整", "叁拾伍万元", 350000, None, None, "eq"),
    ("２．２９万元", "２．２９万元", 22900, None, None, "eq"),
    ("10 余万元", "10 余万元", 100000, 100000, 200000, "gt"),
    ("每瓶捐5分钱", "5分钱", 0.05, None, None, "eq"),
    ("饼一块五角钱", "五角钱", 0.5, None, None, "eq"),
    ("卖了60块钱", "60块钱", 60, None, None, "eq"),
    ("一天挣110到140块。", "110到140块", None, 110, 140, "eq"),
    ("一个月有五千来块，", "五千来块", 5000, 5000, 6000, "approx"),
    ("中标价512.77 万元", "512.77 万元", 5127700, None, None, "eq"),
]  # fmt: skip


def only(text: str, kind: str | None = None) -> Amount:
    found = [one for one in read_amounts(text) if kind in (None, one.kind)]
    assert len(found) == 1, found
    return found[0]


@pytest.mark.parametrize(("text", "words", "value", "low", "high", "qualifier"), MONEY)
def test_a_sum_of_money(text: str, words: str, value: int, low: int, high: int, qualifier: str) -> None:
    sum_ = only(text, "money")
    assert (sum_.text, sum_.value, sum_.low, sum_.high, sum_.qualifier) == (words, value, low, high, qualifier)
    assert text[sum_.start : sum_.end] == words


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [("贷款1.7亿美元", 170000000, "USD"), ("捐赠30万港元", 300000, "HKD"), ("价值20万美金", 200000, "USD"),
    ("5000欧元", 5000, "EUR"),
        ("港币100万元", 1000000, "HKD"), ("捐赠美元近20万元", 200000, "USD")],
)  # fmt: skip
def test_foreign_money_stays_foreign(text: str, value: int, unit: str) -> None:
    assert [(one.value, one.unit) for one in read_amounts(text)] == [(value, unit)]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("投资5000万，打造园区", 50000000),
        ("五年援助资金96亿", 9600000000),
        ("三年150万的奖学金", 1500000),
        ("队里提供的近百万经费", 1000000),
        ("捐资600余万建成幼儿园", 6000000),
        ("奖励30万人民币", 300000),
        ("外加2.4亿。", 240000000),
        ("某省援疆五年96亿", 9600000000),
        ("投资十多个亿", 1000000000),
    ],
)
def test_a_sum_without_its_unit_needs_a_word_of_money(text: str, value: int) -> None:
    sum_ = only(text, "money")
    assert (sum_.value, sum_.unit, sum_.readability) == (value, "CNY", "unit_missing")


@pytest.mark.parametrize(
    "text",
    [
        "收集了4000多万颗种子", "全文约3.6万字", "点击量达211万", "每秒万亿次算力", "发电约3328万度",
        "使用200万像素相机",
        "产值过亿的企业", "走了1万多步", "11万各族人民", "投入3万尾鱼苗", "14亿中国人民",
    ],
)  # fmt: skip
def test_a_large_number_of_something_is_no_money(text: str) -> None:
    assert not [one for one in read_amounts(text) if one.kind == "money"]


COUNTS = [
    ("选派干部110余名", 110, "人"), ("二十多位专家", 20, "人"), ("受益5000余人", 5000, "人"),
    ("培训4200余人次", 4200, "人次"),
    ("结对52户", 52, "户"), ("落实项目53个", 53, "个"), ("签订协议7项", 7, "项"), ("手术624例", 624, "例"),
    ("引进企业22家", 22, "家"),
    ("中小学11所", 11, "所"), ("义诊26 场次", 26, "场次"), ("培训28期", 28, "场次"), ("演出5场", 5, "场次"),
    ("调研13次", 13, "次"),
    ("先后选派三批干部", 3, "批"), ("帮扶对子25对，", 25, "对"), ("新建大棚108座", 108, "座"),
    ("住房2900余套", 2900, "套"),
    ("彩超12台", 12, "台"), ("皮卡25辆", 25, "辆"), ("茶苗2万株", 20000, "株"), ("近百家便民超市", 100, "家"),
    ("上千名游客", 1000, "人"),
    ("提供岗位1.6万余个", 16000, "个"), ("4.5万贫困户", 45000, "户"), ("惠及3.8万市民", 38000, "人"),
    ("近四百位教师", 400, "人"),
    ("直升机14架", 14, "架"), ("帐篷600余顶", 600, "顶"), ("九个乡镇", 9, "个"), ("6个工作组", 6, "个"),
    ("数十名医生", None, "人"),
    ("培训4.3万人（次）", 43000, "人次"), ("义诊100余场(次)", 100, "场次"), ("队伍三百人", 300, "人"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "value", "unit"), COUNTS)
def test_a_count(text: str, value: int, unit: str) -> None:
    count = only(text)
    assert (count.kind, count.value, count.unit) == ("count", value, unit)


@pytest.mark.parametrize(
    ("text", "kind", "value", "unit"),
    [
        ("增长80%以上", "percent", 80, "%"), ("增速-5%", "percent", -5, "%"), ("百分之十五", "percent", 15, "%"),
        ("提高3.5个百分点", "percent", 3.5, "百分点"), ("超过七成的搬迁户", "percent", 70, "%"),
        ("不到总数的一成。", "percent", 10, "%"),
        ("种植1400亩", "quantity", 1400, "亩"), ("道路600多公里", "quantity", 600, "公里"),
        ("厂房1.2万平方米", "quantity", 12000, "平方米"),
        ("熔喷布3.5吨", "quantity", 3.5, "吨"), ("装机20兆瓦", "quantity", 20, "兆瓦"),
        ("发电180万千瓦时", "quantity", 1800000, "千瓦时"),
        ("50千米长", "quantity", 50, "公里"), ("草籽7000公斤", "quantity", 7000, "公斤"),
    ],
)  # fmt: skip
def test_shares_and_measures(text: str, kind: str, value: float, unit: str) -> None:
    amount = only(text)
    assert (amount.kind, amount.value, amount.unit) == (kind, value, unit)


NO_FIGURE = [
    "第十批援藏工作队", "第三、四批队员", "“十四五”规划", "十三五期间", "2018年7月13日", "9时30分", "G318国道",
    "“1+7”医院群", "“1221”工程",
    "两个80%的要求", "“八个一”工程", "四个全面", "两个维护", "电话0893-7820123", "海拔4500米", "万元村", "十万元户",
    "亿元产业",
    "百名专家进高原", "一成不变", "建成八成新校舍", "牛羊三五成群", "三分之二的村民", "近半群众",
    "千家万户", "一个目标", "一批青年", "3个月", "两年来", "30岁", "前10名", "高三两个班级之间"[:2], "12县", "72拐",
    "雅江1号", "三天两头",
    "四处求医", "十九届二次全会", "二期工程", "北京三元食品", "一元一次方程", "世纪广场……一幅画卷", "十五的月亮十六圆",
]  # fmt: skip


@pytest.mark.parametrize("text", NO_FIGURE)
def test_a_number_that_is_no_figure(text: str) -> None:
    assert list(read_amounts(text)) == []


BROKEN = [
    ("总投入?.2亿元的医院", "?.2亿元", "digit_lost"), ("投入.5亿元", ".5亿元", "digit_lost"),
    ("投入□亿元", "□亿元", "digit_lost"),
    ("投入\ufffd3亿元", "\ufffd3亿元", "digit_lost"), ("投入\ue5d23亿元", "\ue5d23亿元", "digit_lost"),
    ("投入 000多万元", "000多万元", "digit_lost"),
    ("帮扶 .5万名", ".5万名", "digit_lost"), ("投入3?万元", "?万元", "digit_lost"),
    ("投入1 950万元", "1 950万元", "indeterminate"),
    ("投入12，300万元", "12，300万元", "indeterminate"), ("投入1.2.3亿元", "1.2.3亿元", "indeterminate"),
    ("投入三百五元", "三百五元", "indeterminate"),
    ("价值1 200余元", "1 200余元", "indeterminate"), ("拨付?50万元", "?50万元", "digit_lost"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "words", "readability"), BROKEN)
def test_a_broken_number_is_kept_without_a_value(text: str, words: str, readability: str) -> None:
    broken = only(text)
    assert (broken.text, broken.value, broken.low, broken.high) == (words, None, None, None)
    assert broken.readability == readability
    assert text[broken.start : broken.end] == words


def test_a_change_is_two_sums_and_no_range() -> None:
    assert [one.value for one in read_amounts("人均收入从500元到10000余元")] == [500, 10000]


def test_people_after_a_pair_of_numbers() -> None:
    assert [(one.value, one.unit) for one in read_amounts("组建小组4个12人次")] == [(4, "个"), (12, "人次")]


BEFORE = st.sampled_from(["投入", "拨付资金", "，", "（", "和", "共计", "援藏资金"])
AFTER = st.sampled_from(["", "，", "。", "用于建设", "的设备", "）", "、"])


@given(BEFORE, st.decimals("0.01", "99999", places=2), st.sampled_from(["元", "万元", "亿元"]), AFTER)
def test_an_amount_in_digits_reads_back(before: str, number: Decimal, unit: str, after: str) -> None:
    words = f"{number.normalize():f}{unit}"
    (read,) = read_amounts(before + words + after)
    assert Decimal(str(read.value)) == number * {"元": 1, "万元": 10**4, "亿元": 10**8}[unit]
    assert read.text == words


@given(
    st.text(
        alphabet="投入近约超余多万亿千百十一二三五两几数0123456789.,，。元个名人户%-至第批年月?□ “”援藏资金",
        max_size=60,
    )
)
def test_every_span_reproduces_its_words_in_order(text: str) -> None:
    end = 0
    for amount in read_amounts(text):
        assert text[amount.start : amount.end] == amount.text
        assert amount.end > amount.start
        assert amount.end > end
        end = amount.end
        if amount.readability in ("digit_lost", "indeterminate"):
            assert (amount.value, amount.low, amount.high) == (None, None, None)


@given(st.text(max_size=80))
def test_any_text_at_all_is_read_without_failing(text: str) -> None:
    for amount in read_amounts(text):
        assert text[amount.start : amount.end] == amount.text
