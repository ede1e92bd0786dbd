"""A review as annotations on a copy of the PDF that the policy was read from."""

from __future__ import annotations

import io
from itertools import groupby
from typing import TYPE_CHECKING, TypeGuard

import pikepdf
from pikepdf import Array, Dictionary, Name, String

from reviewer.errors import NotCopied, NotMarked
from reviewer.report.on_original import appended
from reviewer.report.on_original.copied import Copied, in_part, nowhere
from reviewer.report.on_original.looks import ICON, Looks, parts, tint
from reviewer.report.on_original.mark import Marked, MarkKind, quoted
from reviewer.report.on_original.strips import Strips, corners

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import datetime

    from reviewer.report.on_original.mark import Mark
    from reviewer.report.on_original.strips import Point, Strip

_PRINTED, _UPRIGHT = 4, 16
# Where the corner that is shown upper left lies in the page's own space, by the page's turn.
_UPPER_LEFT = {0: (-1, 1), 90: (-1, -1), 180: (1, -1), 270: (1, 1)}
# Of the tree of pages; deeper ones are made to hurt.
_DEPTH = 50
# Points between a note's sign and the words, and from sign to sign.
_GAP, _STEP = 1.5, ICON - 2.0
_TRIES = 40


def annotated(source: bytes, told: Marked) -> Copied:
    """A copy of the file with every mark on its pages.

    What stands on them already stays. A signed file is added to, so that what was signed is
    still in it; every other one is written anew.

    Raises:
        NotCopied: the file cannot be opened any more, or its pages are not those that were read.
    """
    try:
        with pikepdf.open(io.BytesIO(source)) as pdf:
            return _annotated(pdf, source, told)
    except (pikepdf.PdfError, ValueError) as error:
        raise NotCopied(
            "{name} is damaged in a way that allows no marks on its pages; save it anew in a "
            "viewer and review that, or use the report.",
            name=told.policy.source.name,
        ) from error


def _annotated(pdf: pikepdf.Pdf, source: bytes, told: Marked) -> Copied:
    policy = told.policy
    if len(pdf.pages) != policy.source.pages:
        raise NotCopied(
            "The pages of {name} cannot be told apart surely, so nothing was marked on them; save "
            "it anew in a viewer and review that, or use the report.",
            name=policy.source.name,
        )
    before = appended.last_number(pdf)
    strips, writer = Strips(policy), _Writer(pdf)
    problems = [*told.problems]
    placed = 0
    for mark in told.marks:
        found = strips.of(mark.span)
        if found.strips:
            writer.add(mark, found.strips)
            placed += 1
        if not found.strips:
            problems.append(nowhere(quoted(policy, mark.span)))
        elif found.lost:
            problems.append(in_part(quoted(policy, mark.span)))
    changed = writer.finish()
    signed, locked = _is_signed(pdf), pdf.is_encrypted
    grows = signed and not locked and appended.fits(source)
    problems += _loosened(signed=signed, locked=locked, grows=grows)
    if grows:
        return Copied(appended.added(pdf, source, before, changed), placed, tuple(problems))
    out = io.BytesIO()
    # Tints that let the words through came with this version.
    pdf.save(out, deterministic_id=True, fix_metadata_version=False, min_version="1.4")
    return Copied(out.getvalue(), placed, tuple(problems))


def _loosened(*, signed: bool, locked: bool, grows: bool) -> Iterator[NotMarked]:
    """Told of a file whose signatures or protection the copy cannot have as they were."""
    if grows:
        yield NotMarked(
            "The PDF is signed: its copy holds all that was signed, and viewers will say that "
            "something was added since."
        )
    elif signed:
        yield NotMarked(
            "The PDF is signed, and its signatures do not hold in the copy; they do in the "
            "original."
        )
    if locked:
        yield NotMarked(
            "The PDF is protected against changes by a password, and the copy is not; pass it on "
            "with care."
        )


def _is_signed(pdf: pikepdf.Pdf) -> bool:
    return any(_signs(one) or _signs(one.get("/V")) for one in pdf.objects if _is_table(one))


def _signs(one: object) -> bool:
    return _is_table(one) and "/ByteRange" in one and "/Contents" in one


def _is_table(one: object) -> TypeGuard[pikepdf.Dictionary]:
    return isinstance(one, pikepdf.Dictionary)


class _Writer:
    """Puts marks on pages."""

    def __init__(self, pdf: pikepdf.Pdf) -> None:
        self._pdf = pdf
        self._looks = Looks(pdf)
        self._pages = [page.obj for page in pdf.pages]
        self._added: dict[int, list[pikepdf.Object]] = {}
        self._signs: dict[int, list[Point]] = {}

    def add(self, mark: Mark, strips: Sequence[Strip]) -> None:
        """One annotation on each page that the words stand on; a note's sign only on the first."""
        note = None
        if mark.kind is not MarkKind.HIGHLIGHT:
            note = self._put(strips[0].page, self._note(mark, strips[0]))
        if mark.kind is MarkKind.NOTE:
            return
        for page, found in groupby(strips, lambda strip: strip.page):
            made = self._words(mark, [*found])
            # The parts of one mark are told by their names, which a page's number ends.
            made.NM = String(f"reviewer-{mark.key}-p{page}")
            if note is not None and page == strips[0].page:
                made.IRT, made.RT = note, Name.Group
            self._put(page, made)

    def finish(self) -> list[pikepdf.Object]:
        """The pages that were changed, with their annotations old and new."""
        changed: list[pikepdf.Object] = []
        for number, made in sorted(self._added.items()):
            page = self._pages[number - 1]
            former = page.get("/Annots")
            # A list of its own: some writers let pages share one.
            page.Annots = Array([*(former if isinstance(former, Array) else ()), *made])
            changed.append(page)
        return changed

    def _put(self, number: int, made: pikepdf.Dictionary) -> pikepdf.Object:
        made.P = self._pages[number - 1]
        put = self._pdf.make_indirect(made)
        self._added.setdefault(number, []).append(put)
        return put

    def _words(self, mark: Mark, strips: Sequence[Strip]) -> pikepdf.Dictionary:
        alert = mark.kind is MarkKind.ALERT
        draw = self._looks.wave if alert else self._looks.highlight
        around, look = draw(mark, strips)
        points = [part for strip in strips for corner in strip.corners for part in corner]
        made = _said(mark)
        made.Subtype = Name.Squiggly if alert else Name.Highlight
        made.Rect = Array(around)
        made.QuadPoints = Array([round(part, 2) for part in points])
        made.C = Array(parts(mark.hue if alert else tint(mark)))
        made.AP = Dictionary(N=self._pdf.make_indirect(look))
        return made

    def _note(self, mark: Mark, strip: Strip) -> pikepdf.Dictionary:
        page = pikepdf.Page(self._pages[strip.page - 1])
        x, y = self._place(strip, page)
        # Notes stay upright on turned pages: what is shown as their upper left corner stays,
        # and is given as if the page were not turned.
        half = ICON / 2
        across, up = _UPPER_LEFT[_turn(page.obj)]
        left, high = x + across * half, y + up * half
        made = _said(mark)
        made.Subtype = Name.Text
        made.F = _PRINTED | _UPRIGHT
        made.Rect = Array([round(part, 2) for part in (left, high - ICON, left + ICON, high)])
        made.Name = Name.Comment
        made.C = Array(parts(mark.hue))
        made.NM = String(f"reviewer-{mark.key}")
        made.AP = Dictionary(N=self._looks.icon(mark.kind, mark.hue))
        return made

    def _place(self, strip: Strip, page: pikepdf.Page) -> Point:
        """The middle of a note's sign: in front of the line, below another sign there."""
        around = corners(strip.line, strip.turn)
        (ax, ay), (bx, by), (cx, cy) = around.upper_left, around.lower_left, around.upper_right
        length, height = max(abs(cx - ax), abs(cy - ay)), max(abs(bx - ax), abs(by - ay))
        on = ((cx - ax) / length, (cy - ay) / length)
        down = ((bx - ax) / height, (by - ay) / height)
        back = ICON / 2 + _GAP
        x, y = (ax + bx) / 2 - on[0] * back, (ay + by) / 2 - on[1] * back
        taken = self._signs.setdefault(strip.page, [])
        for _ in range(_TRIES):
            if not any(abs(x - ox) < _STEP and abs(y - oy) < _STEP for ox, oy in taken):
                break
            x, y = x + down[0] * _STEP, y + down[1] * _STEP
        taken.append((x, y))
        return _within(page, x, y)


def _turn(page: pikepdf.Object) -> int:
    """How far a page is turned when it is shown, in degrees with the clock."""
    node: object = page
    for _ in range(_DEPTH):
        if not _is_table(node):
            break
        if "/Rotate" in node:
            turn = node["/Rotate"]
            return int(turn) % 360 if isinstance(turn, int) and not turn % 90 else 0
        node = node.get("/Parent")
    return 0


def _within(page: pikepdf.Page, x: float, y: float) -> Point:
    """The nearest place to a point at which a sign is wholly on the page."""
    half = ICON / 2
    sides = [float(side) for side in page.cropbox]
    left, right = sorted((sides[0], sides[2]))
    low, high = sorted((sides[1], sides[3]))
    return (min(max(x, left + half), right - half), min(max(y, low + half), high - half))


def _said(mark: Mark) -> pikepdf.Dictionary:
    """What every annotation of a mark tells."""
    moment = String(_moment(mark.moment))
    return Dictionary(
        Type=Name.Annot,
        Contents=String(mark.text),
        T=String(mark.author),
        Subj=String(mark.subject),
        M=moment,
        CreationDate=moment,
        F=_PRINTED,
    )


def _moment(moment: datetime) -> str:
    """A time in UTC as the format has it."""
    return moment.strftime("D:%Y%m%d%H%M%SZ")
