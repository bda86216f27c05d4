"""A run as a still picture."""

import numpy as np
import pytest

from app.pages.preview import LOW_TO_HIGH, PATHS, View, run_picture
from app.requests.runs import RunRequest

RUN = RunRequest.model_validate(
    {
        "objective": {"kind": "expression", "expression": "x**2 + y**2"},
        "start": [3.0, 0.0],
        "steps": 200,
        "optimizers": [{"rule": "gradient_descent", "learning_rate": 0.1}],
    }
)
VIEW = View(left=-4.0, bottom=-4.0, width=8.0)


def rgb(colour: str) -> tuple[int, ...]:
    return tuple(bytes.fromhex(colour[1:]))


def test_the_path_lies_where_the_optimizer_went() -> None:
    picture = run_picture(RUN, VIEW, 160, 160)
    assert picture.shape == (160, 160, 3)
    rows, columns = np.nonzero((picture == rgb(PATHS[0])).all(axis=-1))
    assert abs(rows.mean() - 79.5) < 1
    assert columns.min() in range(70, 80)
    assert columns.max() in range(138, 144)


def test_the_map_is_lowest_at_the_minimum_and_fades_with_height() -> None:
    picture = run_picture(RUN, VIEW, 160, 160).astype(int)
    low, high = np.array(rgb(LOW_TO_HIGH[0])), np.array(rgb(LOW_TO_HIGH[-1]))
    assert (
        np.abs(picture[60:74, 70:80] - low).sum(axis=-1).mean()
        < np.abs(picture[60:74, 70:80] - high).sum(axis=-1).mean()
    )
    np.testing.assert_allclose(picture[0, 0], high, atol=12)


def test_a_run_that_diverges_and_a_loss_with_holes_are_drawn() -> None:
    wild = RUN.model_copy(update={"optimizers": [RUN.optimizers[0].model_copy(update={"learning_rate": 5.0})]})
    assert run_picture(wild, VIEW, 80, 40).shape == (40, 80, 3)
    holes = RUN.model_validate({**RUN.model_dump(), "objective": {"kind": "expression", "expression": "log(x) + y**2"}})
    assert run_picture(holes, VIEW, 80, 40).shape == (40, 80, 3)


def test_no_optimizer_is_left_out_in_silence() -> None:
    crowd = RUN.model_copy(update={"steps": 1, "optimizers": RUN.optimizers * (len(PATHS) + 1)})
    with pytest.raises(ValueError, match="shorter"):
        run_picture(crowd, VIEW, 40, 20)
