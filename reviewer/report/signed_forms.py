"""What pyHanko does not look at, or looks at too strictly, in signed reports."""

from __future__ import annotations

import logging
from contextlib import suppress
from functools import cache
from typing import TYPE_CHECKING

from reviewer.report.signed_updates import filled_field

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pyhanko.pdf_utils.reader import HistoricalResolver
    from pyhanko.sign.diff_analysis import ModificationLevel, StandardDiffPolicy
    from pyhanko.sign.diff_analysis.rules_api import ReferenceUpdate
    from pyhanko.sign.fields import FieldMDPSpec


def quieten() -> None:
    """Keeps pyHanko from logging names out of certificates and files."""
    for name in ("pyhanko", "pyhanko_certvalidator"):
        logging.getLogger(name).setLevel(logging.CRITICAL + 1)


def is_rebuilt(gap: bytes) -> bool:
    """Whether the place that a signature leaves open holds its DER in hex, padded with noughts.

    A digit flipped in the padding is covered by no digest. Writers use either case of
    letters, but one throughout.

    >>> is_rebuilt(b"<3002afff0000>"), is_rebuilt(b"<3002AFFF0000>"), is_rebuilt(b"<3002aFff0000>")
    (True, True, False)
    >>> is_rebuilt(b"<30020500000000>"), is_rebuilt(b"<30020500000100>")
    (True, False)
    """
    from asn1crypto.parser import peek

    if gap[:1] != b"<" or gap[-1:] != b">":
        return False
    with suppress(ValueError):
        filled = bytes.fromhex(gap[1:-1].decode("ascii"))
        size = peek(filled)
        whole = filled[:size].hex().ljust(len(gap) - 2, "0")
        return gap[1:-1].decode("ascii") in {whole, whole.upper()}
    return False


def is_tidy(contents: bytes) -> bool:
    """Whether the parts of a signature that it does not sign say what the signed ones do.

    Versions and algorithms stand in it twice, and nothing but the form asks for them.

    Args:
        contents: the signature in DER, padded.
    """
    from asn1crypto.cms import ContentInfo
    from asn1crypto.parser import peek

    encoded = contents[: peek(contents)]
    found = ContentInfo.load(encoded)
    if found.dump(force=True) != encoded:
        return False
    signed = found["content"]
    (signer,) = signed["signer_infos"]
    algorithms = [one.dump() for one in signed["digest_algorithms"]]
    return signed["version"].native == signer["version"].native == "v1" and algorithms == [
        signer["digest_algorithm"].dump()
    ]


@cache
def difference_policy() -> StandardDiffPolicy:
    """PyHanko's own, and that a signature's widget may be reached from the structure tree.

    PDF/UA asks for that, and the standard policy takes the widget's filling for a change of
    the tree. An update that only fills a field is told without all that.
    """
    from pyhanko.pdf_utils.misc import PdfError
    from pyhanko.sign.diff_analysis import (
        DEFAULT_DIFF_POLICY,
        DiffResult,
        ModificationLevel,
        StandardDiffPolicy,
    )
    from pyhanko.sign.diff_analysis.rules_api import (
        Context,
        QualifiedWhitelistRule,
        ReferenceUpdate,
    )
    from pyhanko.sign.fields import MDPPerm

    class TaggedWidget(QualifiedWhitelistRule):
        """Allows the way to a signature's widget that leads over an object reference."""

        def apply_qualified(
            self, old: HistoricalResolver, new: HistoricalResolver
        ) -> Iterator[tuple[ModificationLevel, ReferenceUpdate]]:
            old._load_reverse_xref_cache()  # noqa: SLF001 - the one way to who refers to what
            for reference in new.explicit_refs_in_revision():
                with suppress(PdfError):  # it is new
                    before = old(reference)
                    if not hasattr(before, "get") or before.get("/FT") != "/Sig":
                        continue
                    for path in old._get_usages_of_ref(reference):  # noqa: SLF001
                        steps = [str(step) for step in path.path]
                        if "/StructTreeRoot" in steps and steps[-1] == "/Obj":
                            context = Context.from_absolute(old, path)
                            yield (
                                ModificationLevel.FORM_FILLING,
                                ReferenceUpdate(reference, context_checked=context),
                            )

    class Policy(StandardDiffPolicy):
        """Asks for the rules only where an update does more than sign."""

        def apply(
            self,
            old: HistoricalResolver,
            new: HistoricalResolver,
            field_mdp_spec: FieldMDPSpec | None = None,
            doc_mdp: MDPPerm | None = None,
        ) -> DiffResult:
            if field_mdp_spec is None and doc_mdp is not MDPPerm.NO_CHANGES:
                field = filled_field(old, new)
                if field is not None:
                    return DiffResult(ModificationLevel.FORM_FILLING, {field})
            return super().apply(old, new, field_mdp_spec, doc_mdp)

    standard = DEFAULT_DIFF_POLICY
    return Policy(
        global_rules=[*standard.global_rules, TaggedWidget()], form_rule=standard.form_rule
    )
