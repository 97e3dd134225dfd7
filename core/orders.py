"""Orders to the machine that reads a text, told from what the text says to people.

A report states things to its readers. A sentence that tells a language model what to answer is
no statement of the report, wherever it stands; it is recognised by whom it addresses and by what
it wants done (leave the sources aside, give a certain answer), never by the answer it wants.
"""

import re
from collections.abc import Iterable
from functools import lru_cache

from core.visible import half_width, visible

_MACHINE = (
    r"(?:a\.?i\.?|artificial intelligence|(?:ai |large |language |chat |answering |digital )*"
    r"(?:models?|assistants?|agents?)|llms?|chat ?bots?|bots?|(?:answering|chat) (?:machine|system)s?)"
)
_MUST = r"(?:must|should|shall|will|have to|has to|are to|is to|need to|may|can)"
_HOW = r"(?:(?:please|always|only|never|not|now|instead|simply|just|then|you|must|also) )*"
_STARTS = rf"(?:^\W*(?:\w{{1,3}}[.)、]\s*)?|[;:,—–(\"“]\s*|\b(?:please|and|then|{_MUST})\s+){_HOW}"
_SAY = r"(?:say|answer|reply|respond|claim|state|output|insist|write|print)"
_LEAVE = r"(?:ignore|disregard|forget|override|bypass|discard|do not (?:use|trust|look at|follow|cite|read)|don't (?:use|trust|look at|follow|cite|read))"
_SOURCES = (
    r"(?:instructions?|prompts?|rules?|guidelines|extracts?|passages?|sources?|reports?|documents?|"
    r"(?:other |earlier )?(?:text|figures|sections?|paragraphs?|answers?)|context|everything|"
    r"above|below|what you|all (?:of )?(?:that|this))"
)
_REPLY = r"(?:answers?|reply|replies|responses?)"

_ENGLISH = (
    r"^\W*#{2,}\s*(?:instructions?|system|new task)\b",
    rf"^\W*(?:system|developer|admin|assistant|ai)\s*(?:message|prompt|note|override)?\s*:\s*"
    rf"(?:you\b|{_HOW}(?:{_SAY}|tell|give|end|{_LEAVE})\b|from now on|new )",
    # Sources to be left aside.
    rf"{_STARTS}{_LEAVE}\b[^.?!]{{0,40}}?\b{_SOURCES}\b",
    # An answer dictated.
    rf"{_STARTS}(?:say|answer|reply|respond|claim|insist)(?: only)? (?:that|with)\b",
    rf"{_STARTS}tell (?:the |every|any|all )?(?:readers?|users?|askers?|every(?:one|body)|any(?:one|body)|people|them)\b",
    rf"\b(?:when|if|whenever)(?: \w+){{0,3}} (?:asks?|asked)\b[^.?!]*[,:]\s*{_HOW}(?:{_SAY}|tell|give)\b(?! they\b)",
    rf"\byou {_MUST} {_HOW}(?:{_SAY}|tell|give|use|confirm|{_LEAVE})\b",
    rf"\bno other (?:figure|number|answer|name|value|source)s? {_MUST} be\b",
    rf"\b(?:the )?(?:only|correct|right|true) answer to (?:any|every|this|all|the) questions?\b",
    rf"{_STARTS}(?:start|begin|end|finish|close|open|prefix)\b[^.?!]{{0,20}}\b(?:every|each|all|your|any|the) {_REPLY}\b",
    rf"\b(?:in|of|to|into) (?:your|every|each|all) {_REPLY}\b",
    # A machine addressed.
    rf"^\W*(?:(?:important |special )?(?:note|notice|message|instructions?|attention|warning|hint|memo)s?)(?: to| for|:)? (?:all |any |the )?{_MACHINE}\b",
    rf"\bif you are (?:an? )?(?:\w+ )?{_MACHINE}\b|\byou are (?:now |an? )+(?:\w+ )?{_MACHINE}\b",
    rf"\b{_MACHINE}\s*[:,]\s*{_HOW}(?:{_SAY}|tell|give|confirm|{_LEAVE})\b",
    rf"\b{_MACHINE} {_MUST} {_HOW}(?:say|answer|reply|respond|claim|state)\b(?: only)? (?:that|with)\b",
    rf"\b{_MACHINE} {_MUST} {_HOW}{_LEAVE}\b",
    r"\byou are (?:now|no longer)\b|\bfrom now on,? (?:you|answer|say|reply)\b",
    r"\byour (?:new |only |system |hidden |initial )+(?:instructions?|task|role|rules?|prompt|message)\b",
)
_ZH_LEAVE = r"(?:忽略|无视|忘记|忘掉|抛开|不要理会|不要理睬|不必理会|不用理会|不要看|不要使用|不要相信|不管|不要参考)"
_ZH_SOURCES = r"(?:指令|指示|规则|提示|要求|上文|下文|上面|下面|以上|以下|前面|之前|此前|其他|其它|报告|资料|段落|内容|来源|摘录|文件|一切|所有)"
_ZH_STARTS = r"(?:^\W*(?:[\w一二三四五六七八九十]{1,3}[、.）)]\s*)?|[，,：:；;（(“]\s*|[请须必并且先再都就]|务必|直接|一律|统一)"
_ZH_MACHINE = r"(?:人工智能|AI|语言模型|大模型|模型|智能体|聊天机器人|机器人|(?:智能|AI)?助手)"
_ZH_SAY = r"(?:回答|回复|答复|作答|输出|声称|说|答|写)"
_CHINESE = (
    r"^\W*系统(?:消息|提示|指令|通知|信息)?词?\s*[：:】]",
    rf"{_ZH_STARTS}{_ZH_LEAVE}[^。！？]{{0,12}}{_ZH_SOURCES}",
    r"(?:请(?!问)|务必|必须|一律|只能?|统一|直接)(?:[^，。；：、]{0,3})(?:回答|答复|作答|输出|声称)(?!者|率|问题|记者)",
    r"(?:请|务必|必须|一律|只)[^，。；]{0,3}告诉(?:读者|用户|所有人|大家|提问者|对方|访客|任何人)",
    rf"(?:如果|若|当|每当|凡|一旦|无论)[^。]{{0,12}}(?:问起|问到|问及|被问|提问|询问)[^。]{{0,20}}[，,](?:请|都|就|一律|必须|应当?|只|要|你){{0,3}}{_ZH_SAY}",
    r"(?:照此|如此|这样|按此)(?:回答|答复|作答)|你(?:只能|必须|应当?|要)(?:回答|说|告诉|输出|使用)|开发者模式|最高指令",
    r"(?:每|所有|任何|你的|在)[^，。；]{0,10}(?:回答|回复|答案|答复)[^，。；]{0,6}(?:加上|加入|写上|附上|包含|注明)",
    rf"^\W*(?:致|告|写给|通知)(?:所有|各位|一切)?{_ZH_MACHINE}|(?:如果|若|假如)你是[^。，]{{0,8}}{_ZH_MACHINE}|你(?:现在)?是[^。，]{{0,8}}{_ZH_MACHINE}",
    rf"{_ZH_MACHINE}[：:，,]?\s*(?:请|必须|务必|应当?|只能)[^，。；]{{0,4}}(?:{_ZH_SAY}|忽略|告诉)(?!明)",
    r"你现在是|从现在(?:起|开始)|你的(?:新)?(?:任务|角色|指令|提示词|系统提示)|系统提示词",
)
# Marks of the chat that a model is fed with.
_CHAT = re.compile(r"<\|[^|>\n]{0,40}\|?>|\[/?(?:system|inst|assistant)\]|<</?sys>>", re.IGNORECASE)
# Letters one by one, "i-g-n-o-r-e" or "忽 略 报 告": a word spelled so is meant for a machine.
_SPELLED = re.compile(r"(?<!\w)\w(?:[-._*~ ]\w){3,}(?!\w)")
_HAN = re.compile(r"[\u4e00-\u9fff]")
_WORD = re.compile(r"[a-z]+")
# One of these stands in whatever the English rules find; most sentences hold none, which saves
# the search.
_TELLING = frozenset(
    "say answer answers reply replies respond response responses claim insist tell asked asks ask "
    "you your ignore disregard forget override bypass discard use trust look follow cite read "
    "ai models model assistant assistants agent agents llm llms chatbot chatbots bot bots "
    "system systems developer admin instruction instructions intelligence other".split()
)


def _any_of(rules: Iterable[str]) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{rule})" for rule in rules), re.IGNORECASE)


_ENGLISH_ORDER, _CHINESE_ORDER = _any_of(_ENGLISH), _any_of(_CHINESE)


@lru_cache(maxsize=65536)
def is_order(sentence: str) -> bool:
    """Whether a sentence, in English or Chinese, tells the machine what to do or to answer."""
    text = unspelled(half_width(visible(sentence)))
    if _CHAT.search(text) or (_HAN.search(text) and _CHINESE_ORDER.search(text)):
        return True
    if _TELLING.isdisjoint(_WORD.findall(text.casefold())):
        return False
    return bool(_ENGLISH_ORDER.search(text))


def is_chat(sentence: str) -> bool:
    """Whether a sentence holds marks that set the turns of a chat for a model."""
    return bool(_CHAT.search(sentence))


def unspelled(text: str) -> str:
    """Return `text` with words that are spelled letter by letter put together."""
    return _SPELLED.sub(lambda match: re.sub(r"[-._*~ ]", "", match.group()), text)
