"""The surfaces and optimizers as a client sees them."""

from xml.etree import ElementTree

import httpx

SURFACE_IDS = {
    "rosenbrock",
    "beale",
    "booth",
    "matyas",
    "himmelblau",
    "rastrigin",
    "ackley",
    "griewank",
    "levi_13",
    "styblinski_tang",
    "three_hump_camel",
    "six_hump_camel",
    "goldstein_price",
    "mccormick",
    "easom",
    "branin",
    "bowl",
    "ill_conditioned_bowl",
    "saddle",
    "monkey_saddle",
    "plateau",
    "kink",
}


def test_every_promised_surface_is_listed_with_all_that_describes_it(client: httpx.Client) -> None:
    surfaces = {surface["id"]: surface for surface in client.get("/api/surfaces").raise_for_status().json()}
    assert surfaces.keys() >= SURFACE_IDS
    beale = surfaces["beale"]
    assert beale["start"] == [0.75, 1.5]
    assert beale["minima"] == [{"x": 3.0, "y": 0.5, "loss": 0.0}]
    assert beale["domain"] == {"x": {"low": -4.5, "high": 4.5}, "y": {"low": -4.5, "high": 4.5}}
    assert beale["view"] == {"x": {"low": -2.0, "high": 4.5}, "y": {"low": -2.5, "high": 2.5}}
    assert surfaces["ill_conditioned_bowl"]["settings"][0]["name"] == "condition"
    for surface in surfaces.values():
        ElementTree.fromstring(surface["formula"])
        assert surface["teaches"].endswith(".")
        assert surface["learning_rates"].keys() >= {"gradient_descent", "momentum", "adam"}


def test_every_rule_and_search_is_listed_with_its_text_and_settings(client: httpx.Client) -> None:
    optimizers = {entry["id"]: entry for entry in client.get("/api/optimizers").raise_for_status().json()}
    rules = ["gradient_descent", "momentum", "nesterov", "adagrad", "rmsprop", "adam", "adamw", "custom"]
    assert [id for id, entry in optimizers.items() if entry["kind"] == "rule"] == rules
    assert [id for id, entry in optimizers.items() if entry["kind"] == "search"] == ["random_search", "local_search"]
    assert optimizers["momentum"]["source"] == "v = momentum*v + g\nw = w - lr*v"
    assert optimizers["random_search"]["source"] is None
    for entry in optimizers.values():
        ElementTree.fromstring(entry["formula"])
        for setting in entry["settings"]:
            assert setting["low"] <= setting["default"] <= setting["high"]
            assert setting["meaning"].endswith(".")


def test_the_suggested_rates_run_on_every_surface_without_diverging(client: httpx.Client) -> None:
    for surface in client.get("/api/surfaces").json():
        optimizers = [{"rule": rule, "learning_rate": rate} for rule, rate in surface["learning_rates"].items()]
        run = {"objective": {"kind": "surface", "id": surface["id"]}, "steps": 300, "optimizers": optimizers}
        lines = client.post("/api/runs", json=run).raise_for_status().text
        assert "diverged" not in lines, surface["id"]
