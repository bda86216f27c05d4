"""What the classifiers page chooses, and what it remembers of a run, without a document."""

from typing import Any

import pytest

from tests.browser.core.conftest import Call

DIGITS = {"kind": "images", "train": 1347}
PARSED = """(m, [text, dataset], { methods, limits }) =>
  m.fitting(m.allowed(m.parseState(text, { data: ['digits', 'moons'], methods }), limits), dataset, limits)"""


def parse(in_catalogue: Call, fragment: str) -> dict[str, Any]:
    state: dict[str, Any] = in_catalogue("classifiers/state", PARSED, [fragment, DIGITS])
    return state


def test_the_address_holds_every_choice(call: Call, in_catalogue: Call) -> None:
    fragment = (
        "data=moons&feature=pixels&model=mlp&regularization=0.01&hidden=8&start=random&seed=7&epochs=30"
        "&optimizer=adam,0.005,64,beta1:0.8,beta2:0.999,epsilon:1e-8,schedule:step:46:0.5"
        "&optimizer=gradient_descent,0.1,all,schedule:cosine&optimizer=gradient_descent,0.1,numeric"
        "&optimizer=custom,0.02,32,base:momentum,momentum:0.9,alpha:0.99,beta1:0.9,beta2:0.999,epsilon:1e-8,"
        "weight_decay:0.01&source=v%20%3D%20momentum*v%20%2B%20g%0Aw%20%3D%20w%20-%20lr*v"
        "&optimizer=local_search,scale:0.2"
        "&by=second&show=1&panel=gradients&plane=hessian&view=relief"
    )
    state = parse(in_catalogue, f"#{fragment}")
    assert state["runners"][0] == {
        "rule": "adam",
        "source": None,
        "base": None,
        "settings": {"learning_rate": 0.005, "beta1": 0.8, "beta2": 0.999, "epsilon": 1e-8},
        "schedule": {"kind": "step", "every": 46, "factor": 0.5},
        "batch": 64,
    }
    typed = state["runners"][3]
    assert (typed["base"], typed["source"]) == ("momentum", "v = momentum*v + g\nw = w - lr*v")
    assert call("classifiers/state", "(m, state) => m.formatState(state)", state) == fragment


@pytest.mark.parametrize(
    "fragment",
    [
        "",
        "data=narnia&model=oracle&feature=smell&epochs=0&seed=-1&hidden=x&regularization=NaN&by=year&show=99&panel=x",
        "optimizer=sgd,0.1,64&optimizer=adam,-1,64&optimizer=adam,0.1,0&optimizer=adam,0.1,1e9&optimizer=,,",
        "optimizer=custom&optimizer=custom,x,64&source=w%20=%&source=",
        "data=<script>alert(1)</script>&%E0%A4%A",
    ],
)
def test_what_is_not_known_is_the_first_visit(call: Call, in_catalogue: Call, fragment: str) -> None:
    first = call("classifiers/state", "(m) => m.FIRST_VISIT")
    state = parse(in_catalogue, fragment)
    assert {**state, "shown": first["shown"]} == first
    assert 0 <= state["shown"] < 4


def test_a_broken_part_of_an_optimizer_takes_its_default(in_catalogue: Call) -> None:
    fragment = (
        "optimizer=custom,-1,64&source=lost&optimizer=custom,0.1,64,base:narnia,momentum:7,schedule:tango&source=w%20=%"
        "&optimizer=adam,0.1,64,source:x,base:momentum,schedule:step:2.4:9&optimizer=custom,0.1,64"
    )
    broken, adam, bare = parse(in_catalogue, fragment)["runners"]
    assert (broken["source"], broken["base"], broken["schedule"]) == ("w =%", None, {"kind": "constant"})
    assert broken["settings"]["momentum"] == 0.9
    assert (adam["source"], adam["base"]) == (None, None)
    assert adam["schedule"] == {"kind": "step", "every": 2, "factor": 0.5}
    assert bare["source"] == "v = momentum*v + g\nw = w - lr*v"


def test_another_rule_keeps_the_batch_and_the_schedule(in_catalogue: Call) -> None:
    runner = {"rule": "adam", "settings": {"learning_rate": 3}, "batch": 32, "schedule": {"kind": "cosine"}}
    changed = """(m, runner, { methods }) =>
      ["momentum", "custom", "random_search"].map((id) => m.withMethod(runner, methods.get(id)))"""
    momentum, custom, search = in_catalogue("classifiers/runners", changed, runner)
    assert momentum["settings"] == {"learning_rate": 0.01, "momentum": 0.9}
    assert (momentum["batch"], momentum["schedule"]["kind"], momentum["source"]) == (32, "cosine", None)
    assert custom["source"].startswith("v = momentum*v")
    assert custom["settings"]["learning_rate"] == 0.01
    assert "learning_rate" not in search["settings"]


def test_a_state_becomes_a_run(call: Call, in_catalogue: Call) -> None:
    state = parse(
        in_catalogue,
        "model=mlp&start=random&optimizer=adam,0.1,32,schedule:cosine&optimizer=custom,0.1,numeric&source=w%20%3D%20g"
        "&optimizer=random_search",
    )
    run = call("classifiers/state", "(m, state) => m.runOf(state)", state)
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
    assert [optimizer.get("schedule") for optimizer in run["optimizers"]] == [{"kind": "cosine"}, None, None]
    assert [optimizer.get("source") for optimizer in run["optimizers"]] == [None, "w = g", None]
    assert run["optimizers"][2] == {"rule": "random_search"}


FITTED = """(m, [changes, dataset, lowered], { limits }) => {
  const allowed = { ...limits, ...lowered };
  return m.fitting(m.allowed({ ...m.FIRST_VISIT, ...changes }, allowed), dataset, allowed);
}"""


def fitted(in_catalogue: Call, changes: object, dataset: object, lowered: object) -> dict[str, Any]:
    state: dict[str, Any] = in_catalogue("classifiers/state", FITTED, [changes, dataset, lowered])
    return state


def test_parts_that_do_not_fit_are_changed(in_catalogue: Call) -> None:
    changes = {"feature": "hog", "model": "convnet"}
    points = fitted(in_catalogue, changes, {"kind": "points", "train": 200}, {})
    assert (points["feature"], points["model"]) == ("pixels", "mlp")
    assert fitted(in_catalogue, changes, DIGITS, {})["feature"] == "pixels"


def test_choices_keep_to_lower_limits(in_catalogue: Call) -> None:
    lowered = {
        "optimizers": {"low": 1, "high": 2},
        "epochs": {"low": 1, "high": 3},
        "hidden": {"low": 1, "high": 16},
        "seed": {"low": 0, "high": 0},
    }
    state = fitted(in_catalogue, {"seed": 7}, DIGITS, lowered)
    assert [runner["batch"] for runner in state["runners"]] == ["all", 128]
    assert (state["shown"], state["epochs"], state["hidden"], state["seed"]) == (1, 3, 16, 0)


@pytest.mark.parametrize(
    ("most", "epochs", "batches"), [(200, 4, ["all", 128, 64, 32]), (10, 1, ["all", 135, 135, 135])]
)
def test_no_optimizer_takes_more_steps_than_the_server_allows(
    in_catalogue: Call, most: int, epochs: int, batches: list[Any]
) -> None:
    state = fitted(in_catalogue, {}, DIGITS, {"training_steps": {"low": 1, "high": most}})
    assert state["epochs"] == epochs
    assert [runner["batch"] for runner in state["runners"]] == batches


def test_no_batch_holds_more_examples_than_there_are(in_catalogue: Call) -> None:
    state = fitted(in_catalogue, {}, {"kind": "images", "train": 40}, {})
    assert [runner["batch"] for runner in state["runners"]] == ["all", 40, 40, 32]
    offered = in_catalogue("classifiers/runners", "(m, examples, { limits }) => m.batchesFor(examples, limits)", 40)
    assert offered == ["all", 32, "numeric"]


@pytest.mark.parametrize(("batch", "steps"), [("all", 1), ("numeric", 1), (32, 2), (40, 1), (1, 40)])
def test_an_epoch_takes_as_many_steps_as_there_are_batches(call: Call, batch: str | int, steps: int) -> None:
    runner = {"settings": {"learning_rate": 0.1}, "batch": batch}
    assert call("classifiers/runners", "(m, runner) => m.stepsOfEpoch(runner, 40)", runner) == steps
    search = {"settings": {}, "batch": 32}
    assert call("classifiers/runners", "(m, runner) => m.stepsOfEpoch(runner, 40)", search) == 1


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
