"""Fuzz the readers: `python -m tests.ingest.fuzz SECONDS [SEED]`.

Each round changes a sound file of each format at random (bits, runs cut out, doubled or filled) and
reads it. What is not read must be told as `UnreadableFile`; a crash of a library ends the run.
"""

import random
import sys
import time
from collections import Counter
from pathlib import Path

from core.errors import UnreadableFile
from ingest.readers import read_bytes
from tests.ingest.damaged import whole

SLOWEST = 20.0
"""Seconds that one small file may take."""


def changed(data: bytes, chance: random.Random) -> bytes:
    """Return a file with one to eight changes."""
    out = bytearray(data)
    for _ in range(chance.randint(1, 8)):
        at, length = chance.randrange(len(out)), chance.choice((1, 2, 4, 16, 64, 512))
        how = chance.randrange(4)
        if how == 0:
            out[at] ^= 1 << chance.randrange(8)
        elif how == 1 and len(out) > length + 1:
            del out[at : at + length]
        elif how == 2:
            out[at:at] = out[at : at + length]
        else:
            run = len(out[at : at + length])
            out[at : at + run] = chance.randbytes(run)
    return bytes(out)


def fuzz(rounds: int, seed: int, seconds: float = float("inf")) -> Counter[str]:
    """Read changed files; returns how many were read, and how many refused for which reason.

    Raises:
        AssertionError: a file took longer than `SLOWEST`.
    """
    files = whole()
    found: Counter[str] = Counter()
    until = time.monotonic() + seconds
    for number in range(rounds):
        chance = random.Random(f"{seed}:{number}")
        for suffix, data in sorted(files.items()):
            began = time.monotonic()
            try:
                read_bytes(Path(f"fuzz{suffix}"), changed(data, chance))
                found[f"{suffix} read"] += 1
            except UnreadableFile as error:
                found[f"{suffix} {error.reason[:60]}"] += 1
            took = time.monotonic() - began
            assert took < SLOWEST, f"round {number}, {suffix}: {took:.1f} s"
        if time.monotonic() > until:
            break
    return found


if __name__ == "__main__":
    given = [float(argument) for argument in sys.argv[1:]]
    for reason, times in sorted(fuzz(10**9, int([*given, 0, 0][1]), given[0]).items()):
        sys.stdout.write(f"{times:7} {reason}\n")
