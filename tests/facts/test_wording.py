"""Wordings of many papers and bulletins: what a sum is, how far it has come, what it adds up to; and what a number
counts where the word after it could be part of another."""

import pytest

from tests.facts.texts import figure, figures

MONEY = [
    ("援助资金2亿零500万元。", 205000000, "eq", "aid_fund"),
    ("援助资金三千零八万元。", 30080000, "eq", "aid_fund"),
    ("援助资金3000万（人民币，下同）。", 30000000, "eq", "aid_fund"),
    ("困难家庭最高可补助5万元。", 50000, "le", "other"),
    ("采购方购买当地农产品1260万元。", 12600000, "eq", "outcome"),
    ("消费帮扶金额达3.05亿元。", 305000000, "eq", "outcome"),
    ("旅游增加值将达到2亿元。", 200000000, "eq", "outcome"),
    ("她家每月还有2000元的房租入账。", 2000, "eq", "outcome"),
    ("资金缺口仍有2000万元。", 20000000, "eq", "other"),
    ("工程投资：2.1亿元；建设工期：24个月。", 210000000, "eq", "project_cost"),
    ("该项目计划投资6.5亿元，投产后可解决400余人就业。", 650000000, "eq", "project_cost"),
    ("双方签订校地合作协议，每年提供科研经费80万元。", 800000, "eq", "aid_fund"),
    ("共投入帮扶资金（含实物折款）738.6万元。", 7386000, "eq", "aid_fund"),
    ("首笔2000万元于6月30日到账。", 20000000, "eq", "aid_fund"),
]


@pytest.mark.parametrize(("text", "value", "qualifier", "role"), MONEY)
def test_sum(text: str, value: float, qualifier: str, role: str) -> None:
    one = figure(text)
    assert (one.value, one.qualifier, one.role) == (value, qualifier, role)


STAGES = [
    ("意向签约金额突破60亿元。", "pledged"),
    ("江苏省落实援藏投资9亿元，安排项目31个。", "committed"),
    ("广东规划支援甘孜州21个项目，总投资1.9亿元。", "planned"),
    ("一家央企向聂荣县援助资金4000万元。", "disbursed"),
    ("首笔援助资金2000万元于6月30日到账。", "disbursed"),
    ("厂子投产后可直接解决400余人就业，平均每年可为县里增加税收1.5亿元。", "forecast"),
]


@pytest.mark.parametrize(("text", "stage"), STAGES)
def test_stage(text: str, stage: str) -> None:
    assert figure(text).stage == stage


AGGREGATIONS = [
    ("厂子投产后平均每年可为县里增加税收1.5亿元。", "annual"),
    ("合作社一年的收入达到30余万元。", "annual"),
    ("援藏资金比第九批多出1.1亿元。", "growth"),
]


@pytest.mark.parametrize(("text", "aggregation"), AGGREGATIONS)
def test_aggregation(text: str, aggregation: str) -> None:
    assert figure(text).aggregation == aggregation


def test_a_part_may_begin_its_own_sentence() -> None:
    whole, part = figures("规划安排援藏资金2.26亿元用于脱贫。其中，新村建设安排援藏资金1.73亿元。")
    assert (part.aggregation, part.part_of) == ("part", whole.id)


COUNTED = [
    ("共230余人参加开班仪式。", 230, "人"),
    ("120余名师生参与研学。", 120, "人"),
    ("县里召开27次会议研究。", 27, "次"),
    ("组建一支13人工作专班。", 13, "人"),
    ("派出6支医疗队。", 6, "支"),
    ("选派5支队伍下乡。", 5, "支"),
    ("设立20家门店。", 20, "家"),
    ("支持12家电商企业。", 12, "家"),
    ("建成3座位于县城的停车场。", 3, "座"),
    ("捐赠3套现代化设备。", 3, "套"),
    ("新建8个体育场。", 8, "个"),
    ("组织300人体检。", 300, "人"),
]


@pytest.mark.parametrize(("text", "value", "unit"), COUNTED)
def test_count(text: str, value: float, unit: str) -> None:
    assert (value, unit) in [(one.value, one.unit) for one in figures(text, "count")]


NO_MONEY = ["引进投资亿元以上项目6个。", "落户亿元以上的企业有三家。"]
NO_COUNT = ["招聘名师。", "市委八届六次会议召开。", "第12次会议召开。", "百名师傅上门。"]


@pytest.mark.parametrize(
    ("text", "kind"), [(text, "money") for text in NO_MONEY] + [(text, "count") for text in NO_COUNT]
)
def test_no_figure(text: str, kind: str) -> None:
    assert [one.text for one in figures(text, kind) if one.unit not in ("个", "家")] == []
