"""The commands ``slopelab data …``: which data sets there are, importing one, removing one."""

import argparse
import sys
from contextlib import AbstractContextManager
from pathlib import Path
from typing import BinaryIO

from app.datasets.cifar10 import NotCifar10
from app.datasets.download import DownloadFailed, downloaded
from app.settings import settings
from app.studies.datasets import Entry, UnknownDataset, entries, import_cifar10, origin_of, remove


def add_data_commands(subcommands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add ``data`` and what it can do to the grammar of ``slopelab``."""
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
    """Print the data sets: id, name, number of images or points, and how to install those that are not there."""
    rows = [("id", "name", "holds", "installed"), *map(_row, entries())]
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    for row in rows:
        print("  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip())
    return 0


def import_dataset(options: argparse.Namespace) -> int:
    """Import CIFAR-10 from a file or an address; nothing is kept if anything is wrong with it."""
    try:
        with _opened(options.source) as archive:
            entry = import_cifar10(archive, lambda line: print(line, flush=True))
    except (NotCifar10, DownloadFailed) as error:
        return _failed(f"{options.source}: {error}")
    except OSError as error:
        return _failed(f"{error.filename or options.source}: {error.strerror or error}")
    except KeyboardInterrupt:
        return _failed("stopped; nothing was kept")
    print(f"{entry.id} is installed: {_held(entry)}")
    return 0


def remove_dataset(options: argparse.Namespace) -> int:
    """Remove a data set that was imported or uploaded."""
    try:
        if origin_of(options.id) == "built_in":
            return _failed(f"{options.id} is built in and stays")
        remove(options.id)
    except UnknownDataset:
        return _failed(f"{options.id} is not installed; slopelab data list shows what is")
    except OSError as error:
        return _failed(f"{error.filename}: {error.strerror}")
    print(f"{options.id} is removed")
    return 0


def _opened(source: str) -> AbstractContextManager[BinaryIO]:
    if "://" not in source:
        return Path(source).open("rb")
    return downloaded(
        source, settings.max_download_bytes, settings.download_seconds, lambda line: print(line, flush=True)
    )


def _failed(message: str) -> int:
    print(f"slopelab: {message}", file=sys.stderr)
    return 1


def _row(entry: Entry) -> tuple[str, str, str, str]:
    return entry.id, entry.description.name, _held(entry), "yes" if entry.command is None else f"no: {entry.command}"


def _held(entry: Entry) -> str:
    description = entry.description
    things = "points" if description.image_shape is None else "images"
    return f"{description.train:,} + {description.test:,} {things}"
