"""Title, publisher, date and language of a report: given first, then stated, then inferred."""

import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from core.domain import PublishedBasis, ReportMetadata
from core.orders import is_order
from ingest.blocks import Block
from ingest.metadata.dates import (
    bare_date,
    closing_date,
    frequent_year,
    labelled_date,
    parse_any_date,
)
from ingest.metadata.given import Given, catalogued
from ingest.metadata.language import language_of
from ingest.metadata.publisher import publisher_in
from ingest.metadata.title import title_in

UNTITLED = "(untitled)"
_HEAD = 8
_OPENING = 500
"""Characters of a block in which an order is looked for; names are taken from short ones."""
_CODE = re.compile(r"^([a-z]{2})(?:[-_].*)?$")


def describe(
    path: Path,
    blocks: Sequence[Block],
    text: str,
    given: Given | None = None,
    created: str = "",
) -> ReportMetadata:
    """Return the metadata of a report; what gives orders to the machine names nothing in it.

    Args:
        path: the file; a `catalogue.toml` beside it wins over all else.
        blocks: the mended blocks, headings marked.
        text: the stored text.
        given: what the format itself says (front matter, HTML or PDF metadata).
        created: ISO date on which the file was made, which only hints at publication.

    Raises:
        InputError: the catalogue beside the file cannot be read.
    """
    known = catalogued(path).over(given or Given())
    blocks = [one for one in blocks if not is_order(one.plain[:_OPENING])]
    title = _name(known.title) or title_in(blocks) or _name(_from_stem(path)) or UNTITLED
    published, basis = _published(known, title, created, blocks, text)
    return ReportMetadata(
        title=title,
        publisher=_name(known.publisher) or publisher_in(blocks),
        published=published,
        published_basis=basis,
        language=_code(known.language) or language_of(text),
        original_title=_name(known.original_title),
        origin=known.origin,
        is_digest=bool(known.digest),
    )


def _name(text: str) -> str:
    return "" if is_order(text[:_OPENING]) else text


def _published(
    known: Given, title: str, created: str, blocks: Sequence[Block], text: str
) -> tuple[str, PublishedBasis]:
    if known.published and (iso := parse_any_date(known.published)):
        return iso, "stated"
    stated = next(_stated_dates(blocks), "")
    if stated:
        return stated, "stated"
    inferred = frequent_year([title]) or created or frequent_year([text])
    return (inferred, "inferred") if inferred else ("", "unknown")


def _stated_dates(blocks: Sequence[Block]) -> Iterator[str]:
    texts = [b.plain for b in blocks if b.kind != "row"]
    yield from filter(None, map(labelled_date, texts))
    lines = (line.text for b in blocks if b.kind != "row" for line in b.lines)
    yield from filter(None, map(bare_date, lines))
    yield from filter(None, map(closing_date, texts[:_HEAD]))


def _code(language: str) -> str:
    """The two letters of "en", "zh-CN"; "" for a name such as "English"."""
    match = _CODE.match(language.lower())
    return match.group(1) if match else ""


def _from_stem(path: Path) -> str:
    return re.sub(r"[\s_-]+", " ", path.stem).strip() or path.name
