"""The JavaScript modules that a page will need, so that it can ask for all of them at once.

Without that a browser finds the imports of a module only when it has it, and the modules arrive in as many rounds as
they are deep.
"""

import re
from functools import cache
from posixpath import dirname, join, normpath

from app.pages.files import folder

_IMPORT = re.compile(r"""^(?:import|export)\b[^"';]*?["'](\.[^"']+)["']""", re.MULTILINE)


@cache
def module_paths(path: str) -> tuple[str, ...]:
    """The module at ``path`` below the static folder and all it imports, directly or not, nearest first."""
    found = [path]
    for module in found:
        source = (folder("static") / module).read_text()
        imported = (normpath(join(dirname(module), name)) for name in _IMPORT.findall(source))
        found.extend(name for name in dict.fromkeys(imported) if name not in found)
    return tuple(found)
