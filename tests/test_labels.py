"""The labels of policies of others, by which the benchmark scores what is extracted."""

from __future__ import annotations

from reviewer.model.clause import Category
from tests.benchmarks.extraction import labelled_groups


def test_that_labels_name_categories_and_stand_in_order() -> None:
    known = {category.value for category in Category}
    groups = dict(labelled_groups())
    assert len(groups) == 8
    for policies in groups.values():
        for policy in policies:
            places = [place for begin, end, _ in policy.rows for place in (begin, end)]
            assert places == sorted(places)
            assert all(begin < end for begin, end, _ in policy.rows)
            assert all(labels <= known for _, _, labels in policy.rows)
