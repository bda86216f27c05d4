"""Whether the server is there."""

from typing import Literal

from pydantic import BaseModel, Field

from app import __version__
from app.http.routing import resource_router
from app.storage.condition import Condition, data_condition

router = resource_router("server")


class Health(BaseModel):
    """A sign of life."""

    status: Literal["ok"]
    version: str = Field(description="The version of Slopelab that answers.")
    data: Condition = Field(
        description="Whether the data folder takes what is to be kept, as far as is known from the last check and the "
        "last write: if not, the server runs without keeping anything."
    )


@router.get("/health")
async def health() -> Health:
    """Answer at once, however much work goes on."""
    return Health(status="ok", version=__version__, data=data_condition().current)
