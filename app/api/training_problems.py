"""What a visitor is told whose classifier cannot be trained."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager

from app.api.problems import field_problem
from app.studies.datasets import NotInstalled, UnknownDataset
from app.studies.lessons import Unfit

IN_A_RUN = {"dataset": "objective.dataset", "feature": "objective.feature", "model": "objective.model"}
IN_A_POSTED_RUN = {
    **{field: f"run.{place}" for field, place in IN_A_RUN.items()},
    "epochs": "run.epochs",
    "optimizers": "run.optimizers",
}
"""Where they stand in a request that holds a run in its field ``run``."""

IN_A_COMPARISON = {"feature": "features", "model": "features", "optimizers": "optimizer"}


@contextmanager
def training_problems(places: Mapping[str, str]) -> Iterator[None]:
    """Make what is wrong with a classifier, or with its run, a problem that names the field.

    Args:
        places: where fields of a classifier or of a run stand in the request, if elsewhere.

    Raises:
        Problem: something is wrong.
    """

    def place(field: str) -> str:
        return places.get(field, field)

    try:
        yield
    except UnknownDataset as error:
        message = "There is no data set of this id; GET /api/datasets lists those there are."
        raise field_problem(place("dataset"), message) from error
    except NotInstalled as error:
        message = f"It is not installed. This installs it: {error.command}"
        raise field_problem(place("dataset"), message) from error
    except Unfit as error:
        raise field_problem(place(error.field), error.message) from error
