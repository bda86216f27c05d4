"""The parts that several answers share."""

from pydantic import BaseModel, Field

from app.language.settings import Setting
from app.objectives.geometry import Interval, Rectangle


class IntervalAnswer(BaseModel):
    """The numbers from ``low`` to ``high``."""

    low: float
    high: float

    @classmethod
    def of(cls, interval: Interval) -> "IntervalAnswer":
        return cls(low=interval.low, high=interval.high)


class RectangleAnswer(BaseModel):
    """A part of the plane."""

    x: IntervalAnswer
    y: IntervalAnswer

    @classmethod
    def of(cls, rectangle: Rectangle) -> "RectangleAnswer":
        return cls(x=IntervalAnswer.of(rectangle.x), y=IntervalAnswer.of(rectangle.y))


class SettingAnswer(BaseModel):
    """A number that can be set, and what it means."""

    name: str
    default: float
    low: float = Field(description="The smallest value allowed.")
    high: float = Field(description="The largest value allowed.")
    meaning: str

    @classmethod
    def of(cls, setting: Setting) -> "SettingAnswer":
        return cls(
            name=setting.name,
            default=setting.default,
            low=setting.low,
            high=setting.high,
            meaning=setting.meaning.en,
        )


class PointAnswer(BaseModel):
    """A point in the plane."""

    x: float
    y: float


class MinimumAnswer(PointAnswer):
    """A minimum and the loss there."""

    loss: float


class SweepAnswer(BaseModel):
    """The largest relative errors with another h; null where something is not finite."""

    h: float
    central: float | None = Field(description="Of (L(w + h) − L(w − h)) / 2h.")
    forward: float | None = Field(description="Of (L(w + h) − L(w)) / h.")


class EvaluationsAnswer(BaseModel):
    """How often each way evaluated the objective for one gradient."""

    numeric: int = Field(description="Losses, two for each dimension.")
    analytic: int = Field(description="Gradients.")


class SecondsAnswer(BaseModel):
    """Processor seconds for one gradient each way: the median of a few repetitions."""

    numeric: float
    analytic: float
