"""The problems of classifiers that cannot be trained, or no longer."""

from collections.abc import AsyncGenerator, Iterator, Mapping
from contextlib import aclosing, contextmanager

from app.http.line_stream import error_line
from app.http.problems import ProblemError, field_problem
from app.storage.dataset_catalogue import DatasetNotInstalledError, UnknownDatasetError
from app.storage.removals import RemovedError, until_removed
from app.training.task import UntrainableError

IN_A_RUN = {"dataset": "objective.dataset", "feature": "objective.feature", "model": "objective.model"}
IN_A_POSTED_RUN = {
    **{field: f"run.{place}" for field, place in IN_A_RUN.items()},
    "epochs": "run.epochs",
    "optimizers": "run.optimizers",
}
"""Where they stand in a request that holds a run in its field ``run``."""

UNKNOWN_DATASET = "unknown_dataset"
"""The code of the fault that there is no such data set, or none any more."""

IN_A_COMPARISON = {"feature": "features", "model": "features", "optimizers": "optimizer"}


@contextmanager
def training_problems(places: Mapping[str, str]) -> Iterator[None]:
    """Make what is wrong with a classifier, or with its run, a problem that names the field.

    Args:
        places: where fields of a classifier or of a run stand in the request, if elsewhere.

    Raises:
        ProblemError: something is wrong.
    """

    def place(field: str) -> str:
        return places.get(field, field)

    try:
        yield
    except UnknownDatasetError as error:
        message = "There is no data set of this id; GET /api/datasets lists those there are."
        raise field_problem(place("dataset"), message, UNKNOWN_DATASET) from error
    except RemovedError as error:
        message = "The data set was deleted meanwhile, or had to make room for others."
        raise field_problem(place("dataset"), message, UNKNOWN_DATASET) from error
    except DatasetNotInstalledError as error:
        message = f"It is not installed. This installs it: {error.command}"
        raise field_problem(place("dataset"), message) from error
    except UntrainableError as error:
        raise field_problem(place(error.field), error.message) from error


async def lines_until_removed(
    dataset: str, lines: AsyncGenerator[bytes], places: Mapping[str, str]
) -> AsyncGenerator[bytes]:
    """The lines of work on a data set, closed by what is wrong if something is, or once the data set is removed.

    Args:
        places: as ``training_problems`` takes them.
    """
    try:
        with training_problems(places):
            async with aclosing(until_removed(dataset, lines)) as lines_so_far:
                async for line in lines_so_far:
                    yield line
    except ProblemError as problem:
        yield error_line(problem)
