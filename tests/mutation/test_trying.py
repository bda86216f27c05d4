"""What becomes of mutants."""

from pathlib import Path

from tests.mutation.mirrored import ROOT
from tests.mutation.mutations import mutations
from tests.mutation.trying import read_equivalents


def test_mutants_listed_as_equivalent_can_be_made() -> None:
    """An entry whose line has changed is of no use any more."""
    for module, line, mutated in read_equivalents():
        source = (ROOT / module).read_text()
        made = [one for one in mutations(Path(module), source) if one.line == line]
        assert made, f"{module} has no such line that can be changed: {line}"
        assert mutated is None or mutated in {one.mutated_line(source) for one in made}, mutated


def test_every_entry_has_a_reason(tmp_path: Path) -> None:
    file = tmp_path / "equivalent.toml"
    file.write_text('[[mutant]]\nmodule = "a.py"\nline = "x = 1"\nreason = "Nobody reads x."\n')
    assert read_equivalents(file) == {("a.py", "x = 1", None): "Nobody reads x."}
    assert all(reason.endswith(".") for reason in read_equivalents().values())
