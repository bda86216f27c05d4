"""Which mutations are made of a module's text."""

from pathlib import Path

from tests.mutation.mutations import mutations

MODULE = Path("app/room/module.py")


def mutants(source: str) -> set[str]:
    return {mutation.mutated_line(source) for mutation in mutations(MODULE, source)}


def test_operators_numbers_and_conditions_are_changed() -> None:
    assert mutants("x = a + 1\n") == {
        "x = a - 1",
        "x = a * 1",
        "x = a / 1",
        "x = a // 1",
        "x = a % 1",
        "x = a ** 1",
        "x = a + 2",
        "x = a + 0",
    }
    assert {"if a <= b:", "if not a < b:"} <= mutants("if a < b:\n    pass\n")
    assert mutants("x = True\n") == {"x = False"}
    assert mutants("for x in y:\n    pass\n") == {"for x in []:"}


def test_a_mutation_knows_its_place_and_its_line() -> None:
    source = "def f(a):\n    return (\n        -a\n    )\n"
    (mutation,) = mutations(MODULE, source)
    assert (mutation.module, mutation.position, mutation.line) == (MODULE, (3, 8), "-a")
    assert mutation.mutant(source) == source.replace("-a", "+a")


def test_what_no_test_can_tell_apart_is_left_alone() -> None:
    assert mutants("def f(a: int | None, *b: A | B) -> int | str:\n    pass\n") == set()
    assert mutants("x: int | None\n") == set()
    assert mutants("Both = A | B\n") == set()
    assert mutants("@lru_cache(maxsize=256)\ndef f():\n    pass\n") == set()
    assert mutants("x = zip(a, b, strict=True)\n") == set()
    assert mutants("x = 'a + 1'\n") == set()
    assert mutants("PART_BYTES = 1 << 22\n") == set()
    assert "rows = max(1, NUMBERS * n)" in mutants("rows = max(1, NUMBERS // n)\n")
    assert not {"rows = max( 2, NUMBERS // n)", "rows = max( 0, NUMBERS // n)"} & mutants(
        "rows = max(1, NUMBERS // n)\n"
    )


def test_a_union_in_a_function_is_changed() -> None:
    assert mutants("def f(a, b):\n    return a | b\n") == {"return a & b", "return a ^ b"}
