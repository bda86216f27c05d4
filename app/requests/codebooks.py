"""The specification of a codebook: everything on which its numbers depend."""

import hashlib
from collections.abc import Iterator
from typing import Annotated, Literal

import orjson
from pydantic import Field

from app.datasets.patches import patches
from app.features.codebook import Codebook
from app.features.codebook_learning import VERSION, Progress, Scatter, learning
from app.instance import current_settings
from app.requests.base import Strict
from app.requests.limits import AtLeast, AtMost, Seed, default_from


def default_words() -> int:
    """The default number of words of a codebook."""
    return min(max(1000, current_settings().min_codebook_words), current_settings().max_codebook_words)


class CodebookRequest(Strict):
    """A codebook to learn. The same specification gives the same words."""

    dataset: Literal["patches"] = Field(
        "patches", description="The training images: `patches`, 2,000 crops of 32×32 pixels of ten photographs."
    )
    words: Annotated[int, AtLeast("min_codebook_words"), AtMost("max_codebook_words")] = default_from(
        default_words, description="The number of words to learn."
    )
    patch: Literal["whitened", "sift"] = Field(
        "whitened",
        description="The kind of words: `whitened`, 6×6 pixels in colour with contrast and correlations removed, or "
        "`sift`, SIFT descriptors of 16×16 grey pixels.",
    )
    seed: Seed = Field(0, description="The seed of the patches and of k-means.")

    @property
    def id(self) -> str:
        """The id of the codebook: 12 hexadecimal digits that differ if any of its numbers may."""
        content = {**self.model_dump(), "version": VERSION}
        return hashlib.sha256(orjson.dumps(content, option=orjson.OPT_SORT_KEYS)).hexdigest()[:12]

    def learning(self) -> Iterator[Scatter | Progress | Codebook]:
        """Learn the codebook, event by event; see ``codebook_learning.learning``."""
        yield from learning(patches().train.images, self.patch, self.words, self.seed)


def default_codebook_request() -> CodebookRequest:
    """The request of the default codebook, which reads images unless another is named."""
    return CodebookRequest()
