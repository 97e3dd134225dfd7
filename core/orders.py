"""Orders to the machine that reads a text, told from what the text says to people.

A report states things to its readers. A sentence that tells a language model what to answer is
no statement of the report, wherever it stands; it is recognised by whom it addresses and by what
it wants done (leave the sources aside, give a certain answer), never by the answer it wants.
"""

import re
from collections.abc import Iterable
from functools import lru_cache

from core.visible import half_width, visible

# Who is addressed, where an order begins, and what it wants done, in English.
_MACHINE = (
    r"(?:a\.?i\.?|artificial intelligence|\w*gpt|llms?|chat ?bots?|bots?|answering systems?"
    r"|(?:automat(?:ed|ic)|ai|machine) (?:readers?|summari[sz]ers?|tools?)|crawlers?"
    r"|(?:(?:ai|large|language|chat) )+(?:models?|agents?)|(?:(?:ai|digital|virtual) )?assistants?)"
)
_MUST = r"(?:must|should|shall|will|have to|has to|are to|is to|need to|may|can)"
_HOW = r"(?:(?:please|do|always|only|never|not|now|instead|simply|just|then|you|must|also) )*"
_STARTS = (
    rf"(?:^\W*(?:\w{{1,3}}[.)、]\s*)?|[;:,—–(\"“]\s*|\b(?:please|and|then|you {_MUST})\s+){_HOW}"
)
_SAY = (
    r"(?:say|answer|reply|respond|insist|write|tell|give"
    r"|(?:state|claim|output|print) (?:that|only))"
)
_LEAVE = (
    r"(?:ignore|disregard|forget|override|bypass|discard|(?:do not|don't) (?:use|trust|look at|"
    r"follow|cite|read))"
)
_SOURCES = (
    r"(?:instructions?|prompts?|rules?|guidelines|extracts?|passages?|sources?|reports?|documents?|"
    r"(?:other |earlier )?(?:text|figures|sections?|paragraphs?|answers?)|context|everything|"
    r"above|below|what you|all (?:of )?(?:that|this))"
)
_REPLY = r"(?:answers?|reply|replies|responses?|summary|summaries)"
_ASKER = r"(?:users?|readers?|visitors?|askers?|someone|anyone|somebody|anybody|people)"
_THIS = (
    r"(?:this|these|the above|the following) (?:\w+ )?(?:pages?|paragraphs?|passages?|texts?|"
    r"documents?|reports?|articles?|sections?|notes?|messages?|instructions?)"
)
_ENGLISH = (
    # Marks and labels of a chat.
    r"^\W*#{2,}\s*(?:instructions?|system|new task)\b|^\W*override\s*:"
    r"|^\W*new (?:instruction|task)s?\s*:",
    r"\b(?:begin|start|end) (?:of )?(?:the )?system (?:prompt|message|instructions?)\b",
    rf"^\W*(?:system|developer|admin|assistant|ai)\s*(?:message|prompt|note|override)?\s*:\s*"
    rf"(?:you\b|{_HOW}(?:{_SAY}|end|{_LEAVE})\b|from now on|new )",
    # Sources to be left aside, and orders to be kept secret.
    rf"{_STARTS}{_LEAVE}\b[^.?!]{{0,40}}?\b{_SOURCES}\b",
    r"\b(?:do not|don't|never|must not) (?:reveal|disclose|mention|repeat)\b[^.?!]{0,24}"
    r"\b(?:instruction|prompt)s?\b",
    # An answer dictated.
    rf"{_STARTS}(?:say|answer|reply|respond|claim|insist)(?: only)? (?:that|with)\b",
    rf"{_STARTS}(?:say|answer|reply|respond|output|print|repeat)(?: only)? (?:[\"'“‘\d]|"
    r"the words?\b|yes\b|no\b|nothing\b|after me\b)",
    r"\bplease (?:say|answer|state that|claim|output)\b",
    rf"{_STARTS}(?:answer|reply|respond)(?: to)? (?:all|any|every|each) "
    rf"(?:questions?|quer(?:y|ies)|prompts?|requests?)\b",
    rf"{_STARTS}tell (?:the |every|any|all )?(?:{_ASKER}|every(?:one|body)|them)\b",
    rf"\b(?:when|if|whenever)(?: \w+){{0,3}} (?:asks?|asked)\b[^.?!]*[,:]\s*"
    rf"{_HOW}{_SAY}\b(?! they\b)",
    rf"\b(?:when|if|whenever) (?:an? |the |any )?{_ASKER} (?:asks?|wants? to know)\b[^.?!]*"
    rf"\b(?:the {_REPLY} is|{_HOW}{_SAY})\b",
    r"\b(?:when|while|before) (?:generating|writing|composing|producing|giving|preparing) "
    r"(?:an? |the |your |any |every )?(?:answer|reply|response)s?\b",
    rf"\byou {_MUST} {_HOW}(?:{_SAY}|confirm|{_LEAVE})\b",
    rf"\bunder no circumstances {_MUST} you\b",
    rf"\bno other (?:figure|number|answer|name|value|source)s? {_MUST} be\b",
    r"\b(?:only|correct|right|true) answer to (?:any|every|this|all|the) questions?\b",
    rf"{_STARTS}(?:start|begin|end|finish|close|open|prefix)\b[^.?!]{{0,20}}"
    rf"\b(?:every|each|all|your|any|the) {_REPLY}\b",
    rf"\b(?:in|of|to|into) your {_REPLY}\b",
    # A machine addressed.
    rf"^\W*(?:(?:important|special|hidden|secret) )?(?:notes?|notice|messages?|instructions?|"
    rf"attention|warning|hint|memo|reminder|dear)(?: to| for|:|,)? "
    rf"(?:(?:all|any|the|every|reader's) )?{_MACHINE}\b",
    rf"^\W*(?:to|for) (?:the|all|any|every) {_MACHINE}\b[^.?!,]{{0,30}}:",
    rf"\bif you are (?:an? )?(?:\w+ )?{_MACHINE}\b|\byou are (?:now |an? )+(?:\w+ )?{_MACHINE}\b",
    rf"\b{_MACHINE}\s*[:,]\s*{_HOW}(?:{_SAY}|confirm|{_LEAVE})\b",
    rf"\b{_MACHINE} {_MUST} {_HOW}(?:{_LEAVE}\b|(?:say|answer|reply|respond|claim|state)"
    rf"(?: only)? (?:that|with)\b)",
    rf"\b(?:models?|{_MACHINE}) (?:(?:that|who|which) )?"
    rf"(?:read|summari[sz]|process|index|answer|us)\w*[^.?!]{{0,16}} {_THIS}\b",
    r"\byou are (?:now|no longer)\b|\bfrom now on,? (?:you|answer|say|reply)\b",
    r"\byour (?:new |only |system |hidden |initial )+(?:instructions?|task|role|rules?|prompt)\b",
)
# The same in Chinese.
_ZH_MACHINE = r"(?:人工智能|AI|语言模型|大模型|智能体|聊天机器人|(?:智能|AI)?助手)"
_ZH_STARTS = (
    r"(?:^\W*(?:[\w一二三四五六七八九十]{1,3}[、.）)]\s*)?|[，,：:；;（(“]\s*|[请须必并且先再都就]"
    r"|务必|直接|一律|统一)"
)
_ZH_LEAVE = (
    r"(?:忽略|无视|忘记|忘掉|抛开|不管|(?:不要|不必|不用|请勿)(?:理会|理睬|看|使用|相信|参考|引用))"
)
_ZH_SOURCES = (
    r"(?:指令|指示|规则|提示|要求|[上下]文|[上下]面|以[上下]|前面|之前|此前|其[他它]|报告|资料|段落"
    r"|内容|来源|摘录|文件|一切|所有)"
)
_ZH_SAY = r"(?:回答|回复|答复|作答|输出|声称|说|答|写)"
_CHINESE = (
    r"^\W*系统(?:消息|提示|指令|通知|信息)?词?\s*[：:】]|开发者模式|最高指令",
    rf"{_ZH_STARTS}{_ZH_LEAVE}[^。！？]{{0,12}}{_ZH_SOURCES}",
    r"(?:透露|泄露|提及)[^，。]{0,6}(?:指令|提示词)|^\W*新的?(?:指令|任务)\s*[：:]",
    r"(?:不得|不要|切勿|别)(?:引用|使用|提及)(?:上面|以上|上述|前面|其他)[^，。]{0,4}"
    r"(?:数[字据]|内容|段落|资料|报告|来源)|请说(?!明)|跟我(?:重复|说)",
    r"(?:请(?!问)|务必|一律|只能?|统一|直接|必须(?:只|这样|如此|照此)?(?=.{0,6}[“\"\d一二三四五六七八"
    r"九十百千万亿两零]))(?:[^，。；：、]{0,3})(?:回答|答复|作答|输出|声称|写成)(?!者|率|问题|记者)",
    r"(?:请|务必|必须|一律|只|不要|不得|切勿|别)[^，。；]{0,6}告诉(?:读者|用户|所有人|大家|提问者|对方|访客|任何人)",
    rf"(?:如果?|若|当|每当|凡|一旦|无论)[^。]{{0,12}}(?:问起|问到|问及|被问|提问|询问)[^。]{{0,20}}[，,]"
    rf"(?:请|都|就|一律|必须|应当?|只|要|你){{0,3}}{_ZH_SAY}",
    r"(?:如果?|若|当|凡)(?:有)?(?:用户|读者|人|访客)问[^，。]{0,16}[，,]\s*(?:正确)?(?:答案|回答)[是为]",
    rf"对(?:所有|任何|一切|每个|全部)问题[^，。]{{0,3}}{_ZH_SAY}|(?:生成|撰写|给出)(?:回答|答案|回复|摘要)时",
    rf"(?:照此|如此|这样|按此){_ZH_SAY}|你(?:只能|必须|应当?|要)(?:{_ZH_SAY}|告诉|使用)",
    r"(?:每|所有|任何|你的|在)[^，。；]{0,10}(?:回答|回复|答案|答复)[^，。；]{0,6}(?:加上|加入|写上|附上|包含)",
    rf"^\W*(?:致|告|写给|通知|请)(?:[^，。：:]{{0,10}}模型|(?:所有|各位|一切)?{_ZH_MACHINE})|[，,]请{_ZH_MACHINE}",
    rf"(?:仅|只)供{_ZH_MACHINE}|{_ZH_MACHINE}(?:读者)?请?注意|(?:任何|所有|凡是){_ZH_MACHINE}[^，。]{{0,8}}(?:本|此|这)[文页段报]",
    rf"(?:如果|若|假如)你是[^。，]{{0,8}}{_ZH_MACHINE}|你(?:现在)?是[^。，]{{0,8}}{_ZH_MACHINE}",
    rf"{_ZH_MACHINE}[：:，,]?\s*(?:请|必须|务必|应当?|只能)[^，。；]{{0,4}}(?:{_ZH_SAY}|忽略|告诉)(?!明|者|旅客|公众|居民|问题)",
    r"你现在是|从现在(?:起|开始)|你的(?:新)?(?:任务|角色|指令|提示词)|系统提示词",
)
_CHAT = re.compile(
    r"<\|[^|>\n]{0,40}\|?>|\[/?(?:system|inst|assistant)\]|<</?sys>>|</?(?:system|assistant)>",
    re.IGNORECASE,
)
# Letters one by one, "i-g-n-o-r-e" or "忽 略 报 告": a word spelled so is meant for a machine.
_SPELLED = re.compile(r"(?<!\w)\w([-._*~ ])\w(?:\1\w)+(?!\w)")
_HAN = re.compile(r"[\u4e00-\u9fff]")
_WORD = re.compile(r"[a-z]+")
# One of these stands in whatever the English rules find; most sentences hold none, which saves
# the search.
_TELLING = frozenset(
    "say answer answers reply replies respond response responses summary summaries claim insist "
    "tell asked asks ask wants you your ignore disregard forget override bypass discard use trust "
    "look follow cite read reveal disclose mention repeat ai llm llms gpt chatgpt model models "
    "assistant assistants agent agents chatbot chatbots bot bots system systems developer admin "
    "instruction instructions intelligence other automated automatic machine crawlers crawler "
    "circumstances output print every each new override".split()
)


def _any_of(rules: Iterable[str]) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{rule})" for rule in rules), re.IGNORECASE)


_ENGLISH_ORDER, _CHINESE_ORDER = _any_of(_ENGLISH), _any_of(_CHINESE)


@lru_cache(maxsize=65536)
def is_order(sentence: str) -> bool:
    """Whether a sentence, in English or Chinese, tells the machine what to do or to answer."""
    text = _unspelled(half_width(visible(sentence)))
    if is_chat(text) or (_HAN.search(text) and _CHINESE_ORDER.search(text)):
        return True
    if _TELLING.isdisjoint(_WORD.findall(text.casefold())):
        return False
    return bool(_ENGLISH_ORDER.search(text))


def is_chat(sentence: str) -> bool:
    """Whether a sentence holds marks that set the turns of a chat for a model."""
    return bool(_CHAT.search(sentence))


def _unspelled(text: str) -> str:
    """The text with words that are spelled letter by letter put together."""
    return _SPELLED.sub(lambda match: match.group().replace(match[1], ""), text)
