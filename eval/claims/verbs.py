"""Forms of common English verbs and the Chinese verbs that a change of tense may lean on.

No part-of-speech tagger is at hand, so what is not in these lists is not read as a verb.
"""

import re
from dataclasses import dataclass

_IRREGULAR = """
become became become|begin began begun|break broke broken|bring brought brought|build built built|
buy bought bought|choose chose chosen|come came come|draw drew drawn|drive drove driven|
fall fell fallen|fight fought fought|find found found|fly flew flown|get got got|give gave given|
go went gone|grow grew grown|hold held held|keep kept kept|lead led led|leave left left|
lose lost lost|make made made|meet met met|pay paid paid|rise rose risen|run ran run|
see saw seen|sell sold sold|send sent sent|show showed shown|sing sang sung|speak spoke spoken|
spend spent spent|stand stood stood|strike struck struck|take took taken|teach taught taught|
tell told told|think thought thought|throw threw thrown|undergo underwent undergone|
wear wore worn|win won won|withdraw withdrew withdrawn|write wrote written|
"""
_REGULAR = """
abandon abolish accept accuse achieve acquire adopt advance agree aim air allow announce appear
apply appoint approve argue arrive ask assign assist attack attempt attend attract base call carry
cause change claim close collect combine complete compose conduct confirm connect conquer consider
construct contain continue contribute convert cover create cross debut declare defeat define deliver
demand describe design destroy develop die discover discuss display dissolve divide dominate earn
educate elect employ enable encourage end enforce enjoy enter establish expand explain explore
export express extend face feature finish fix follow force form formulate found fund gain govern
grant guide host identify implement import improve include increase influence inform inspire
introduce invade invent invest invite involve issue join kill label launch license limit locate
maintain manage mark marry measure merge modify mount move name need note obtain occupy offer open
oppose order organize outlaw participate pass perform persuade play prepare present preserve
print produce promise promote propose prove provide publish purchase rank reach receive recognize
record reduce reform refuse regard reject release remain remove rename repeal replace report
represent require resign restore retain return reveal revise sail score secure seize select serve
settle share sign start stay stop store strengthen suffer suggest support surrender survive target
teach test train transfer transform travel turn unite upgrade urge use visit vote work
""".split()
_DOUBLED = frozenset("plan stop commit permit admit occur refer control".split())

HAN_VERBS = (
    "成为 建立 建成 成立 开放 开始 开设 举行 举办 发布 发表 出版 推出 进入 加入 离开 返回 击败 "
    "赢得 "
    "获得 取得 失去 占领 征服 控制 统治 发现 发明 发展 扩大 增加 减少 提高 降低 改变 改为 变成 "
    "停止 "
    "关闭 结束 完成 达到 引入 引进 采用 采取 使用 提供 提出 宣布 通过 批准 拒绝 接受 签署 签订 "
    "任命 "
    "选举 当选 创建 创立 创造 建造 修建 设立 设计 制定 制造 生产 出售 购买 收购 支付 投资 合并 "
    "分为 "
    "取代 恢复 摧毁 杀死 逃离 迁移 前往 到达 抵达 参加 参与 支持 允许 禁止 废除 颁布 实施 执行 "
    "播出 "
    "发射 领导 帮助 影响 导致 造成 形成 产生 包含 覆盖 连接 拆除 更名 改名 命名 移居 定居 出现 "
    "消失 "
    "改善 改进 提升 吸引 引发 引起 促进 推动 加强 加快 启动 开通 投入 完善 实现 打开 打破 发起 "
    "成就 "
    "保护 保留 承认 描述 解释 证明 证实 展示 确定 确认 认识 收集 记录 翻译 出任 担任 接管 扮演 "
    "主持 "
    "派遣 袭击 攻击 入侵 包围 俘虏 驱逐 释放 逮捕 暗杀 打败 战胜 打断 中断 重建 扩建 兴建 搭建 "
    "铺设 "
    "租用 借用 运送 输送 传播 扩散 传入 流传 普及 推广 应用 研究 分析 调查 测量 计算 预测 估计"
).split()


@dataclass(frozen=True, slots=True)
class Verb:
    """One verb: build, built, built."""

    base: str
    past: str
    participle: str


def _regular(base: str) -> Verb:
    if base in _DOUBLED:
        past = base + base[-1] + "ed"
    elif base.endswith("e"):
        past = base + "d"
    elif base.endswith("y") and base[-2] not in "aeiou":
        past = base[:-1] + "ied"
    else:
        past = base + "ed"
    return Verb(base, past, past)


VERBS = tuple(Verb(*row.split()) for row in _IRREGULAR.split("|") if row.strip()) + tuple(
    _regular(base) for base in _REGULAR if base not in {"teach"}
)
BY_BASE = {verb.base: verb for verb in VERBS}
BY_PAST = {verb.past: verb for verb in VERBS}
BY_PARTICIPLE = {verb.participle: verb for verb in VERBS}

_BEFORE_NO_VERB = frozenset(
    "a an the this that these those its his her their our no be is are was were been being has "
    "have "
    "had having will would can could may might must shall should to by of in on at for from with "
    "as "
    "than not and or but more most less least very well newly recently formerly also".split()
)
_FINITE = re.compile(
    r"\b(?:is|are|was|were|has|have|had|will|would|can|could|may|might|must|shall|should|do|does|"
    r"did"
    r"|who|which|that|when|where|while|whose|what|whom|how|why|once|after|before|as|since|until"
    r"|if|because|although)\b",
    re.IGNORECASE,
)
_ADVERBS = frozenset("much often never always ever even still just".split())
_CLAUSE_END = re.compile(
    r"[,;:()]|\b(?:and|but|which|that|who|when|where|while|as|because|after)\b"
)
_OBJECT = re.compile(
    r"\s+(?:the|a|an|its|his|her|their|to|in|into|from|on|as|over|that|two|three|four|five|many|"
    r"several|some|more|about|[A-Z]\w+|\d[\d,.]*)\b"
)


def main_past(text: str) -> re.Match[str] | None:
    """Find the simple past of a known verb that is the main verb of `text`, if it is plain.

    "Crews built a bridge" has one; "the bridge built in May was closed" and "which built" do not.
    """
    for match in re.finditer(r"(?<=\s)[a-z]+\b", text):
        if match.group() not in BY_PAST:
            continue
        before = text[: match.start()]
        if _FINITE.search(before) or re.search(r"[;:(]", before):
            return None
        previous = re.findall(r"[\w'’-]+|,", before)
        if not previous or previous[-1].casefold() in _BEFORE_NO_VERB or previous[-1] == ",":
            continue
        aside = re.search(r",(?: (?:[a-z]+ly|often|also|once|then))? $", before)
        if aside or previous[-1] in _ADVERBS or text.startswith("With "):
            continue
        after = text[match.end() :]
        rest = _CLAUSE_END.split(after, maxsplit=1)[0]
        another = any(word in BY_PAST for word in re.findall(r"[a-z]+", rest))
        if another or _FINITE.search(rest) or not _OBJECT.match(after):
            return None
        return match
    return None


def is_plural_subject(before: str) -> bool:
    """Whether the words before a verb end like a plural subject ("the new bridges")."""
    clause = re.split(r"[,;:(] ?", before.strip())[-1] or before
    head = re.split(r"\b(?:of|in|for|from|at|on|to|with|by|under)\b", clause)[0] or clause
    words = [w for w in re.findall(r"[A-Za-z'’-]+", head) if not w.endswith("ly")]
    last = words[-1] if words else ""
    plural = last.endswith("s") and not last.endswith(("ss", "us", "is", "'s", "’s"))
    return " and " in f" {head} " or plural or last.casefold() in _PLURALS


_PLURALS = frozenset("they these those people we men women children both all many".split())
FINISHED = frozenset(
    "build construct open establish launch found invest create introduce expand publish release "
    "host "
    "hold organize develop buy sell acquire close extend improve upgrade produce move modernize "
    "join "
    "purchase implement complete combine issue visit write make start begin".split()
)
"""Verbs of deeds that come to an end: planned, doing and done differ."""


def in_progress(base: str) -> str:
    """The -ing form of a known verb."""
    if base in _DOUBLED or base in {"get", "run", "win", "begin", "sit"}:
        return f"{base}{base[-1]}ing"
    return f"{base[:-1] if base.endswith('e') else base}ing"
