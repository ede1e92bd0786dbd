"""What reading, analysing and starting cost, as ratios within one run.

    python tests/benchmarks/speed.py [FILE...]

Without files the bundled samples are taken; with files, these and the samples.
Times on their own say little of another machine, so everything is told in
multiples of something measured beside it:

* a *pass*: one Aho-Corasick search of the same text, in lower case, for 500
  phrases of the rulebook;
* what a naive pipeline takes: spaCy's blank one with its sentencizer, and 60
  regular expressions a sentence;
* growth: what eight times the text costs (8 is linear);
* start: until an analyser is ready, beside spaCy's and jieba's own start.
"""

from __future__ import annotations

import compileall
import os
import re
import statistics
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

sys.path.insert(0, str(Path(__file__).resolve().parent.parent.parent))

import spacy
from ahocorasick_rs import AhoCorasick

from reviewer import pipeline
from reviewer.analysis.disclosures import DisclosureDetector
from reviewer.analysis.extract import Extractor
from reviewer.analysis.phrases import parse
from reviewer.model.clause import Category
from reviewer.paths import resources
from reviewer.report.content import ReportOptions
from reviewer.report.pdf import write_report
from reviewer.text.language import language_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from reviewer.model.policy import Policy
    from reviewer.model.rules import Rulebook

_ROOT = Path(__file__).resolve().parent.parent.parent
_TIMES = 8
_PHRASES = 500
_RULES = 60
_OPTIONS = pipeline.Options(as_of=date(2026, 1, 1))
_SAMPLES = tuple(resources() / "samples" / f"sample_{name}.txt" for name in ("en", "zh"))


def say(line: str = "") -> None:
    """Prints a line at once."""
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


def best_of(work: Callable[[], object], rounds: int = 7) -> float:
    """The shortest of a few runs, in seconds of this process."""
    taken = []
    for _ in range(rounds):
        begin = time.process_time()
        work()
        taken.append(time.process_time() - begin)
    return max(min(taken), 1e-6)


def phrases(rulebook: Rulebook, language: str) -> list[str]:
    """Some hundred phrases from all over the rulebook, each in one wording."""
    vocabulary = {words.language: words.words for words in rulebook.vocabulary}[language]
    entries = (*Extractor(rulebook).entries(), *DisclosureDetector(rulebook.disclosures).entries())
    found = dict.fromkeys(
        slot[0].head
        for entry in entries
        if entry.language == language
        for phrase in entry.phrases
        for slot in parse(phrase, vocabulary)
    )
    wordings = list(found)
    return wordings[:: max(1, len(wordings) // _PHRASES)][:_PHRASES]


@dataclass(frozen=True, slots=True)
class Yardsticks:
    """What analyses of one language are measured by."""

    search: AhoCorasick
    cutter: spacy.language.Language
    rules: tuple[re.Pattern[str], ...]

    @classmethod
    def of(cls, rulebook: Rulebook, language: str) -> Yardsticks:
        """The yardsticks for a language, from the rulebook's phrases."""
        words = phrases(rulebook, language)
        cutter = spacy.blank(language)
        cutter.add_pipe("sentencizer")
        cutter.max_length = 10_000_000
        rules = tuple(_naive_rule(words[n::_RULES]) for n in range(_RULES))
        return cls(AhoCorasick(words), cutter, rules)

    def a_pass(self, text: str) -> object:
        """One search for all phrases."""
        return self.search.find_matches_as_indexes(text.lower(), overlapping=True)

    def naive(self, text: str) -> object:
        """What a first version would do."""
        return [
            found
            for sentence in self.cutter(text).sents
            for rule in self.rules
            for found in rule.finditer(sentence.text)
        ]


def _naive_rule(words: list[str]) -> re.Pattern[str]:
    """One of a few phrases, or one of the first that one of the others follows with a gap."""
    first, second = words[: len(words) // 2], words[len(words) // 2 :]
    either, other, any_of = ("|".join(map(re.escape, some)) for some in (first, second, words))
    return re.compile(f"(?:{either}).{{0,80}}(?:{other})|{any_of}", re.IGNORECASE)


def passes(rulebook: Rulebook, analyser: pipeline.Analyser, paths: Iterable[Path]) -> None:
    """Prints what policies cost in passes, and how much faster that is than the naive way."""
    yardsticks = {language: Yardsticks.of(rulebook, language) for language in ("en", "zh")}
    rows: dict[str, list[tuple[float, ...]]] = {"en": [], "zh": []}
    say(f"{'passes':<34}{'read':>8}{'analyse':>9}{'both':>8}{'report':>8}{'naive / both':>14}")
    for path in paths:
        data = path.read_bytes()
        policy = pipeline.read(data, path.name)
        language = policy.language.split("-")[0]
        if language not in rows:
            say(f"{path.name[:32]:<34}neither English nor Chinese")
            continue
        row = _row(policy, data, yardsticks[language], analyser, rulebook)
        rows[language].append(row)
        say(f"{path.name[:32]:<34}" + _told(row))
    for language, found in rows.items():
        if found:
            middle = tuple(map(statistics.median, zip(*found, strict=True)))
            say(f"{f'median of {len(found)}, {language}':<34}" + _told(middle))


def _row(
    policy: Policy,
    data: bytes,
    yardstick: Yardsticks,
    analyser: pipeline.Analyser,
    rulebook: Rulebook,
) -> tuple[float, ...]:
    floor = best_of(partial(yardstick.a_pass, policy.text), 100)
    read = best_of(partial(pipeline.read, data, policy.source.name))
    analyse = best_of(partial(analyser.analyse, policy, _OPTIONS), 40)
    review = pipeline.review(data, policy.source.name, analyser, _OPTIONS)
    options = ReportOptions(language=policy.language.split("-")[0])
    report = best_of(partial(write_report, review, rulebook, options), 2)
    naive = best_of(partial(yardstick.naive, policy.text), 3)
    both = read + analyse
    return (read / floor, analyse / floor, both / floor, report / floor, naive / both)


def _told(row: tuple[float, ...]) -> str:
    read, analyse, both, report, naive = row
    return f"{read:8.0f}{analyse:9.0f}{both:8.0f}{report:8.0f}{naive:14.1f}"


def growth(name: str, make: Callable[[int], Callable[[], object]], size: int) -> None:
    """Prints what eight times the size costs in multiples of the size."""
    ratio = best_of(make(size * _TIMES), 3) / best_of(make(size), 5)
    say(f"{name:<44}{ratio:6.1f} times for {_TIMES} times the text")


def read(text: str) -> Callable[[], object]:
    """Reading a text."""
    data = text.encode()
    return lambda: pipeline.read(data, "lamps.txt")


def valued(text: str) -> Callable[[], object]:
    """Searching a text for values."""
    from reviewer.analysis.attributes import AttributeFinder

    finder = AttributeFinder(pipeline.load_rulebook().wording)
    finder.prepare(("en",))
    return lambda: finder.named_in(text, tuple(Category))


def listed(line: str, count: int) -> str:
    """So many lines, each with its number where the line has a place for it."""
    return "\n\n".join(line.format(short=number % 90, long=number) for number in range(count))


def grow(analyser: pipeline.Analyser) -> None:
    """Prints how reading and analysing grow, with ordinary and hostile texts."""
    english, chinese = (path.read_text(encoding="utf-8") for path in _SAMPLES)
    endless = re.sub(r"[.!?:;\s]+", " ", english)
    endless_chinese = re.sub(r"[。！？；：@\s]+", "，", chinese)

    def analysed(text: str) -> Callable[[], object]:
        policy = pipeline.read(text.encode(), "lamps.txt")
        return lambda: analyser.analyse(policy, _OPTIONS)

    for verb, work in (("read", read), ("analysed", analysed)):
        texts: tuple[tuple[str, Callable[[int], str], int], ...] = (
            ("ordinary policy", lambda n: english * n, 8),
            ("ordinary policy, Chinese", lambda n: chinese * n, 8),
            # The largest of these are lines of a megabyte.
            ("one line", lambda n: endless * n, 130_000 // len(endless)),
            ("one line, Chinese", lambda n: endless_chinese * n, 130_000 // len(endless_chinese)),
            ("headings", lambda n: listed("{short}. How we use it\n\nWe keep it safe.", n), 600),
            ("list items", lambda n: "We collect:\n\n" + listed("- your name {long:x}", n), 800),
            ("one cue again and again", lambda n: "we collect " * n, 4000),
            ("one cue, Chinese", lambda n: "我们收集" * n, 4000),
        )
        for name, make, size in texts:
            growth(f"{name}, {verb}", lambda n, make=make, work=work: work(make(n)), size)  # type: ignore[misc]  # bound for the loop
    growth("numbered lines", lambda n: read(listed("{short}. Lamp {long}", n)), 500)
    growth("one number again and again", lambda n: read(listed("1. Lamp {long:x}", n)), 500)
    growth("short lines", lambda n: read(listed("Lamp {long:x}", n)), 1000)
    growth("brackets", lambda n: read("(" * n), 2500)
    for part in ("a. ", ".", ".)", "We. Keep. "):
        growth(f"sentences of {part!r}", lambda n, part=part: read(part * n), 5000)  # type: ignore[misc]  # as above
    growth("a word without end", lambda n: lambda: language_of("a" * n), 25_000)
    growth("values behind spaces", lambda n: valued("for 3" + " " * n + "x"), 6000)


_SPACY = "import spacy; spacy.blank('en')"
_JIEBA = "import jieba, logging; jieba.setLogLevel(logging.ERROR); jieba.initialize()"
_READY = "from reviewer.pipeline import load_analyser; load_analyser().warm({})"


def started(work: str, **environment: str) -> float:
    """How many seconds some work takes in a process of its own, which keeps modules compiled."""
    environment = {**os.environ, **environment}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    code = f"import time; begin = time.perf_counter(); {work}; print(time.perf_counter() - begin)"
    result = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", code],
        cwd=_ROOT,
        env=environment,
        capture_output=True,
        check=True,
        text=True,
    )
    return float(result.stdout.split()[-1])


def start() -> None:
    """Prints how soon an analyser is ready beside spaCy's own start, medians of processes.

    Its modules are compiled first, as those of spaCy are and those of every installed wheel.
    """
    compileall.compile_dir(_ROOT / "reviewer", quiet=1)
    with tempfile.TemporaryDirectory() as folder:
        # The first start ever, which keeps what later ones read.
        first = started(_READY.format("('en',)"), XDG_CACHE_HOME=folder)
        for work in (_SPACY, _JIEBA, _READY.format("()")):
            started(work, XDG_CACHE_HOME=folder)
        taken: dict[str, list[float]] = {}
        works = {
            "spaCy": _SPACY,
            "jieba": _JIEBA,
            "en": _READY.format("('en',)"),
            "both": _READY.format("('en', 'zh')"),
        }
        for _ in range(9):
            for name, work in works.items():
                taken.setdefault(name, []).append(started(work, XDG_CACHE_HOME=folder))
    middle = {name: statistics.median(one) for name, one in taken.items()}
    english = middle["en"] / middle["spaCy"]
    chinese = (middle["both"] - middle["jieba"]) / middle["spaCy"]
    say(f"ready: {english:.2f} times spaCy's own start ({middle['spaCy']:.2f} s); ")
    say(f"with Chinese {chinese:.2f} times, and jieba's own ({middle['jieba']:.2f} s)")
    say(f"the first start after an installation: {first / middle['spaCy']:.2f} times")


def main() -> None:
    """Prints everything."""
    rulebook = pipeline.load_rulebook()
    analyser = pipeline.load_analyser()
    analyser.warm()
    passes(rulebook, analyser, (*_SAMPLES, *map(Path, sys.argv[1:])))
    say()
    start()
    say()
    grow(analyser)


if __name__ == "__main__":
    main()
