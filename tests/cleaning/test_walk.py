"""What a page's markup becomes: lines and the boxes around them."""

import pytest

from cleaning.document import parse
from cleaning.extract.lines import Lines
from cleaning.extract.walk import lines_of


def walked(markup: str) -> Lines:
    return lines_of(parse(markup).body)


@pytest.mark.parametrize(
    ("markup", "lines"),
    [
        ("<p>春天<b>来</b>了</p>山谷", ["春天来了", "山谷"]),
        ("<div>一<p></p>二<div/>三</div>", ["一", "二", "三"]),
        ("一<br>二<br/>三<hr>四", ["一", "二", "三", "四"]),
        ("<p>A &amp; B &lt;p&gt; 3&gt;2 &amp;nbsp;</p>", ["A & B <p> 3>2 &nbsp;"]),
        ("<p title='a>b<c' class='x\"y'>水渠</p>", ["水渠"]),
        ("<p>前<script>if (a<b) { '<p>' }</script>后</p>", ["前后"]),
        ("前<object>一<object>二</object>三</object>后", ["前后"]),
        ("前<select><option>一<option>二</select>后<textarea><p>三</textarea>", ["前后"]),
        ("<p>甲\x05乙</p><script>'\x06'</script><p title='\x07'>丙\x08</p>", ["甲\x05乙", "丙\x08"]),
        ("前<noscript><a href=x>一</a></noscript>后<iframe>二</iframe>", ["前后"]),
        ("<ul><li> <a href=x>一</a> </li><li><a href=y> 二 </a></li><li><a> </a></li></ul>", ["一", "二"]),
        ("<p><span>一</span><em><a>二</a></em>三</p><p>四<a name=x></a>五</p>", ["一二三", "四五"]),
        ("<pre>一\n二</pre><p>三\n四</p>", ["一", "二", "三 四"]),
        ("<p>到了。\u3000\u3000又走了。</p>", ["到了。", "又走了。"]),
        ("<p>  \n </p><p>&nbsp;</p>", []),
    ],
)
def test_lines(markup: str, lines: list[str]) -> None:
    page = walked(markup)
    assert [line.text for line in page.lines] == lines
    assert not page.cut


def test_what_is_known_of_a_line() -> None:
    page = walked("<h2>题</h2><p><a>甲<b>乙</b></a>丙<a name=x></a></p><img><table><tr><td>丁<th>戊</table>")
    heading, mixed, first, second = page.lines
    assert (heading.heading, heading.linked) == (2, 0)
    assert (mixed.text, mixed.linked, mixed.image) == ("甲乙丙", 2, False)
    assert first.image
    assert not second.image
    assert first.row == second.row >= 0
    assert first.cell != second.cell
    assert page.images == 1
    assert page.text == "题\n甲乙丙\n丁\n戊"


def test_entries_of_menus_are_links_in_boxes_of_their_own() -> None:
    page = walked(
        "<ul><li class=a><a href=x>甲乙</a></li><li><span><a> 丙 </a></span>丁</li></ul><a href=y><p>戊己</p></a>"
    )
    assert [(line.text, line.linked, page.boxes[line.box].tag) for line in page.lines] == [
        ("甲乙", 2, "li"),
        ("丙 丁", 1, "li"),
        ("戊己", 2, "p"),
    ]
    first = page.boxes[page.lines[0].box]
    assert (first.name, first.first, first.last, page.boxes[first.parent].tag) == ("a", 0, 1, "ul")


def test_boxes_hold_their_lines() -> None:
    page = walked('<div class="a&amp;b" id=c hidden><p>甲<p>乙</div><div style="text-align: center"><p>丙</p></div>')
    told = {box.tag + box.name: box for box in page.boxes}
    assert (told["diva&b c"].first, told["diva&b c"].last, told["diva&b c"].hidden) == (0, 2, True)
    assert page.boxes[page.lines[1].box].hidden
    assert not page.boxes[page.lines[1].box].hides
    assert (told["div"].first, told["div"].last, told["div"].centred) == (2, 3, True)
    assert page.boxes[page.lines[2].box].holder == page.boxes.index(told["div"])
    assert (told["body"].parent, told["body"].end) == (-1, len(page.boxes))


def test_chosen_elements_are_found_again() -> None:
    tree = parse("<noscript><div>一</div></noscript><div>二</div><button><p>三</p></button><div id=x>四</div>")
    chosen = tree.get_element_by_id("x")
    page = lines_of(tree.body, (chosen,))
    assert [page.lines[box.first].text for box in page.boxes if box.chosen is chosen] == ["四"]


def test_only_so_many_tags_are_looked_at() -> None:
    page = walked("<p>甲</p>" + "<b></b>" * 90_000 + "<p>乙</p>")
    assert [line.text for line in page.lines] == ["甲"]
    assert page.cut
