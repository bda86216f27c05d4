"""Typed rules: what they read, what they began as."""

from tests.browser.core.conftest import Call

OPENED = """(m, rule, catalogue) => {
  const method = catalogue.methods.get(rule);
  const settings = Object.fromEntries(method.settings.map((one) => [one.name, one.default]));
  const optimizer = { rule, source: null, base: null, settings, slot: 4 };
  return { optimizer, opened: m.opened(optimizer, catalogue) };
}"""


def test_a_rule_opens_with_its_own_lines_and_goes_back(in_catalogue: Call) -> None:
    both = in_catalogue("custom-rule", OPENED, "adam")
    opened = both["opened"]
    assert (opened["rule"], opened["base"], opened["slot"]) == ("custom", "adam", 4)
    assert opened["source"].startswith("m = beta1*m")
    assert opened["settings"]["beta2"] == 0.999
    back = in_catalogue("custom-rule", "(m, opened, catalogue) => m.original(opened, catalogue)", opened)
    assert back == both["optimizer"]


def test_only_settings_that_the_lines_read_are_offered(in_catalogue: Call) -> None:
    read = """(m, source, catalogue) =>
      m.settingsRead({ source }, catalogue.methods.get("custom")).map(({ name }) => name)"""
    assert in_catalogue("custom-rule", read, "m = beta1*m + g\nw = w - lr*m") == ["learning_rate", "beta1"]
    assert in_catalogue("custom-rule", read, "momentum = 0.9*momentum + g\nw = w - lr*momentum") == ["learning_rate"]


def test_changed_lines_are_those_that_were_not_there(call: Call) -> None:
    before = "m = beta1*m + g\nw = w - lr*m"
    after = "m = 0.5*m + g\n\n  w = w - lr*m  "
    changed = call("custom-rule", "(m, [after, before]) => m.changedLines(after, before)", [after, before])
    assert changed == [True, False, False]


def test_lines_that_the_server_did_not_take_are_found(call: Call) -> None:
    locations = [["seed"], ["seed", "optimizers[12].source"], ["run.optimizers[1].source"]]
    answers = [[{"location": location, "message": ""} for location in each] for each in locations]
    assert call("custom-rule", "(m, answers) => answers.map(m.faultyRule)", answers) == [None, 12, None]


def test_a_rule_that_does_not_read_lr_ends_alike_with_every_learning_rate(call: Call) -> None:
    sources = [None, "w = w - lr*g", "slr = 1\nw = w - 0.1*g"]
    read = call("custom-rule", "(m, sources) => sources.map((source) => m.readsRate({ source }))", sources)
    assert read == [True, True, False]
