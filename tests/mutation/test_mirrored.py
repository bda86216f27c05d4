"""Which tests a module meets."""

from pathlib import Path

from tests.mutation.mirrored import ALSO, ROOMS, ROOT, mirrored_test, modules, suite_of


def test_a_module_meets_the_tests_at_its_place() -> None:
    assert mirrored_test(Path("app/features/cnn/graph.py")) == Path("tests/features/cnn/test_graph.py")
    assert suite_of(Path("app/features/cnn/graph.py")) == (Path("tests/features/cnn/test_graph.py"),)
    assert suite_of(Path("app/features/none.py")) == ()


def test_declared_tests_and_modules_exist() -> None:
    for module, tests in ALSO.items():
        assert (ROOT / module).is_file()
        assert all((ROOT / test).is_file() for test in tests)


def test_every_room_has_modules() -> None:
    assert {module.parts[1] for module in modules()} == set(ROOMS)
