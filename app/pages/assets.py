"""Static files and bundles of them: their location, and addresses with a version of the content."""

import gzip
import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.util import find_spec
from pathlib import Path

import anyio
import brotli
from fastapi import APIRouter, Request
from starlette.exceptions import HTTPException
from starlette.responses import Response

from app.http.negotiation import chosen_encoding, has_current
from app.pages import bundles

APP = Path(__file__).parent.parent


def folder(name: str) -> Path:
    """Find the folder ``name`` (``static`` or ``templates``) of this copy of Slopelab."""
    inside = APP / name
    return inside if inside.is_dir() else APP.parent / name


def package_file(package: str, path: str) -> Path:
    """Find the file at ``path`` inside an installed ``package``, without importing it."""
    spec = find_spec(package)
    if spec is None or spec.origin is None:
        raise ModuleNotFoundError(f"the package {package} is not installed")
    return Path(spec.origin).parent / path


STATIC = folder("static")
PACKAGED = {
    "plotly.min.js": package_file("plotly", "package_data/plotly.min.js"),
    "swagger-ui.js": package_file("fastapi_offline", "static/swagger-ui-bundle.js"),
    "swagger-ui.css": package_file("fastapi_offline", "static/swagger-ui.css"),
}
FILES = {file.relative_to(STATIC).as_posix(): file for file in STATIC.rglob("*.*")} | PACKAGED
"""Every served file, by its path in the address; some come with installed packages."""

STYLE_SHEETS = {
    "base": ("base", "controls", "code-field", "boxes"),
    "classifiers": ("map", "runners", "panels", "figures", "classifiers", "classifier-panels"),
    "comparison": ("figures", "comparison"),
    "documentation": ("documentation",),
    "features": ("picture", "features"),
    "front": ("map", "front"),
    "landscapes": ("map", "runners", "landscapes", "landscape-setup", "ranking", "landscapes-narrow", "panels"),
    "lesson": ("map", "picture", "panels", "figures", "lesson", "lesson-figures", "lesson-pictures", "lesson-end"),
}
"""The style sheets of each template, in order; those of ``base`` come before the others on every page."""

KEEP_FOR_EVER = "public, max-age=31536000, immutable"
ASK_AGAIN = "no-cache"

MEDIA_TYPES = {
    ".css": "text/css",
    ".js": "text/javascript",
    ".json": "application/json",
    ".png": "image/png",
    ".svg": "image/svg+xml",
    ".webmanifest": "application/manifest+json",
}
COMPRESSED_ALREADY = {"image/png"}
BROTLI_QUALITY = 5
"""The quality of compression: smaller and faster than the best of gzip; above it a large file takes seconds."""

router = APIRouter(include_in_schema=False)


@dataclass(frozen=True)
class Asset:
    """A file ready to be sent.

    Attributes:
        compressed: its content by encoding, the smallest first; empty for files that are compressed already.
        digest: a digest of the content.
    """

    content: bytes
    compressed: Mapping[str, bytes]
    media_type: str
    digest: str

    def etag(self, encoding: str | None) -> str:
        """Return the tag of the bytes that are sent, which depend on the encoding."""
        return f'"{self.digest}-{encoding}"' if encoding else f'"{self.digest}"'


def _content_version() -> str:
    digest = hashlib.sha256()
    for path, file in sorted(FILES.items()):
        digest.update(path.encode())
        digest.update(file.read_bytes())
    return digest.hexdigest()[:12]


VERSION = _content_version()
"""The version of all assets; it changes with the content of any of them."""


def static_url(path: str) -> str:
    """Return the address of the asset at ``path``, as in ``js/pages/lesson/main.js``."""
    return f"/static/{VERSION}/{path}"


@cache
def script_bundles() -> dict[str, str]:
    """Make the bundles of all pages, by path."""
    mains = sorted(path for path in FILES if path.startswith("js/pages/") and path.endswith("/main.js"))
    return {path: text for main in mains for path, text in bundles.script_bundles(STATIC, main, static_url("")).items()}


@cache
def style_bundles() -> dict[str, str]:
    """Join the style sheets of each template, by path."""
    return {
        f"{bundles.FOLDER}css/{template}.css": "".join((STATIC / f"css/{name}.css").read_text() for name in names)
        for template, names in STYLE_SHEETS.items()
    }


def load_asset(path: str) -> Asset:
    """Load the asset at ``path``.

    Raises:
        KeyError: there is none.
    """
    if path.startswith(bundles.FOLDER):
        return _load_bundle(path)
    file = FILES[path]
    return _load(file, file.stat().st_mtime_ns)


@lru_cache(maxsize=128)
def _load_bundle(path: str) -> Asset:
    """Make and compress a bundle."""
    text = (script_bundles() | style_bundles())[path]
    return _asset(text.encode(), MEDIA_TYPES[Path(path).suffix])


@lru_cache(maxsize=512)
def _load(file: Path, modified: int) -> Asset:
    """Read and compress a file, once for each modification."""
    return _asset(file.read_bytes(), MEDIA_TYPES[file.suffix])


def _asset(content: bytes, media_type: str) -> Asset:
    return Asset(
        content=content,
        compressed={} if media_type in COMPRESSED_ALREADY else _compressed(content),
        media_type=media_type,
        digest=hashlib.sha256(content).hexdigest()[:20],
    )


def _compressed(content: bytes) -> Mapping[str, bytes]:
    return {"br": brotli.compress(content, quality=BROTLI_QUALITY), "gzip": gzip.compress(content, mtime=0)}


@router.get("/static/{version}/{path:path}")
async def static_file(version: str, path: str, request: Request) -> Response:
    """Serve an asset; under an outdated version its current content is sent, and must not be cached."""
    try:
        asset = await anyio.to_thread.run_sync(load_asset, path)
    except KeyError:
        raise HTTPException(404) from None
    encoding = chosen_encoding(request.headers.get("accept-encoding", ""), asset.compressed)
    headers = {
        "cache-control": KEEP_FOR_EVER if version == VERSION else ASK_AGAIN,
        "etag": asset.etag(encoding),
        "vary": "accept-encoding",
    }
    if has_current(request, headers["etag"]):
        return Response(status_code=304, headers=headers)
    if encoding is None:
        return Response(asset.content, headers=headers, media_type=asset.media_type)
    headers["content-encoding"] = encoding
    return Response(asset.compressed[encoding], headers=headers, media_type=asset.media_type)


async def warm_up() -> None:
    """Compress the largest files and the scripts of pages before they are requested."""
    for path in (*PACKAGED, *await anyio.to_thread.run_sync(script_bundles), *style_bundles()):
        await anyio.to_thread.run_sync(load_asset, path)
