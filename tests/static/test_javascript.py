"""The tests of JavaScript, which Node.js runs."""

from tests.static.node import ROOT, run_node


def test_javascript() -> None:
    files = sorted((ROOT / "tests" / "static").rglob("*.test.js"))
    assert files
    done = run_node("--test", "--test-reporter=dot", *files)
    assert done.returncode == 0, done.stdout
