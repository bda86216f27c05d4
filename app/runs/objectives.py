"""Objectives as requests name them."""

from functools import reduce
from operator import or_
from typing import TYPE_CHECKING, Annotated, Any, Literal

from pydantic import Field, create_model

from app.language.settings import Setting
from app.objectives.catalogue import SURFACES
from app.objectives.formulas import FormulaObjective
from app.objectives.surfaces import Surface
from app.runs.strict import Strict


class SurfaceSpecification(Strict):
    """A surface of the catalogue, with values for its settings if it has any."""

    kind: Literal["surface"]
    id: str = Field(description="The id of a surface, as `GET /api/surfaces` lists them.")

    @property
    def surface(self) -> Surface:
        """The surface of the catalogue."""
        return SURFACES[self.id]

    def objective(self) -> FormulaObjective:
        """The objective to compute with."""
        return self.surface.objective({setting.name: getattr(self, setting.name) for setting in self.surface.settings})


def setting_field(setting: Setting) -> Any:
    """The (type, field) pair of a setting for `pydantic.create_model`, with its default and range."""
    return (
        float,
        Field(default=setting.default, ge=setting.low, le=setting.high, description=setting.meaning),
    )


def one_of(*ids: str) -> Any:
    """The type of a field that names one of the ids."""
    return Literal[ids]


def _plain_surfaces() -> type[SurfaceSpecification]:
    """The surfaces without settings, in one model."""
    ids = (surface.id for surface in SURFACES.values() if not surface.settings)
    return create_model("PlainSurface", __base__=SurfaceSpecification, id=(one_of(*ids), ...))


def _surface_with_settings(surface: Surface) -> type[SurfaceSpecification]:
    fields = {setting.name: setting_field(setting) for setting in surface.settings}
    name = "".join(part.capitalize() for part in surface.id.split("_"))
    return create_model(
        name, __base__=SurfaceSpecification, __doc__=surface.teaches, id=(one_of(surface.id), ...), **fields
    )


# One model for all surfaces without settings, and one for each of the others, told apart by ``id``.
_MODELS = [
    _plain_surfaces(),
    *(_surface_with_settings(surface) for surface in SURFACES.values() if surface.settings),
]

if TYPE_CHECKING:
    ObjectiveSpecification = SurfaceSpecification
else:
    ObjectiveSpecification = Annotated[reduce(or_, _MODELS), Field(discriminator="id")]
