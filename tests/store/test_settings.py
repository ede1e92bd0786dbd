from __future__ import annotations

import errno
import json
import multiprocessing
import os
from dataclasses import fields, replace
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from reviewer.store.settings import (
    RECENT_LIMIT,
    Settings,
    ThemeChoice,
    load,
    read,
    save,
    set_aside,
)

choices = st.builds(
    Settings,
    theme=st.sampled_from(ThemeChoice),
    language=st.sampled_from(["", "en", "zh"]),
    zoom=st.integers(80, 300),
    recent=st.lists(
        st.text(st.characters(exclude_characters="\0"), max_size=20), max_size=RECENT_LIMIT
    ).map(tuple),
    reviewer=st.text(max_size=20),
    role=st.text(max_size=20),
    keys=st.dictionaries(
        st.text(max_size=9), st.lists(st.text(max_size=9), max_size=3).map(tuple)
    ).map(lambda keys: tuple(sorted(keys.items()))),
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


BROKEN = [
    b"",
    b"{",
    b"[]",
    b"null",
    b'"x"',
    b"\x00",
    b"[" * 100_000,
    b'{"zoom": ' * 100_000,
    b'{"reviewer": "\xed\xa0\x80"}',
    b'{"reviewer": "\xff"}',
    b'{"zoom": ' + b"9" * 5000 + b"}",
    b'{"reviewer": "' + b"x" * (1 << 20) + b'"}',
    "{}".encode("utf-16"),
]


@pytest.mark.parametrize("content", BROKEN, ids=range(len(BROKEN)))
def test_that_a_broken_file_gives_the_defaults(tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "settings.json"
    file.write_bytes(content)
    assert read(file).broken
    assert load(file) == Settings()


def test_that_a_file_that_is_not_there_is_not_broken(tmp_path: Path) -> None:
    assert read(tmp_path / "none.json").settings == Settings()
    assert not read(tmp_path / "none.json").broken
    (tmp_path / "file").touch()
    assert not read(tmp_path / "file" / "settings.json").broken


def test_that_an_editors_mark_at_the_start_is_no_harm(tmp_path: Path) -> None:
    file = tmp_path / "settings.json"
    file.write_text('{"zoom": 120}', encoding="utf-8-sig")
    assert load(file) == Settings(zoom=120)


@pytest.mark.parametrize(
    "value",
    ['"\\ud800"', "{}", "[]", "7", "true", "120.0", "null", '"We sell"', "NaN", '[["x"]]'],
)
@pytest.mark.parametrize(
    "name", ["theme", "language", "zoom", "geometry", "layout", "checklists", "recent", "keys"]
)
def test_that_a_bad_value_is_logged_by_its_name(
    tmp_path: Path, caplog: pytest.LogCaptureFixture, name: str, value: str
) -> None:
    file = tmp_path / "settings.json"
    file.write_text(f'{{"reviewer": "R. Chen", "{name}": {value}}}', encoding="utf-8")
    loaded = read(file)
    assert not loaded.broken
    assert loaded.settings.reviewer == "R. Chen"
    default = getattr(loaded.settings, name) == getattr(Settings(), name)
    assert name in caplog.text or not default or value in {"{}", "[]"}
    assert loaded.misread == ((name,) if name in caplog.text else ())
    assert "We sell" not in caplog.text


def test_that_what_a_newer_version_wrote_survives(tmp_path: Path) -> None:
    file = tmp_path / "settings.json"
    newer = {"marks": {"hue": [1, None, {"a": "灯"}]}, "later": "\udcff", "sum": 1e999}
    file.write_text(json.dumps(newer | {"zoom": 120}), encoding="utf-8")
    save(replace(load(file), zoom=130), file)
    assert json.loads(file.read_text(encoding="utf-8")).items() >= (newer | {"zoom": 130}).items()


def test_that_what_nests_too_deeply_is_not_written_back(tmp_path: Path) -> None:
    file = tmp_path / "settings.json"
    file.write_text(f'{{"zoom": 120, "far": {"[" * 400}{"]" * 400}}}', encoding="utf-8")
    settings = load(file)
    save(settings, file)
    assert settings.zoom == 120
    assert "far" not in file.read_text(encoding="utf-8")


@given(
    st.one_of(
        st.binary(max_size=200),
        st.recursive(
            st.none() | st.booleans() | st.floats() | st.integers() | st.text(max_size=9),
            lambda inner: (
                st.lists(inner, max_size=4)
                | st.dictionaries(
                    st.sampled_from([one.name for one in fields(Settings)]) | st.text(max_size=9),
                    inner,
                    max_size=4,
                )
            ),
            max_leaves=12,
        ).map(lambda value: json.dumps(value).encode()),
    )
)
def test_that_any_bytes_are_settings(content: bytes) -> None:
    with TemporaryDirectory() as folder:
        file = Path(folder) / "settings.json"
        file.write_bytes(content)
        once = load(file)
        save(once, file)
        again = load(file)
        assert (again, again.others) == (once, once.others)
        before = file.read_bytes()
        save(again, file)
        assert file.read_bytes() == before


def test_that_names_that_are_no_utf_8_are_kept(tmp_path: Path) -> None:
    file = tmp_path / "settings.json"
    chosen = Settings(recent=("/tmp/\udcff.pdf",), folder="/tmp/\udc80", reviewer="灯")  # noqa: S108 - only names
    save(chosen, file)
    assert load(file) == chosen
    assert "灯" in file.read_text(encoding="utf-8")


def test_that_what_is_set_aside_is_never_written_over(tmp_path: Path) -> None:
    file = tmp_path / "settings.json"
    places = []
    for number in range(5):
        file.write_text(f"broken {number}", encoding="utf-8")
        places.append(set_aside(file))
        assert not file.exists()
    assert [place.name for place in places if place][:2] == [
        "settings.broken.json",
        "settings.broken-2.json",
    ]
    kept = sorted(path.read_text(encoding="utf-8") for path in tmp_path.iterdir())
    assert kept == ["broken 2", "broken 3", "broken 4"]
    assert set_aside(file) is None


def test_that_a_save_that_fails_leaves_the_former_settings(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "settings.json"
    save(Settings(zoom=120), file)

    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(Path, "replace", full)
    with pytest.raises(OSError, match=os.strerror(errno.ENOSPC)):
        save(Settings(zoom=130), file)
    assert load(file) == Settings(zoom=120)
    assert [path.name for path in tmp_path.iterdir()] == ["settings.json"]


def _save_often(file: Path, zoom: int) -> None:
    for _ in range(200):
        save(Settings(zoom=zoom, reviewer="x" * 10 * zoom), file)


def test_that_two_that_save_at_once_leave_a_whole_file(tmp_path: Path) -> None:
    file = tmp_path / "settings.json"
    save(Settings(zoom=100), file)
    context = multiprocessing.get_context("spawn")
    savers = [context.Process(target=_save_often, args=(file, zoom)) for zoom in (90, 300)]
    for saver in savers:
        saver.start()
    while any(saver.is_alive() for saver in savers):
        assert not read(file).broken
    for saver in savers:
        saver.join()
        assert saver.exitcode == 0
    assert load(file).zoom in {90, 300}
    assert [path.name for path in tmp_path.iterdir()] == ["settings.json"]


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
