"""Words that deny, plan or mean opposites, and offices."""

from collections.abc import Mapping

from rag.words import same_stem


def _stems(words: str) -> frozenset[str]:
    return frozenset(map(same_stem, words.split()))


OFFICES = frozenset(
    "president chairman chairwoman chairperson mayor minister governor premier secretary director "
    "head chief ceo leader ambassador chancellor king queen dean".split()
)
"""What people are called by beside their names."""

DENIALS = frozenset(
    "not no non never nor neither none nobody nothing nowhere without cannot n't unable "
    "不 没 没有 未 无 非 并非 并不 并未 并没有 从未 从不 尚未 不是 不能 不会 未能 无法 不再 "
    "毫无 毫不 没能 不可 "
    "不得 不曾 未曾 不应 不必 不用 不愿 不肯 不想 不要 不需要 不存在 不具备 不具有 不属于 "
    "绝不 决不 绝非 从没 从来没有 "
    "没什么 既不 也不 均不 均未 都不 都没 都没有 仍未 还未 还没 还没有".split()
)
"""Words that deny what follows them."""

# Of "refuse" only the forms that are no noun; the noun is one of the words for waste.
NEGATIVE = (
    DENIALS
    | frozenset("refused refuses refusing".split())
    | _stems(
        "fail lack deny absence absent avoid prevent reject little few hardly rarely seldom barely "
        "scarcely instead rather stop cease zero 0 abandon cancel exclude impossible unlikely "
        "false "
        "wrong neglect ban prohibit forbid oppose omit exempt reluctant except "
        "拒绝 缺乏 缺少 失败 避免 防止 禁止 停止 取消 放弃 排除 否认 否定 反对 免 除非 除了 "
        "除 很少 极少 几乎 罕见 难以 "
        "缺 缺失 终止 中止 免除 豁免 零 失去 丧失 阻止 错误"
    )
)
"""Words that carry a denial in themselves, so that a text that holds one may well deny."""

PLANS = frozenset(
    "will would 'll may might could won't wouldn't "
    "将 将会 将要 计划 拟 预计 有望 打算 准备 即将 可能 也许 或许 力争 争取 有意".split()
)
"""Words after which something is planned, expected or possible and not done."""

PLANNING = PLANS | _stems(
    "plan intend aim expect schedule propose hope want forecast target goal strive seek envisage "
    "prospective proposal intention ambition promise pledge commit mean shall should must "
    "need going prepare upcoming "
    "规划 目标 希望 愿景 设想 应 应该 应当 必须 需要 要 未来 今后 承诺 建议 提议 预期 预测 "
    "旨在 致力于 意图 会 "
    "想 可 可以"
)
"""Words by which a text may speak of plans, expectations or duties."""

DONE = frozenset("已 已经 曾 曾经 了 过 完成 建成".split())
"""Chinese words that say that something was done."""

_PAIRS = """
increase rise grow gain climb expand | decrease fall drop decline reduce shrink lose lower
more | less fewer
most | least fewest
large big great | small little
largest biggest greatest | smallest
larger bigger greater | smaller
high | low
higher | lower
highest | lowest
long | short
longest | shortest
longer | shorter
old | new young
older elder | younger newer
oldest | youngest newest
early | late
earlier before | later after
earliest first | latest last
fast quick rapid | slow
growth | decline
improve | worsen deteriorate
gain | lose
1st first | last final
many numerous | few
often frequently usually | rarely seldom
similar same | different various diverse
faster quicker | slower
fastest | slowest
north | south east west
south | east west
east | west
northern | southern eastern western
southern | eastern western
eastern | western
northeast | northwest southeast southwest
northwest | southeast southwest
southeast | southwest
import | export
buy purchase | sell
open | close
begin start launch | end finish
enter join | leave exit withdraw quit
win | lose
accept approve support | reject oppose
allow permit | forbid ban prohibit
include | exclude
male men man | female women woman
boy | girl
father | mother
son | daughter
husband | wife
king | queen
upper | lower
above | below
inside | outside
majority | minority
maximum | minimum
strong | weak
strengthen | weaken
common | uncommon
strongest | weakest
stronger | weaker
rich wealthy | poor
rural | urban
public | private
positive | negative
success | failure
succeed | fail
always | never
all | none
both | neither
better | worse
best | worst
good | bad
easy | difficult hard
legal | illegal
possible | impossible
common | rare
near | far
wide broad | narrow
deep | shallow
hot warm | cold cool
light | heavy
ancient | modern
domestic | foreign
internal | external
top | bottom
left | right
summer | winter
spring | autumn
day | night
daytime | nighttime
monthly | yearly annual daily weekly
weekly | yearly annual daily
daily | yearly annual
teacher | student
employer | employee
seller | buyer
create build establish found | destroy demolish abolish dissolve
save | waste
attack | defend
arrive | depart
ascend | descend
advantage | disadvantage
agree | disagree
same | different
second minute | hour day week month year decade century
minute | hour day week month year decade century
hour | day week month year decade century
day | week month year decade century
week | month year decade century
month | year decade century
year | decade century
decade | century
hundred | thousand million billion trillion
thousand | million billion trillion
million | billion trillion
billion | trillion
kilometre kilometer km | mile metre meter foot feet yard
metre meter | mile foot feet yard
mile | foot feet yard
tonne ton | kilogram kg gram pound
增加 增长 上升 提高 上涨 扩大 升高 增多 | 减少 下降 降低 下跌 缩小 减小 下滑 缩减
更多 较多 多于 | 更少 较少 少于
高于 超过 | 低于
最多 | 最少
最大 | 最小
最高 | 最低
最长 | 最短
最早 | 最晚
最好 最佳 | 最差 最坏
最强 | 最弱
最快 | 最慢
最新 | 最老 最旧 最古老
更高 较高 | 更低 较低
更大 较大 | 更小 较小
更长 较长 | 更短 较短
更快 较快 | 更慢 较慢
更强 较强 | 更弱 较弱
更早 | 更晚
高 | 低
多 | 少
大 | 小
长 | 短
快 | 慢
强 | 弱
以上 | 以下
之前 以前 前 | 之后 以后 后
早期 | 晚期 后期
上 | 下
东 东部 东方 | 西 西部 西方 南 南部 北 北部
南 南部 南方 | 北 北部 北方 西 西部
北 北部 | 西 西部
东北 东北部 | 西北 西北部 东南 东南部 西南 西南部
东南 东南部 | 西北 西北部 西南 西南部
西北 西北部 | 西南 西南部
左 左侧 | 右 右侧
内 内部 | 外 外部
国内 | 国外 海外
进口 | 出口
买 购买 | 卖 出售
开放 打开 | 关闭
开始 | 结束
加入 进入 | 退出 离开
胜利 赢得 战胜 赢 获胜 | 失败 输 输掉 败 落败
接受 批准 支持 同意 | 拒绝 反对
允许 | 禁止
建立 创建 设立 成立 创立 | 废除 取消 解散 撤销
经常 常常 往往 | 很少 极少 偶尔
合法性 | 非法性
至多 | 至少
常见 | 少见 罕见
首次 首个 第1 最初 | 最后
主要 | 次要
每年 | 每月 每周 每天 每日
每月 | 每周 每天 每日
每周 | 每天 每日
每小时 | 每分钟 每秒
每分钟 | 每秒
改善 | 恶化
重要 | 次要
许多 很多 | 少数
包括 | 不包括 排除
男 男性 男人 男子 | 女 女性 女人 女子
父亲 | 母亲
儿子 | 女儿
丈夫 | 妻子
国王 | 女王 王后
多数 大多数 | 少数
最终 | 最初
农村 | 城市
公共 公立 | 私人 私立
成功 | 失败
优点 优势 | 缺点 劣势
合法 | 非法
相同 一样 | 不同
白天 | 夜间 夜晚
夏季 夏天 | 冬季 冬天
春季 春天 | 秋季 秋天
古代 | 现代
"""


def _opposites(pairs: str) -> Mapping[str, frozenset[str]]:
    table: dict[str, set[str]] = {}
    for row in pairs.split("\n"):
        if row:
            one, other = (_stems(side) for side in row.split("|"))
            for word in one:
                table.setdefault(word, set()).update(other)
            for word in other:
                table.setdefault(word, set()).update(one)
    return {word: frozenset(others) for word, others in table.items()}


OPPOSITES = _opposites(_PAIRS)
"""By stem, the stems that mean the opposite or another side of the same scale."""
