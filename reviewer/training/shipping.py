"""Writes a fitted model as the program reads it: one file of arrays, the same bytes each time."""

from __future__ import annotations

import io
import json
import zipfile
from typing import TYPE_CHECKING

import numpy as np

from reviewer.analysis.judge import Network
from reviewer.analysis.learned import FORMAT

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import NDArray

    from reviewer.analysis.judge import Judge
    from reviewer.analysis.learned import LearnedModel

_NUMBERS = ("turn", "steepness", "rules")
# The time in the file's table of contents; ZIP knows none before.
_DATE = (1980, 1, 1, 0, 0, 0)


def as_bytes(model: LearnedModel) -> bytes:
    """The file's bytes."""
    about = {
        "format": FORMAT,
        "language": model.language,
        "version": model.version,
        "heads": list(model.heads),
        "judges": {
            name: {field: getattr(judge, field) for field in _NUMBERS}
            for name, judge in (("whole", model.whole), ("alone", model.alone))
        },
    }
    linear = model.linear
    arrays: dict[str, NDArray[np.generic]] = {
        "about": np.frombuffer(json.dumps(about, sort_keys=True).encode(), np.uint8),
        "linear.table": linear.table,
        "linear.step": linear.step,
        "linear.bias": linear.bias,
        "linear.mass": linear.mass.astype(np.float16),
        **_arrays("ours", model.ours),
        **_judge("whole", model.whole),
        **_judge("alone", model.alone),
    }
    return _packed(arrays)


def _judge(name: str, judge: Judge) -> dict[str, NDArray[np.generic]]:
    second: dict[str, NDArray[np.generic]] = {}
    if judge.second is not None:
        second |= _arrays(f"{name}.second.ours", judge.second.ours)
        second |= _arrays(f"{name}.second.theirs", judge.second.theirs)
    return {
        **_arrays(f"{name}.theirs", judge.theirs),
        **second,
        f"{name}.least": judge.least.astype(np.float32),
        f"{name}.most": judge.most.astype(np.float32),
        f"{name}.lean": judge.lean.astype(np.float32),
        f"{name}.lean_like": judge.lean_like.astype(np.float32),
        f"{name}.slope": judge.slope,
        f"{name}.shift": judge.shift,
    }


def _arrays(name: str, network: Network) -> dict[str, NDArray[np.generic]]:
    return {
        f"{name}.{field}": getattr(network, field).astype(np.float32)
        for field in Network.__dataclass_fields__
    }


def _packed(arrays: Mapping[str, NDArray[np.generic]]) -> bytes:
    """As numpy.savez_compressed, without the time of writing."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as file:
        for name, array in arrays.items():
            part = io.BytesIO()
            np.lib.format.write_array(part, np.ascontiguousarray(array), allow_pickle=False)
            entry = zipfile.ZipInfo(f"{name}.npy", _DATE)
            file.writestr(entry, part.getvalue(), zipfile.ZIP_DEFLATED, 9)
    return stream.getvalue()
