"""A web page gives its article and says who published it when."""

from pathlib import Path

import pytest

from core.errors import UnreadableFile
from ingest.readers import read_bytes

PAGE = """<!DOCTYPE html><html lang="en"><head><title>Harbour opens | Portal</title>
<meta property="og:site_name" content="Town Portal">
<meta property="article:published_time" content="2021-05-03T08:00:00Z"></head>
<body><nav><a href="/">Home</a> | <a href="/n">News</a></nav><main><article>
<h1>Harbour opens in the east</h1>
<p>The harbour opened on Monday with <b>twelve</b> berths and a <a href="/c">new crane</a> that
lifts 40 tonnes at once, and the mayor said that it is the largest in all the region.</p>
<h2>Traffic</h2>
<p>Ships carried 3.5 million tonnes in 2020, up 4% from the year before, as the office wrote.</p>
<ul><li>Grain: 1.2 million tonnes</li><li>Steel: 0.8 million tonnes</li></ul>
<table><caption>Table 1. Tonnes by year</caption><tr><th>Year</th><th>Tonnes</th></tr>
<tr><td>2019</td><td>3.3</td></tr><tr><td>2020</td><td>3.5</td></tr></table>
</article></main><footer>Copyright © 2021 Harbour Office.</footer></body></html>"""


def test_article_is_kept_with_its_structure_and_metadata():
    parsed, media_type = read_bytes(Path("page.html"), PAGE.encode())
    assert media_type == "text/html"
    assert [s.title for s in parsed.sections] == ["Harbour opens in the east", "Traffic"]
    assert "with twelve berths and a new crane that lifts 40 tonnes" in parsed.text
    assert "• Grain: 1.2 million tonnes" in parsed.text
    assert "Table 1. Tonnes by year — Year: 2020; Tonnes: 3.5" in parsed.text
    assert "Home" not in parsed.text
    found = parsed.metadata
    assert (found.title, found.publisher) == ("Harbour opens in the east", "Town Portal")
    assert (found.published, found.published_basis) == ("2021-05-03", "stated")


def test_copyright_holder_publishes_where_no_site_is_named():
    page = PAGE.replace('<meta property="og:site_name" content="Town Portal">', "")
    assert read_bytes(Path("p.htm"), page.encode())[0].metadata.publisher == "Harbour Office"


def test_declared_encoding_is_respected():
    body = "<p>" + "港口今年的货物吞吐量达到三百五十万吨，比上一年增长了百分之四。" * 3 + "</p>"
    page = (
        f'<html><head><meta charset="gb2312"></head><body><article>{body}</article></body></html>'
    )
    parsed = read_bytes(Path("p.html"), page.encode("gb2312"))[0]
    assert "三百五十万吨" in parsed.text
    assert parsed.metadata.language == "zh"


def test_page_without_text_is_unreadable():
    page = b"<!DOCTYPE html><html><body><script>go()</script></body></html>"
    with pytest.raises(UnreadableFile, match="no text"):
        read_bytes(Path("p.html"), page)
