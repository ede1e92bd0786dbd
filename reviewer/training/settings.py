"""How models are fitted: the numbers that were chosen on CAPP-130's dev part and own labels."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Shape:
    """How one kind of network is fitted.

    Attributes:
        hidden: units. decay: of the weights. rounds: over all sentences.
        nothing: weight of sentences that state no practice.
    """

    hidden: int
    decay: float
    rounds: int
    nothing: float = 1.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Weighing:
    """How a judge weighs networks and rules; see :class:`~reviewer.analysis.learned.Judge`.

    Attributes:
        least, most: for all categories together; each moves from there to what is best for it.
        turn: a third of CAPP-130's dev policies have a lower mean style score, policies of
            others nearly all; the scores fall as our own sentences become more.
        ours: what F1 by our own definitions counts there against F1 by CAPP-130's.
        apart: whether style tells texts that read like it from others, so that each kind has
            leanings of its own.
        fixed: whether no category moves from there.
    """

    least: float
    most: float
    turn: float
    steepness: float
    rules: float
    lean: float = 0.0
    ours: float = 1.0
    apart: bool = True
    fixed: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """How a model is fitted.

    Attributes:
        seed: of everything that is drawn. folds: of policies. cost: of the
            linear step. weight: of our own sentences there, against CAPP-130's.
        networks: fitted of each kind. ours, theirs: their shapes.
        theirs_alone: the shape of theirs for sentences that stand by themselves.
        whole, alone: how they are weighed.
        mixed: whether sentences of CAPP-130 that stand by themselves are judged by machines
            that saw others of the same policy, as its official parts do.
    """

    seed: int = 20261122
    folds: int = 5
    cost: float = 0.3
    weight: float = 2.0
    networks: int = 3
    ours: Shape = Shape(hidden=32, decay=0.3, rounds=25)
    theirs: Shape = Shape(hidden=48, decay=0.1, rounds=15)
    theirs_alone: Shape = Shape(hidden=48, decay=0.1, rounds=15)
    whole: Weighing = Weighing(least=0.2, most=1.0, turn=0.865, steepness=60.0, rules=0.8)
    alone: Weighing = Weighing(least=0.2, most=1.0, turn=0.82, steepness=20.0, rules=0.8)
    mixed: bool = False


SETTINGS = {
    "en": Settings(),
    # Chinese policies of all kinds read much like those of CAPP-130: one mixture for all. A Chinese
    # sentence alone is judged as its annotators would, who labelled what states something.
    "zh": Settings(
        cost=0.6,
        theirs_alone=Shape(hidden=48, decay=0.1, rounds=15, nothing=0.01),
        whole=Weighing(
            least=0.6, most=0.6, turn=0.5, steepness=1.0, rules=1.0, lean=0.2, ours=0.5, apart=False
        ),
        alone=Weighing(least=1.0, most=1.0, turn=0.8, steepness=20.0, rules=0.0, fixed=True),
        mixed=True,
    ),
}
