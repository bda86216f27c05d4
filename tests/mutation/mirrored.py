"""Which tests a module meets: those in the file at the same place, and a few that are declared."""

from pathlib import Path

ROOT = Path(__file__).parent.parent.parent
ROOMS = (
    "language",
    "engine",
    "optimizers",
    "objectives",
    "features",
    "training",
    "runs",
    "gradient_checks",
    "basins",
    "sweeps",
    "landscapes",
    "codebooks",
    "comparisons",
    "pipelines",
    "scheduling",
)
"""The rooms whose modules are mutated."""

ALSO = {
    "app/objectives/benchmark_functions.py": ("tests/objectives/test_catalogue.py",),
    "app/objectives/plain_shapes.py": ("tests/objectives/test_catalogue.py",),
    "app/features/rgb.py": ("tests/features/test_png.py", "tests/features/test_tiff.py"),
}
"""Further test files that a module meets: what holds for every surface is tested once for the whole catalogue, and the
modes of a file format with that format."""


def modules() -> list[Path]:
    """The modules of the rooms, as paths below the root."""
    return [
        file.relative_to(ROOT)
        for room in ROOMS
        for file in sorted((ROOT / "app" / room).rglob("*.py"))
        if file.name != "__init__.py"
    ]


def mirrored_test(module: Path) -> Path:
    """The test file at the place of a module: ``tests/room/test_module.py``."""
    return Path("tests", *module.parts[1:-1], f"test_{module.name}")


def suite_of(module: Path) -> tuple[Path, ...]:
    """The test files that a module meets and that exist, as paths below the root."""
    files = (mirrored_test(module), *map(Path, ALSO.get(module.as_posix(), ())))
    return tuple(file for file in files if (ROOT / file).is_file())
