"""Objectives as requests name them: surfaces of the catalogue and typed expressions."""

from functools import reduce
from operator import or_
from typing import TYPE_CHECKING, Annotated, Any, Literal

from pydantic import Field, GetJsonSchemaHandler, create_model
from pydantic_core import core_schema

from app.language.settings import Setting
from app.language.tokens import MAX_TEXT_LENGTH
from app.objectives.catalogue import SURFACES
from app.objectives.formulas import EXPRESSION_DOMAIN, FormulaObjective, default_start, expression_objective
from app.objectives.geometry import Interval, Rectangle
from app.objectives.surfaces import Surface
from app.requests.axes import Axis
from app.requests.base import Strict
from app.requests.faulty_text import text_at


class SurfaceSpecification(Strict):
    """A surface of the catalogue, with values for its settings if it has any."""

    kind: Literal["surface"]
    id: str = Field(description="The id of a surface, as `GET /api/surfaces` lists them.")

    @property
    def surface(self) -> Surface:
        """The surface of the catalogue."""
        return SURFACES[self.id]

    @property
    def start(self) -> tuple[float, float]:
        """The classic start."""
        return self.surface.start

    def objective(self) -> FormulaObjective:
        """The objective to compute with."""
        return self.surface.objective({setting.name: getattr(self, setting.name) for setting in self.surface.settings})


class Domain(Strict):
    """The part of the plane for which a typed expression is meant; the counts of its axes do not matter."""

    x: Axis
    y: Axis

    def rectangle(self) -> Rectangle:
        """The domain as a rectangle."""
        return Rectangle(Interval(self.x.low, self.x.high), Interval(self.y.low, self.y.high))


class ExpressionSpecification(Strict):
    """A loss of your own, typed in the little language."""

    kind: Literal["expression"]
    expression: str = Field(
        description="The loss in x and y, as docs/language.md describes it.",
        json_schema_extra={"maxLength": MAX_TEXT_LENGTH},
    )
    domain: Domain | None = Field(None, description="The area of random search; null for the square from -5 to 5.")

    @property
    def rectangle(self) -> Rectangle:
        """The domain as a rectangle."""
        return self.domain.rectangle() if self.domain else EXPRESSION_DOMAIN

    @property
    def start(self) -> tuple[float, float]:
        """The centre of the domain plus a quarter of its width."""
        return default_start(self.rectangle)

    def objective(self) -> FormulaObjective:
        """The objective to compute with.

        Raises:
            FaultyTextError: the expression does not belong to the language.
        """
        with text_at("objective.expression"):
            return expression_objective(self.expression, self.rectangle)


def setting_field(setting: Setting) -> Any:
    """Make the (type, field) pair of a setting for `pydantic.create_model`, with its default and range."""
    return (
        float,
        Field(default=setting.default, ge=setting.low, le=setting.high, description=setting.meaning.en),
    )


def one_of(*ids: str) -> Any:
    """Make the type of a field that names one of the ids."""
    return Literal[ids]


def _plain_surfaces() -> type[SurfaceSpecification]:
    """Make one model for all surfaces without settings."""
    ids = (surface.id for surface in SURFACES.values() if not surface.settings)
    return create_model("PlainSurface", __base__=SurfaceSpecification, id=(one_of(*ids), ...))


def _surface_with_settings(surface: Surface) -> type[SurfaceSpecification]:
    fields = {setting.name: setting_field(setting) for setting in surface.settings}
    name = "".join(part.capitalize() for part in surface.id.split("_"))
    return create_model(
        name, __base__=SurfaceSpecification, __doc__=surface.teaches.en, id=(one_of(surface.id), ...), **fields
    )


class _WithoutDiscriminator:
    """An annotation that removes the discriminator from a schema: OpenAPI cannot express a union of unions."""

    def __get_pydantic_json_schema__(
        self, schema: core_schema.CoreSchema, handler: GetJsonSchemaHandler
    ) -> dict[str, Any]:
        return {key: value for key, value in handler(schema).items() if key != "discriminator"}


# One model for all surfaces without settings, and one for each of the others, distinguished by ``id``.
_MODELS = [
    _plain_surfaces(),
    *(_surface_with_settings(surface) for surface in SURFACES.values() if surface.settings),
]

if TYPE_CHECKING:
    ObjectiveSpecification = SurfaceSpecification | ExpressionSpecification
else:
    _Surface = Annotated[reduce(or_, _MODELS), Field(discriminator="id")]
    ObjectiveSpecification = Annotated[
        _Surface | ExpressionSpecification, Field(discriminator="kind"), _WithoutDiscriminator()
    ]


def objective_kind(request: Any) -> Literal["plane", "classifier"]:
    """Determine the kind of a request's objective before it is validated."""
    objective = request.get("objective") if isinstance(request, dict) else getattr(request, "objective", None)
    kind = objective.get("kind") if isinstance(objective, dict) else getattr(objective, "kind", None)
    return "classifier" if kind == "classifier" else "plane"
