"""The command ``slopelab``: serve, and list, import and remove data sets."""

import argparse
import errno
import socket
import sys
from collections.abc import Sequence
from contextlib import AbstractContextManager
from pathlib import Path
from typing import BinaryIO

from app import __version__
from app.datasets.cifar10 import NotCifar10Error
from app.datasets.download import DownloadError, downloaded
from app.environment import former_names_in_use
from app.http.server import server
from app.instance import current_settings
from app.settings import Settings
from app.storage.dataset_catalogue import Entry, UnknownDatasetError, entries, import_cifar10, origin_of, remove


def add_data_commands(subcommands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add ``data`` and its subcommands to the parser of ``slopelab``."""
    data = subcommands.add_parser("data", help="list, import and remove data sets")
    actions = data.add_subparsers(required=True, metavar="action")

    listing = actions.add_parser("list", help="list the data sets there are")
    listing.set_defaults(run=list_datasets)

    importing = actions.add_parser("cifar10", help="import CIFAR-10 from the archive of its binary version")
    importing.add_argument("source", metavar="PATH-or-URL", help="the tar.gz archive, a file or an http(s) address")
    importing.set_defaults(run=import_dataset)

    removing = actions.add_parser("remove", help="remove a data set that was imported or uploaded")
    removing.add_argument("id", help="its id, as the list names it")
    removing.set_defaults(run=remove_dataset)


def list_datasets(options: argparse.Namespace) -> int:
    """Print the data sets: id, name, number of images or points, and how to install missing ones."""
    rows = [("id", "name", "holds", "installed"), *map(_row, entries())]
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    for row in rows:
        print("  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip())
    return 0


def import_dataset(options: argparse.Namespace) -> int:
    """Import CIFAR-10 from a file or an address; nothing is stored if anything is wrong with it."""
    try:
        with _opened(options.source) as archive:
            entry = import_cifar10(archive, lambda line: print(line, flush=True))
    except (NotCifar10Error, DownloadError) as error:
        return _failed(f"{options.source}: {error}")
    except OSError as error:
        return _failed(f"{error.filename or options.source}: {error.strerror or error}")
    except KeyboardInterrupt:
        return _failed("stopped; nothing was stored")
    print(f"{entry.id} is installed: {_content_of(entry)}")
    return 0


def remove_dataset(options: argparse.Namespace) -> int:
    """Remove a data set that was imported or uploaded."""
    try:
        if origin_of(options.id) == "built_in":
            return _failed(f"{options.id} is built in and stays")
        remove(options.id)
    except UnknownDatasetError:
        return _failed(f"{options.id} is not installed; slopelab data list shows what is")
    except OSError as error:
        return _failed(f"{error.filename}: {error.strerror}")
    print(f"{options.id} is removed")
    return 0


def _opened(source: str) -> AbstractContextManager[BinaryIO]:
    if "://" not in source:
        return Path(source).open("rb")
    return downloaded(
        source,
        current_settings().max_download_bytes,
        current_settings().download_seconds,
        lambda line: print(line, flush=True),
    )


def _failed(message: str) -> int:
    print(f"slopelab: {message}", file=sys.stderr)
    return 1


def _row(entry: Entry) -> tuple[str, str, str, str]:
    return (
        entry.id,
        entry.description.name,
        _content_of(entry),
        "yes" if entry.command is None else f"no: {entry.command}",
    )


def _content_of(entry: Entry) -> str:
    description = entry.description
    things = "points" if description.image_shape is None else "images"
    return f"{description.train:,} + {description.test:,} {things}"


def main(arguments: Sequence[str] | None = None) -> int:
    """Run ``slopelab`` with ``arguments`` (the process's own by default) and return its exit status."""
    options = parser(current_settings()).parse_args(arguments)
    status: int = options.run(options)
    return status


def parser(settings: Settings) -> argparse.ArgumentParser:
    """Make the command's parser; each subcommand's ``run`` is a function from its options to an exit status."""
    command = argparse.ArgumentParser(prog="slopelab", description="See optimization in the browser.")
    command.add_argument("--version", action="version", version=f"slopelab {__version__}")
    subcommands = command.add_subparsers(required=True, metavar="command")

    serve_command = subcommands.add_parser("serve", help="start the web server")
    serve_command.add_argument("--host", default=settings.host, help="address to listen on (%(default)s)")
    serve_command.add_argument("--port", default=settings.port, type=port, help="port to listen on (%(default)s)")
    serve_command.set_defaults(run=serve)
    add_data_commands(subcommands)
    return command


def port(text: str) -> int:
    """Parse a port number from 0 (any free one) to 65535; raises ArgumentTypeError for anything else."""
    if not (text.isdecimal() and int(text) <= 65_535):
        raise argparse.ArgumentTypeError("a port is a number from 0 to 65535")
    return int(text)


def serve(options: argparse.Namespace) -> int:
    """Serve until interrupted."""
    try:
        listener = listen(options.host, options.port)
    except OSError as error:
        print(f"slopelab: {explain(error, options.host, options.port)}", file=sys.stderr)
        return 1
    for sentence in former_names_in_use():
        print(f"slopelab: {sentence}", file=sys.stderr)
    with listener:
        print(f"Slopelab is at {address_of(listener)} (Ctrl+C stops it)", flush=True)
        try:
            server("app.main:create_app", listener, current_settings()).run(sockets=[listener])
        except KeyboardInterrupt:
            return 0
    return 0


def listen(host: str, port: int) -> socket.socket:
    """Open a socket listening on ``host`` and ``port``; raises OSError if that is impossible."""
    family, _, _, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
    return socket.create_server(address, family=family, backlog=2048)


def address_of(listener: socket.socket) -> str:
    """Return the address at which a browser on this machine reaches ``listener``."""
    host, port = listener.getsockname()[:2]
    if host in ("0.0.0.0", "::"):
        host = "localhost"
    return f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"


def explain(error: OSError, host: str, port: int) -> str:
    """Explain why the server cannot listen, and what works instead."""
    if error.errno == errno.EADDRINUSE:
        return f"port {port} is taken by another program. Choose one: slopelab serve --port 0 takes any free one"
    if error.errno == errno.EACCES:
        return f"port {port} needs more rights than you have. Ports from 1024 on need none"
    return f"cannot listen on {host}, port {port}: {error.strerror or error}"


if __name__ == "__main__":
    sys.exit(main())
