"""Whether the server is there."""

from typing import Literal

from pydantic import BaseModel, Field

from app import __version__
from app.api.routing import resource_router

router = resource_router("server")


class Health(BaseModel):
    """A sign of life."""

    status: Literal["ok"]
    version: str = Field(description="The version of Slopelab that answers.")


@router.get("/health")
async def health() -> Health:
    """Answer at once, however much work goes on."""
    return Health(status="ok", version=__version__)
