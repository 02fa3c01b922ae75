"""Verdicts of a scripted judge, as long as a real one's."""

import json
from collections.abc import Mapping
from typing import Any

_NEXT_STEP = (
    "Take up what you said about this, name the one figure that decides it, and close on what "
    "follows from it."
)
_QUOTED_WORDS = 12
_INVENTED = "this is nothing that anybody has said in this interview so far"


def verdict(asked: Mapping[str, Any], level: int, invented: int = 0) -> str:
    """Return the `level` for all dimensions of a request, with a quote or two of the answer each.

    The first `invented` of them quote what was not said.
    """
    user = str(asked["messages"][-1]["content"])
    said = str(json.loads(user.splitlines()[1])).split()
    schema = asked["response_format"]["json_schema"]["schema"]
    found = {}
    for at, (name, dimension) in enumerate(schema["properties"].items()):
        checks = list(dimension["properties"]["checks"]["properties"])
        quotes = (" ".join(said[:_QUOTED_WORDS]), " ".join(said[_QUOTED_WORDS:][:_QUOTED_WORDS]))
        found[name] = {
            "evidence": [
                {
                    "quote": _INVENTED if at < invented else quote,
                    "supports": "+",
                    "check": checks[0],
                }
                for quote in quotes[: 1 + at % 2]
            ],
            "checks": {check: n < level for n, check in enumerate(checks)},
            "level": level,
            "next_step": _NEXT_STEP,
        }
        if "instructions_found" in dimension["properties"]:
            found[name]["instructions_found"] = []
    return json.dumps(found)
