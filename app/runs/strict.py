"""The base of all models of requests."""

from pydantic import BaseModel, ConfigDict


class Strict(BaseModel):
    """Takes no unknown fields, no numbers in disguise (``true``, ``"5"``) and no NaN or infinity; immutable."""

    model_config = ConfigDict(strict=True, extra="forbid", allow_inf_nan=False, frozen=True)
