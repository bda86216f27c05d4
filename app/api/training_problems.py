"""What a visitor is told whose classifier cannot be trained."""

from collections.abc import Iterator
from contextlib import contextmanager

from app.api.problems import field_problem
from app.studies.datasets import NotInstalled, UnknownDataset
from app.studies.lessons import Unfit


@contextmanager
def training_problems() -> Iterator[None]:
    """Make what is wrong with a classifier, or with its run, a problem that names the field.

    Raises:
        Problem: something is.
    """
    try:
        yield
    except UnknownDataset as error:
        raise field_problem(
            "objective.dataset", "There is no data set of this id; GET /api/datasets lists those there are."
        ) from error
    except NotInstalled as error:
        raise field_problem("objective.dataset", f"It is not installed. This installs it: {error.command}") from error
    except Unfit as error:
        raise field_problem(error.field, error.message) from error
