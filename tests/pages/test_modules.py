"""Pages ask for all their modules at once."""

import re

import httpx

from app.pages.files import folder
from app.pages.modules import module_paths

MAIN = "js/pages/landscapes/main.js"


def test_a_module_comes_first_and_each_of_its_imports_once() -> None:
    paths = module_paths(MAIN)
    assert paths[0] == MAIN
    assert len(set(paths)) == len(paths) > 30
    assert all((folder("static") / path).is_file() for path in paths)


def test_nothing_that_is_imported_is_left_out() -> None:
    paths = module_paths(MAIN)
    named = {
        name.rsplit("/", 1)[-1]
        for path in paths
        for name in re.findall(r'from "(\.[^"]+)"', (folder("static") / path).read_text())
    }
    assert named <= {path.rsplit("/", 1)[-1] for path in paths}


def test_the_lab_preloads_them(client: httpx.Client) -> None:
    page = client.get("/landscapes").text
    assert len(re.findall(r'<link rel="modulepreload" href="/static/[^"]+\.js">', page)) == len(module_paths(MAIN))
