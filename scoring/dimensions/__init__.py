"""Every dimension there is, each an object in a file of its own.

Rules, rubric, judge, feedback, report and API schema read these and keep no list of their own.
"""

from scoring.dimensions.clarity import CLARITY
from scoring.dimensions.confidence import CONFIDENCE
from scoring.dimensions.dimension import Dimension
from scoring.dimensions.fluency import FLUENCY
from scoring.dimensions.leadership import LEADERSHIP
from scoring.dimensions.pace import PACE
from scoring.dimensions.panel.body_language import BODY_LANGUAGE
from scoring.dimensions.panel.engagement import ENGAGEMENT
from scoring.dimensions.panel.eye_contact import EYE_CONTACT
from scoring.dimensions.problem_solving import PROBLEM_SOLVING
from scoring.dimensions.relevance import RELEVANCE
from scoring.dimensions.star import STAR
from scoring.dimensions.structure import STRUCTURE
from scoring.dimensions.teamwork import TEAMWORK
from scoring.dimensions.technical_accuracy import TECHNICAL_ACCURACY
from scoring.dimensions.wording import WORDING

DIMENSIONS: tuple[Dimension, ...] = (
    WORDING, CLARITY, CONFIDENCE, PACE, FLUENCY,
    TECHNICAL_ACCURACY, PROBLEM_SOLVING, STRUCTURE, RELEVANCE,
    STAR, LEADERSHIP, TEAMWORK,
)  # fmt: skip
"""What counts."""

PANEL: tuple[Dimension, ...] = (EYE_CONTACT, BODY_LANGUAGE, ENGAGEMENT)
"""What stands beside the score and weighs nothing."""
