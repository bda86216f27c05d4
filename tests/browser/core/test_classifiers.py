"""What the classifiers page chooses, and what it remembers of a run, without a document."""

from typing import Any

import pytest

from tests.browser.core.conftest import Call

KNOWN = {"data": ["digits", "moons"], "rules": ["gradient_descent", "adam", "random_search"]}


def parse(call: Call, fragment: str) -> dict[str, Any]:
    state: dict[str, Any] = call(
        "classifiers/state", "(m, [text, known]) => m.parseState(text, known)", [fragment, KNOWN]
    )
    return state


def test_the_address_holds_every_choice(call: Call) -> None:
    fragment = (
        "data=moons&feature=pixels&model=mlp&regularization=0.01&hidden=8&start=random&seed=7&epochs=30"
        "&optimizer=adam,0.005,64&optimizer=gradient_descent,0.1,all&optimizer=random_search,0.1,numeric"
        "&by=second&show=1&panel=gradients&plane=hessian&view=relief"
    )
    state = parse(call, f"#{fragment}")
    assert state["runners"][0] == {"rule": "adam", "rate": 0.005, "batch": 64}
    assert call("classifiers/state", "(m, state) => m.formatState(state)", state) == fragment


@pytest.mark.parametrize(
    "fragment",
    [
        "",
        "data=narnia&model=oracle&feature=smell&epochs=0&seed=-1&hidden=x&regularization=NaN&by=year&show=99&panel=x",
        "optimizer=sgd,0.1,64&optimizer=adam,-1,64&optimizer=adam,0.1,0&optimizer=adam,0.1,1e9&optimizer=,,",
        "data=<script>alert(1)</script>&%E0%A4%A",
    ],
)
def test_what_is_not_known_is_the_first_visit(call: Call, fragment: str) -> None:
    first = call("classifiers/state", "(m) => m.FIRST_VISIT")
    state = parse(call, fragment)
    assert {**state, "shown": first["shown"]} == first
    assert 0 <= state["shown"] < 4


def test_a_state_becomes_a_run(call: Call) -> None:
    run = call(
        "classifiers/state",
        "(m) => m.runOf({ ...m.FIRST_VISIT, start: 'random', model: 'mlp', runners: ["
        "{ rule: 'adam', rate: 0.1, batch: 32 }, { rule: 'adam', rate: 0.1, batch: 'numeric' },"
        "{ rule: 'random_search', rate: 1, batch: 'all' }] }, (rule) => rule === 'random_search')",
    )
    assert run["objective"] == {
        "kind": "classifier",
        "dataset": "digits",
        "feature": "pixels",
        "model": "mlp",
        "regularization": 1e-4,
        "hidden": 32,
    }
    assert "start" not in run
    assert [optimizer.get("gradient") for optimizer in run["optimizers"]] == [
        {"kind": "minibatch", "size": 32},
        {"kind": "numeric", "h": 1e-2},
        None,
    ]


def test_parts_that_do_not_fit_are_changed(call: Call) -> None:
    points = call(
        "classifiers/state", "(m) => m.fitting({ ...m.FIRST_VISIT, feature: 'hog', model: 'convnet' }, 'points')"
    )
    assert (points["feature"], points["model"]) == ("pixels", "mlp")
    network = call(
        "classifiers/state", "(m) => m.fitting({ ...m.FIRST_VISIT, feature: 'hog', model: 'convnet' }, 'images')"
    )
    assert network["feature"] == "pixels"


FRAME: dict[str, Any] = {
    "type": "frame",
    "optimizer": 0,
    "step": 0,
    "seconds": 0.4,
    "epoch": [0, 0.5, 1, 1.5],
    "loss": [2.3, None, 1.0, None],
    "batch_loss": [2.3, 2.0, 1.1, 0.9],
    "train_accuracy": [0.1, None, 0.5, None],
    "test_accuracy": [0.1, None, 0.4, None],
}
LATER = {
    **FRAME,
    "step": 2,
    "seconds": 0.6,
    **{name: [*FRAME[name][2:], 9] for name in ("epoch", "loss", "batch_loss", "train_accuracy", "test_accuracy")},
}


def test_frames_that_overlap_are_joined(call: Call) -> None:
    path = call(
        "classifiers/history",
        "(m, frames) => { const h = new m.TrainingHistory(1); frames.forEach((f) => h.take(f)); return h.paths[0]; }",
        [FRAME, LATER],
    )
    assert path["epoch"] == [0, 0.5, 1, 1.5, 9]
    assert path["loss"] == [2.3, None, 1.0, None, 9]
    assert path["second"] == pytest.approx([0.1, 0.2, 0.3, 0.4, 0.6])


def test_what_was_seen_is_found_again_by_its_step(call: Call) -> None:
    found = call(
        "classifiers/history",
        "(m) => { const h = new m.TrainingHistory(1);"
        "for (const step of [0, 10, 20, 10]) h.take({ type: 'weights', optimizer: 0, step });"
        "return [-1, 0, 9, 10, 99].map((step) => h.paths[0].sightAt('weights', step)?.step ?? null); }",
    )
    assert found == [None, 0, 0, 10, 20]


def test_a_run_goes_home_as_a_table(call: Call) -> None:
    path = {
        "epoch": [0, 0.5],
        "second": [0.1, 0.2],
        "loss": [2.3, None],
        "batchLoss": [2.3, 2],
        "trainAccuracy": [0.1, None],
        "testAccuracy": [0.1, None],
    }
    table = call("classifiers/exports", "(m, path) => m.toCsv(['=Adam, \"a\"'], [path])", path)
    head, *rows = table.split("\r\n")
    assert head == "optimizer,step,epoch,seconds,loss,batch_loss,train_accuracy,test_accuracy"
    assert rows == ['"\'=Adam, ""a""",0,0,0.1,2.3,2.3,0.1,0.1', '"\'=Adam, ""a""",1,0.5,0.2,,2,,', ""]
