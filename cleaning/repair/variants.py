"""Characters that hijackers swap for look-alikes, and forms of other countries, as the ones that are printed here."""

import re

from cleaning.repair.tally import Tally

# Found on mirrors, beside what t2s turns by itself; Japanese forms stand on Chinese pages only to deceive.
VARIANTS = str.maketrans(
    "毉辳觝儅囯図呉戸髙黒観辺関渋対経済発広拡労栄単獣処剣圧囲壊変戦歩毎氷渇焼犠産県砕竜粋続緑縄聴舗薬蔵覚訳読転軽逓鉄銭鋳陥隣霊駅騒験魚鶏黙斎歯伝価仮児円塩帰弾従徴恵悪懐択抜挙掲揺摂暁査桜様検楽",
    "医农抵当国图吴户高黑观边关涩对经济发广扩劳荣单兽处剑压围坏变战步每冰渴烧牺产县碎龙粹续绿绳听铺药藏觉译读转轻递铁钱铸陷邻灵驿骚验鱼鸡默斋齿传价假儿圆盐归弹从征惠恶怀择拔举揭摇摄晓查樱样检乐",
)
SWAPPED = re.compile(f"[{''.join(map(chr, VARIANTS))}]")
WE = re.compile("硪(?=们|国|省|市|区|县|州|校|院|队)")


def with_usual_forms(text: str, tally: Tally) -> str:
    """On simplified text: look-alikes back to the characters that they stand for."""
    usual, count = SWAPPED.subn(lambda match: match[0].translate(VARIANTS), text)
    usual, we = WE.subn("我", usual)
    tally.add("variant_glyphs", count + we)
    return usual
