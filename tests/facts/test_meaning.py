"""What a figure means: its role, stage, aggregation, period, parties, and whether a total may take it."""

import pytest

from cleaning.facts.facts import facts_of
from tests.facts.texts import figure, figures, report

ROLES = [
    ("湖北省累计投入援藏资金近5亿元。", "aid_fund"),
    ("广东省落实计划外资金3.04亿元，支援林芝市建设小康村。", "aid_fund"),
    ("市红十字会向那曲市捐款12万元。", "donation"),
    ("爱心企业捐赠助学金8万元。", "donation"),
    ("医疗队免费发放药品价值6万多元。", "in_kind"),
    ("工作队送来折合30万元的教学设备。", "in_kind"),
    ("水厂总投资4500万元，由工作队代建。", "project_cost"),
    ("新院区概算1.6亿元。", "project_cost"),
    ("招商引资会上签约资金80.7亿元。", "investment_attracted"),
    ("签订框架合作协议7项，意向投资额26.37亿元。", "investment_attracted"),
    ("引进企业9家，总投资达6亿多元。", "investment_attracted"),
    ("一家科技公司在县城投资2亿元建设光伏电站。", "investment_attracted"),
    ("工作队协调阿里地区财政筹措资金560万元。", "third_party"),
    ("村民集资40万元建起合作社。", "third_party"),
    ("中央预算内投资500万元用于校舍。", "third_party"),
    ("带动群众增收约40万元。", "outcome"),
    ("车间收购羊毛8吨，向牧民支付羊毛款130万元。", "outcome"),
    ("合作社向村民兑付土地流转费26万元。", "outcome"),
    ("工作队支付工程款70万元。", "project_cost"),
    ("预计年产值可达1.7亿元。", "outcome"),
    ("发放劳务报酬近200万元。", "outcome"),
    ("每人每月有4000元的工资收入。", "outcome"),
    ("藏香猪肉卖到30元一斤。", "other"),
    ("产品按1元/桶的标准计价。", "other"),
    ("法院判令赔偿300万元。", "other"),
    ("总投入900万元，其中援藏资金600万元。", "aid_fund"),
    ("老师从工资里拿出2400元给学生买棉鞋。", "donation"),
    ("教师们凑了5600元修好校门。", "donation"),
    ("同窗校友筹资30万元设奖教金。", "donation"),
    ("一家水泥公司出资90万元修建村小学。", "donation"),
    ("一家水泥公司出资9000万元建设粉磨站。", "investment_attracted"),
    ("送来图书2万册，码洋60万元。", "in_kind"),
    ("救护车两辆，总值98万元，上月运抵县城。", "in_kind"),
    ("为患者节省费用40万元。", "outcome"),
    ("专列拉动当地消费210万元。", "outcome"),
    ("发放分红：一组每户1300元；二组每户870元。", "outcome"),
    ("签约超5亿元项目4个。", "other"),
    ("家乡商会认捐240万元，首批90万元已到账。", "donation"),
    ("群众捐款12万元，县里拨款300万元。", "aid_fund"),
    ("互市点日均交易80万元。", "outcome"),
    ("一家商会出资120万元，在县城捐建幼儿园。", "donation"),
    ("医疗队义诊三天，赠药1.5万元。", "in_kind"),
    ("三年来，消费援藏金额7亿元。", "outcome"),
    ("一期工程700万元由援藏工作队全额承担。", "aid_fund"),
    ("全省累计无偿援助库区社会公益类资金700万元。", "aid_fund"),
    ("集团今年拿出700万元，在县里种茶。", "aid_fund"),
    ("在县城，投资700万元的藏毯加工厂已经开工。", "project_cost"),
    ("明年计划再投70万元。", "aid_fund"),
    ("援藏资金90万元，其中：甲校50万元，乙校40万元。", "aid_fund"),
]


@pytest.mark.parametrize(("text", "role"), ROLES)
def test_role(text: str, role: str) -> None:
    assert figure(text).role == role


STAGES = [
    ("湖南省签下意向投资额3亿元的招商引资项目。", "pledged"),
    ("“十四五”期间，湖南省规划投入援藏资金1.79亿元。", "planned"),
    ("明年湖北省将投入援藏资金2850万元。", "planned"),
    ("江苏省安排援藏资金3.4亿元。", "planned"),
    ("广东省下达援藏资金4亿元。", "planned"),
    ("浙江省落实援藏资金1.68亿元。", "committed"),
    ("工作队争取援藏资金800万元。", "committed"),
    ("招商引资会签约资金80亿元。", "committed"),
    ("福建省援藏资金5000万元已全部到位。", "disbursed"),
    ("天津市拨付援藏资金450万元。", "disbursed"),
    ("市红十字会捐款12万元。", "disbursed"),
    ("上海市投入援藏资金3亿元。", "spent"),
    ("援藏项目完成投资2.68亿元。", "spent"),
    ("山东省投入援藏资金2600万元建成县医院综合楼。", "completed"),
    ("援建的水厂总投资2000万元，今年7月正式投产。", "completed"),
    ("预计带动群众增收300万元。", "forecast"),
    ("明年用于村道的援藏资金不低于3000万元。", "planned"),
    ("下一步，安徽省援藏资金投入不少于1亿元。", "planned"),
    ("今后两年江苏省每年投入援藏资金800万元。", "planned"),
    ("市财政日前拨付明年首批援藏资金900万元。", "disbursed"),
    ("卫生健康委调拨资金45万元添置救护车。", "disbursed"),
    ("从援藏资金中列支310万元装修学校。", "spent"),
    ("援建的水厂总投资2000万元，预计明年9月建成。", "planned"),
    ("总投资6500万元的援建医院将于明年投用。", "planned"),
    ("援建的冷库概算900万元，建成后可存肉2000吨。", "planned"),
    ("援建的茶厂总投资1200万元，3月投产，明年扩建。", "completed"),
    ("农牧民人均收入达到7000元。", "none"),
    ("今年的援藏资金7600万元，目前已全部到位。", "disbursed"),
    ("援建资金900万元，于上月底前足额拨付。", "disbursed"),
    ("这批援藏资金410万元，教学楼投入330万元，均已到位。", "spent"),
    ("工作队计划在两年内每年投入援藏资金600万元。", "planned"),
    ("价值35万元的锅炉和煤炭运抵牧区。", "disbursed"),
    ("工作队争取的价值35万元的农机近日运抵牧区。", "disbursed"),
    ("计划安排援青资金2.5亿元，截至4月底已到位1.2亿元。", "disbursed"),
    ("今年的援疆资金3.8亿元6月底前全部拨付。", "planned"),
    ("应急局日前将价值15万元的装备送到县里。", "disbursed"),
    ("向两县各援助资金800万元，用于修房。", "disbursed"),
    ("三年间投入援建资金16亿元。", "spent"),
    ("展销会预计签约金额5亿元。", "forecast"),
    ("预计亩均增收300元，总增收210万元。", "forecast"),
    ("林业局收到援助的防火车一辆，价值17万元。", "disbursed"),
    ("联网工程投运，援建总投资74亿元的工程已经投运。", "completed"),
]


@pytest.mark.parametrize(("text", "stage"), STAGES)
def test_stage(text: str, stage: str) -> None:
    assert figure(text).stage == stage


AGGREGATIONS = [
    ("三年来，累计投入援藏资金2.71亿元。", "cumulative"),
    ("先后投入援藏资金1950万元。", "cumulative"),
    ("一年多来，工作队投入援藏资金8650万元，实施项目21个。", "cumulative"),
    ("2016年以来，浙江省共落实援藏资金1.68亿元。", "cumulative"),
    ("截至目前，援藏队共争取援助资金3000万元。", "cumulative"),
    ("1995年至2018年，湖北省投入援藏资金17亿元。", "cumulative"),
    ("安徽省每年提供100万元智力援藏资金。", "annual"),
    ("合作社年收入80余万元。", "annual"),
    ("2018年，江苏省共安排援助资金3.4亿元。", "single"),
    ("工作队投入援藏资金50万元建设学习平台。", "single"),
    ("援藏资金总额900万元，其中医疗援藏资金600万元。", "part"),
    ("职工月绩效比去年增加1000元。", "growth"),
    ("全年援藏资金4.2亿元已拨付到县。", "single"),
    ("村里年旅游收入达到90万元。", "annual"),
    ("土豆比去年多卖了30万元。", "growth"),
]


@pytest.mark.parametrize(("text", "aggregation"), AGGREGATIONS)
def test_aggregation(text: str, aggregation: str) -> None:
    assert figure(text).aggregation == aggregation


def test_growth_of_a_share_is_no_money() -> None:
    assert figures("资金规模较上一批增长80%以上。") == []
    assert figure("资金规模较上一批增长80%以上。", "percent").aggregation == "growth"


PERIODS = [
    ("30年来，泉州市累计投入援藏资金近5亿元。", "1994", "2024-08"),
    ("“十四五”期间，安排援藏资金3亿元。", "2021", "2025"),
    ("“十三五”规划内援藏资金6亿元。", "2016", "2020"),
    ("2016年7月至今，投入援藏资金2.7亿元。", "2016-07", "2024-08"),
    ("2011年至2017年累计安排援青资金17亿元。", "2011", "2017"),
    ("2012-2017年，投入援助资金19亿元。", "2012", "2017"),
    ("2016年以来，落实援藏资金1.68亿元。", "2016", "2024-08"),
    ("自2012年开始对口帮扶以来，拨付援藏资金1.3亿元。", "2012", "2024-08"),
    ("三年来，投入援藏资金8000万元。", "2021", "2024-08"),
    ("去年，投入援藏资金150万元。", "2023", "2023"),
    ("2018年，安排援藏资金8472万元。", "2018", "2018"),
    ("未来五年将投入援藏资金4亿元。", "2024-08", "2029"),
    ("五年里县里将投入援藏资金4000万元。", "2024-08", "2029"),
]


@pytest.mark.parametrize(("text", "start", "end"), PERIODS)
def test_period(text: str, start: str, end: str) -> None:
    period = figure(text).period
    assert period is not None
    assert (period.start, period.end, period.basis) == (start, end, "stated")


def test_no_period_is_invented() -> None:
    assert figure("工作队投入50万元建设学习平台。").period is None


@pytest.mark.parametrize(
    ("text", "as_of"),
    [("截至2023年6月，到位援藏资金3亿元。", "2023-06"), ("截至2023年6月30日，到位资金3亿元。", "2023-06-30"),
    ("到位援藏资金3亿元。", "2024-08-29")],
)  # fmt: skip
def test_the_day_it_was_true(text: str, as_of: str) -> None:
    assert figure(text).as_of == as_of


def test_inside_and_outside_the_plan() -> None:
    inside, outside, unsaid = figures("规划内援藏资金6亿元，计划外援藏资金3亿元，援藏资金1亿元。")
    assert (inside.in_plan, outside.in_plan, unsaid.in_plan) == (True, False, None)
    assert figure("规划内项目33项，到位援藏资金5.32亿元。").in_plan


def test_the_giver_of_a_clause_is_not_the_giver_of_the_next() -> None:
    text = "江苏省投入援藏资金5亿元，支援拉萨市建设学校。河北省投入援藏资金3亿元，支援阿里地区建设医院。"
    first, second = figures(text)
    assert (first.donors, first.recipients) == (("320000",), ("540100",))
    assert (second.donors, second.recipients) == (("130000",), ("542500",))


def test_a_figure_farther_from_its_giver_is_less_sure() -> None:
    near, far = figures("江苏省投入援藏资金5亿元支援拉萨市。学校已经开工。又投入援藏资金3亿元。")
    assert near.donors == far.donors == ("320000",)
    assert far.confidence < near.confidence


def test_nobody_gives_an_income() -> None:
    assert figure("江苏省援建的工厂带动拉萨市群众增收300万元。").donors == ()


COUNTED = [
    ("江苏省投入援藏资金5亿元，支援拉萨市。", True, None),
    ("江苏省计划投入援藏资金5亿元。", False, "stage planned"),
    ("三年来，江苏省累计投入援藏资金5亿元。", False, "cumulative since 2021"),
    ("带动增收5亿元。", False, "role outcome"),
    ("江苏省援藏资金10亿元已到位，其中教育援藏资金5亿元。", False, "part of another figure"),
    ("企业捐款5万元。", False, "donation: summed apart"),
    ("江苏省投入援藏资金1-5万元。", False, "range without a value"),
    ("江苏省投入援藏资金?.5亿元。", False, "unreadable"),
    ("江苏省投入援藏资金5亿美元。", False, "foreign currency USD"),
    ("江苏省发放援藏补助资金，每户5000元。", False, "a rate: so much for each"),
]


@pytest.mark.parametrize(("text", "counted", "reason"), COUNTED)
def test_what_a_total_may_take(text: str, counted: bool, reason: str | None) -> None:
    found = figure(text)
    assert (found.counted, found.not_counted_because) == (counted, reason)


def test_no_total_takes_a_sum_of_a_report_that_is_not_of_aid() -> None:
    found = facts_of(report("县财政落实水利资金5亿元。", title="水利建设提速")).figures[0]
    assert not found.counted


def test_a_yearly_sum_counts() -> None:
    assert figure("安徽省每年投入援藏资金100万元。").counted


def test_noun_and_purpose() -> None:
    sum_ = figure("投入援藏资金1450万元建成标准化厂房。")
    assert (sum_.noun, sum_.purpose) == ("援藏资金", "标准化厂房")
    assert figure("落实项目53个。", "count").noun == "项目"
    assert figure("派出25名优秀教师。", "count").noun == "优秀教师"
