"""Where the files that browsers load lie: in an installed package inside ``app``, in a checkout beside it."""

from importlib.util import find_spec
from pathlib import Path

APP = Path(__file__).parent.parent


def folder(name: str) -> Path:
    """The folder ``name`` (``static`` or ``templates``) that belongs to this copy of Slopelab."""
    inside = APP / name
    return inside if inside.is_dir() else APP.parent / name


def package_file(package: str, path: str) -> Path:
    """The file at ``path`` inside an installed ``package``, found without importing it."""
    spec = find_spec(package)
    if spec is None or spec.origin is None:
        raise ModuleNotFoundError(f"the package {package} is not installed")
    return Path(spec.origin).parent / path
