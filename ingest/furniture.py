"""Lines of a web page or a printed page that carry no fact: menus, pagers, and the foot."""

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from ingest.blocks import Block
from ingest.characters import cjk_share

_SEPARATED = re.compile(r"\s*[|｜]\s*")
_TRAIL = re.compile(
    r"^(?:home(?:page)?|首页|主页|you are here:?|当前位置[:：]?)\s*(?:[>»›/]|::)", re.IGNORECASE
)
_PAGER = re.compile(
    r"^(?:(?:prev(?:ious)?|next|first|last|page|上一页|下一页|[<>«»|.…])\s*)*"
    r"(?:\d{1,3}[\s|,]+){2,}\d{1,3}"
    r"(?:\s*(?:prev(?:ious)?|next|first|last|page|上一页|下一页|[<>«»|.…]))*$",
    re.IGNORECASE,
)
_MENU = frozenset(
    "home search login logout register sign in up menu sitemap print share email wechat weibo "
    "facebook twitter linkedin rss mobile english français español deutsch 简体 繁体 繁體 中文 "
    "简体中文 繁體中文 微信 微博 搜索 登录 注册 首页 打印 分享 关闭 back to top skip content main "
    "previous next close subscribe".split()
)
_NOTICE = re.compile(
    r"©|\bcopyright|all rights ?reserved|\bpowered by\b|\bpresented by\b|\bICP\b|版权所有|备案"
    r"|terms of (?:use|service)|privacy policy|without (?:prior|written) (?:authori[sz]|permission)"
    r"|^e-?mail\s*[:：]",
    re.IGNORECASE,
)
_ISSUED = re.compile(r"\b(?:is|was) (?:issued|published) by\b|由.{2,30}(?:发布|出版)")
_BULLET = re.compile(r"^\s*(?:[•·▪■◆●○◦‣⁃*–—»-]|[<>](?=\s\s))\s+")


def bullet_of(text: str) -> str:
    """Return the bullet and its blanks that `text` begins with, or ""."""
    match = _BULLET.match(text)
    return match.group() if match else ""


def is_navigation(text: str) -> bool:
    """Tell whether a line is a menu, a breadcrumb trail or a pager."""
    parts = [part for part in _SEPARATED.split(text) if part]
    if len(parts) >= 3 and all(len(part.split()) <= 3 for part in parts):
        return not any(char.isdigit() for char in text)
    if _TRAIL.match(text) and len(text) <= 120:
        return True
    return is_pager(text) or all(w.strip("|>·").lower() in _MENU for w in text.split())


def is_pager(text: str) -> bool:
    """Tell whether a line only counts pages: "1 2 3 4 5 Next"."""
    if not _PAGER.match(text):
        return False
    numbers = [int(n) for n in re.findall(r"\d+", text)]
    return all(b == a + 1 for a, b in pairwise(numbers))


def drop_navigation(blocks: Sequence[Block]) -> tuple[Block, ...]:
    """Return the blocks without menus, and what belongs to them.

    That is the list of links that a pager closes, and the channel's name ("City news") that
    stands between the menus and the first line.
    """
    kept: list[Block] = []
    for i, block in enumerate(blocks):
        if block.kind not in {"text", "item"} or not is_navigation(block.plain):
            if kept or not i or not _is_channel(block.plain):
                kept.append(block)
            continue
        while is_pager(block.plain) and kept and kept[-1].kind == "item":
            kept.pop()
    return tuple(kept)


def _is_channel(text: str) -> bool:
    longest = 4 if cjk_share(text) > 0.5 else 20
    short = len(text.split()) <= 2 and len(text) <= longest
    return short and not any(char.isdigit() for char in text)


def mark_notices(blocks: Sequence[Block]) -> tuple[Block, ...]:
    """Return the blocks with those at the foot that are copyright or imprint made notices.

    They hold facts (who published), so they stay, but in a section of their own. A last page
    without a heading that says who issued the whole is one too.
    """
    first = _imprint_page(blocks)
    for i in range(len(blocks) - 1, -1, -1):
        if blocks[i].kind != "text":
            break
        if _NOTICE.search(blocks[i].plain):
            first = i
        elif i < first - 1 or first == len(blocks):
            break
    tail = (replace(b, kind="notice") for b in blocks[first:])
    return (*blocks[:first], *tail) if first else tuple(blocks)


def _imprint_page(blocks: Sequence[Block]) -> int:
    """Where the last page starts if it is an imprint, else the number of blocks."""
    starts = [i for i, block in enumerate(blocks) if block.new_page]
    last = blocks[starts[-1] :] if starts and starts[-1] else ()
    issued = any(_ISSUED.search(block.plain) for block in last)
    bare = all(block.kind in {"text", "item"} for block in last)
    return starts[-1] if issued and bare else len(blocks)
