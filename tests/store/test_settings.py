from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from reviewer.store.settings import RECENT_LIMIT, Settings, ThemeChoice, load, save

choices = st.builds(
    Settings,
    theme=st.sampled_from(ThemeChoice),
    language=st.sampled_from(["", "en", "zh"]),
    zoom=st.integers(80, 300),
    recent=st.lists(st.text(max_size=20), max_size=RECENT_LIMIT).map(tuple),
    reviewer=st.text(max_size=20),
    checklists=st.dictionaries(
        st.sampled_from(["en", "zh"]), st.lists(st.text(max_size=9), max_size=3).map(tuple)
    ).map(lambda chosen: tuple(sorted(chosen.items()))),
)


@hypothesis_settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(choices)
def test_that_settings_come_back_as_they_were(tmp_path: Path, chosen: Settings) -> None:
    file = tmp_path / "a folder" / "settings.json"
    save(chosen, file)
    assert load(file) == chosen
    assert [entry.name for entry in file.parent.iterdir()] == ["settings.json"]


@pytest.mark.parametrize("content", ["", "{", "[]", "null", '"x"', "\x00", '{"zoom": {}}'])
def test_that_a_broken_file_gives_the_defaults(tmp_path: Path, content: str) -> None:
    file = tmp_path / "settings.json"
    file.write_text(content, encoding="utf-8")
    assert load(file) == Settings()
    assert load(tmp_path / "none.json") == Settings()


def test_that_one_bad_value_leaves_the_others(tmp_path: Path) -> None:
    file = tmp_path / "settings.json"
    file.write_text(
        '{"zoom": 9000, "theme": "pink", "language": "xx", "reviewer": "R. Chen",'
        ' "recent": [1], "checklists": [], "future": 1}',
        encoding="utf-8",
    )
    assert load(file) == Settings(reviewer="R. Chen")


def test_that_the_latest_file_comes_first_and_once() -> None:
    chosen = Settings()
    for number in range(RECENT_LIMIT + 3):
        chosen = chosen.with_recent(Path(f"/policies/{number}.txt"))
    chosen = chosen.with_recent(Path("/policies/9.txt"))
    assert len(chosen.recent) == RECENT_LIMIT
    assert chosen.recent[0].endswith("9.txt")
    assert len(set(chosen.recent)) == RECENT_LIMIT


def test_that_an_empty_choice_is_a_choice() -> None:
    chosen = Settings().with_chosen("en", ())
    assert chosen.chosen("en") == ()
    assert chosen.chosen("zh") is None
