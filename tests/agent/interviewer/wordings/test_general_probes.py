"""What was done is asked about in the past; what somebody would do is not."""

import pytest

from agent.interviewer.wordings import general_probes
from agent.interviewer.wordings.general_probes import load_general_probes
from core.errors import PromptError
from core.plan import ProbeAspect, QuestionKind


@pytest.mark.parametrize("aspect", ProbeAspect)
def test_who_only_would_do_it_is_not_asked_how_it_went(aspect: ProbeAspect) -> None:
    probes = load_general_probes()
    for kind in (QuestionKind.SITUATIONAL, QuestionKind.TECHNICAL, QuestionKind.PROBLEM):
        assert probes.about(aspect, kind) == probes.planned[aspect]
        assert not any(
            word in f" {text.lower()} "
            for text in probes.about(aspect, kind)
            for word in (" did ", " was ", " were ", " went ", " had ")
        )
    assert probes.about(aspect, QuestionKind.PAST_BEHAVIOUR) == probes.told[aspect]


@pytest.mark.parametrize(
    "content",
    [
        None,
        {"told": {}},
        {"told": {}, "planned": {}},
        {name: {str(a): ["one"] for a in ProbeAspect} for name in ("told", "planned")}
        | {"brief": ["one", "two"]},
        {name: {str(a): ["one", "two"] for a in ProbeAspect} for name in ("told", "planned")}
        | {"brief": []},
    ],
)
def test_a_file_that_leaves_something_out_is_refused(
    content: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(general_probes, "load_yaml", lambda _: content)
    with pytest.raises(PromptError, match=r"probes\.yaml"):
        load_general_probes()
