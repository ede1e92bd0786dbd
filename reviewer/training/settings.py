"""How models are fitted: the numbers that were chosen on CAPP-130's dev part and own labels."""

from __future__ import annotations

from dataclasses import dataclass, replace

from reviewer.model.clause import Category


@dataclass(frozen=True, slots=True, kw_only=True)
class Shape:
    """How one kind of network is fitted.

    Attributes:
        hidden: units. decay: of the weights. rounds: over all sentences.
        nothing: weight of sentences that state no practice.
        networks: how many ship; they differ by their seeds, and their answers are averaged.
    """

    hidden: int
    decay: float
    rounds: int
    nothing: float = 1.0
    networks: int = 3


_OURS = Shape(hidden=48, decay=0.3, rounds=25, networks=6)
_THEIRS = Shape(hidden=48, decay=0.1, rounds=15)
# Of texts that stand by themselves.
_THEIRS_ALONE = replace(_THEIRS, networks=6)


@dataclass(frozen=True, slots=True, kw_only=True)
class Weighing:
    """How a judge weighs networks and rules; see :class:`~reviewer.analysis.judge.Judge`.

    Attributes:
        theirs: the shape of its networks that CAPP-130's labels teach. again: that of ours in
            the second look; none: there is no second look.
        least, most: for all categories together; each moves from there to what is best for it.
        turn: most of CAPP-130's dev policies have a higher mean style score, English policies
            of others nearly all a lower one; the scores fall as our own sentences become more.
        apart: whether style tells texts that read like it from others, so that each kind has
            leanings of its own.
        fixed: whether no category moves from there.
        leanings: of single categories in every text, beside those that are found on what
            teaches: chosen on labelled policies of others, of which no model may learn.
    """

    theirs: Shape = _THEIRS
    again: Shape | None = None
    least: float
    most: float
    turn: float
    steepness: float
    rules: float
    lean: float = 0.0
    apart: bool = True
    fixed: bool = False
    leanings: tuple[tuple[Category, float], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """How a model is fitted.

    Attributes:
        seed: of everything that is drawn. folds: of policies. cost: of the
            linear step. weight: of our own sentences there, against CAPP-130's.
        published: of CAPP-130's sentences in our networks, against our own: they were
            published, and what is judged is.
        networks: fitted of each kind in each fold. ours: the shape of those that our labels
            teach.
        whole, alone: how sentences of policies are judged, and those that stand by themselves.
        mixed: whether sentences of CAPP-130 that stand by themselves are judged by machines
            that saw others of the same policy, as its official parts do.
    """

    seed: int = 20261122
    folds: int = 5
    cost: float = 0.3
    weight: float = 2.0
    published: float = 2.0
    networks: int = 3
    ours: Shape = _OURS
    whole: Weighing = Weighing(
        least=0.2,
        most=1.0,
        turn=0.84,
        steepness=60.0,
        rules=0.3,
        leanings=((Category.PERMISSION, 0.8),),
    )
    # Paragraphs of labelled policies by themselves were called too little of everything.
    alone: Weighing = Weighing(
        theirs=_THEIRS_ALONE,
        again=_OURS,
        least=0.2,
        most=1.0,
        turn=0.82,
        steepness=20.0,
        rules=0.5,
        lean=0.15,
        leanings=tuple((category, 0.25) for category in Category),
    )
    mixed: bool = False


SETTINGS = {
    "en": Settings(),
    # Chinese policies of all kinds read much like those of CAPP-130, so both conventions count
    # everywhere. A Chinese sentence alone is judged nearly as its annotators would, who labelled
    # what states something.
    "zh": Settings(
        cost=0.6,
        weight=1.0,
        whole=Weighing(
            least=0.4,
            most=0.8,
            turn=0.82,
            steepness=40.0,
            rules=0.25,
            lean=0.2,
            apart=False,
            leanings=(
                (Category.PERMISSION, 0.8),
                (Category.COOKIES, 0.2),
                (Category.CHOICE, 0.3),
                (Category.TRANSFER, 0.4),
                (Category.CONTACT, 0.6),
            ),
        ),
        alone=Weighing(
            theirs=replace(_THEIRS_ALONE, nothing=0.01),
            again=_OURS,
            least=0.95,
            most=0.95,
            turn=0.8,
            steepness=20.0,
            rules=0.0,
            fixed=True,
        ),
        mixed=True,
    ),
}
