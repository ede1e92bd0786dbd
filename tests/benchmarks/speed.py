"""How the work grows with the text, as ratios within one run.

    python tests/benchmarks/speed.py

Prints how many times longer eight times the text takes (8 is linear), for
ordinary policies and for texts made to be slow, and what an analysis and a
report cost in passes of a plain Aho-Corasick search over the same text.
"""

from __future__ import annotations

import re
import sys
import time
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

sys.path.insert(0, str(Path(__file__).resolve().parent.parent.parent))

from ahocorasick_rs import AhoCorasick

from reviewer import pipeline
from reviewer.model.clause import Category
from reviewer.model.span import Span
from reviewer.paths import resources
from reviewer.report.content import ReportOptions
from reviewer.report.pdf import write_report
from reviewer.text.language import language_of
from reviewer.text.sentences import split

if TYPE_CHECKING:
    from collections.abc import Callable

    from reviewer.model.review import Review
    from reviewer.model.rules import Rulebook

_TIMES = 8
_OPTIONS = pipeline.Options(as_of=date(2026, 1, 1))


def best_of(work: Callable[[], object], rounds: int = 3) -> float:
    """The shortest of a few runs, in seconds of this process."""
    taken = []
    for _ in range(rounds):
        begin = time.process_time()
        work()
        taken.append(time.process_time() - begin)
    return max(min(taken), 1e-6)


def growth(name: str, make: Callable[[int], Callable[[], object]], size: int) -> None:
    """Prints what eight times the size costs in multiples of the size."""
    ratio = best_of(make(size * _TIMES)) / best_of(make(size))
    sys.stdout.write(f"{name:<44}{ratio:6.1f} times for {_TIMES} times the text\n")


def read(text: str) -> Callable[[], object]:
    """Reading a text."""
    data = text.encode()
    return lambda: pipeline.read(data, "lamps.txt")


def divided(text: str) -> Callable[[], object]:
    """Dividing a text into sentences."""
    return lambda: split(text, Span(0, len(text)))


def valued(text: str) -> Callable[[], object]:
    """Searching a text for values."""
    from reviewer.analysis.attributes import AttributeFinder

    finder = AttributeFinder(pipeline.load_rulebook().wording)
    finder.prepare(("en",))
    return lambda: finder.named_in(text, tuple(Category))


def listed(line: str, count: int) -> str:
    """So many lines, each with its number where the line has a place for it."""
    return "\n\n".join(line.format(short=number % 90, long=number) for number in range(count))


def grow() -> None:
    """Prints how reading grows, ordinary and hostile texts."""
    sample = (resources() / "samples" / "sample_en.txt").read_text(encoding="utf-8")
    growth("ordinary policy", lambda n: read(sample * n), 4)
    growth("one line", lambda n: read(sample.replace("\n", " ") * n), 4)
    growth("numbered lines", lambda n: read(listed("{short}. Lamp {long}", n)), 500)
    growth("one number again and again", lambda n: read(listed("1. Lamp {long:x}", n)), 500)
    growth("short lines", lambda n: read(listed("Lamp {long:x}", n)), 1000)
    growth("brackets", lambda n: read("(" * n), 2500)
    for part in ("a. ", ".", ".)", "We. Keep. "):
        growth(f"sentences of {part!r}", partial(_repeated, part), 5000)
    growth("a word without end", lambda n: lambda: language_of("a" * n), 25_000)
    growth("values behind spaces", lambda n: valued("for 3" + " " * n + "x"), 6000)


def naming(rulebook: Rulebook, review: Review) -> Callable[[], object]:
    """Finding the attributes of clauses that are known."""
    from reviewer.analysis.attributes import AttributeFinder
    from reviewer.analysis.extract import Extraction
    from reviewer.text.normalize import shadow

    finder = AttributeFinder(rulebook.wording)
    policy = review.policy
    finder.prepare(policy.languages)
    known = Extraction(review.analysis.clauses, ())
    return partial(finder.with_attributes, policy, known, shadow(policy.text))


def _repeated(part: str, count: int) -> Callable[[], object]:
    return divided(part * count)


def compare() -> None:
    """Prints what analysis and report cost beside a plain search for 500 words."""
    rulebook = pipeline.load_rulebook()
    analyser = pipeline.Analyser(rulebook)
    analyser.warm()
    for language in ("en", "zh"):
        words = sorted(
            {
                word
                for rule in rulebook.cues
                if rule.language == language
                for phrase in rule.phrases
                for word in re.findall(r"[^\W\d_]{2,}", phrase)
            }
        )[:500]
        path = resources() / "samples" / f"sample_{language}.txt"
        search = AhoCorasick(words).find_matches_as_indexes
        floor = best_of(partial(search, path.read_text(encoding="utf-8").lower()), 50)
        review = pipeline.review(path.read_bytes(), path.name, analyser, _OPTIONS)
        analysis = best_of(partial(analyser.analyse, review.policy, _OPTIONS))
        options = ReportOptions(language=language)
        named = best_of(naming(rulebook, review), 20)
        report = best_of(partial(write_report, review, rulebook, options))
        sys.stdout.write(
            f"{path.name}: analysis {analysis / floor:.0f}, attributes in it "
            f"{named / floor:.0f}, report {report / floor:.0f} times a "
            f"search for {len(words)} words\n"
        )


if __name__ == "__main__":
    grow()
    compare()
