"""The request for a run's notebook."""

from pydantic import Field

from app.notebooks.notebook import Language
from app.requests.base import Strict
from app.requests.runs import RunRequest


class NotebookRequest(Strict):
    """A run to take home."""

    run: RunRequest
    language: Language = Field("en", description="The language of the explanations.")
