"""Uploaded data sets: their keys, who may list and delete them, and how many are stored."""

import hashlib
import hmac
import re
import secrets
import threading
from dataclasses import dataclass

from app.datasets.labelled import LabelledImages, Split
from app.instance import current_settings, one_per_instance
from app.interruption import uninterruptible
from app.scheduling.claims import Visitor
from app.storage.archives import DamagedArchiveError
from app.storage.datasets import DatasetFolder, StoredDataset, arrays_of
from app.storage.features import feature_folder
from app.storage.removals import announce_removal
from app.storage.trajectories import trajectory_folder
from app.storage.upload_quota import Quota, StoredUpload, uploads_beyond

KEY_PATTERN = "^[0-9a-f]{32}$"
"""The form of a key: 128 random bits in hexadecimal digits."""


def new_key() -> str:
    """Make a random key that nobody else has."""
    return secrets.token_hex(16)


def owner_of(key: str) -> str:
    """Hash a key to its owner: 64 hexadecimal digits, from which the key cannot be recovered."""
    return hashlib.sha256(key.encode()).hexdigest()


def is_same_owner(one: str, other: str) -> bool:
    """Whether two owners are equal and not empty, compared in constant time."""
    return one != "" and hmac.compare_digest(one, other)


_ID = re.compile("own-(?:[0-9a-f]{32}|[0-9a-f]{12})")
"""The form of upload ids; earlier versions used ids of 12 digits."""


class UploadTooLargeError(Exception):
    """A data set exceeds a visitor's share of the disk."""


@dataclass(frozen=True)
class _Sender:
    """The sender of an owner's uploads, as far as this process knows; stored in memory only.

    Attributes:
        address: the network address.
        visitor: the visitor to whose share the uploads count: the owner or, without a key, a browser at the address.
    """

    address: str
    visitor: str


class _Senders(dict[str, _Sender]):
    """The senders by owner; hold the lock to change them or the stored uploads."""

    def __init__(self) -> None:
        super().__init__()
        self.lock = threading.Lock()


_senders = one_per_instance(_Senders)


def is_upload_id(id: str) -> bool:
    """Whether an id has the form of an upload's id."""
    return _ID.fullmatch(id) is not None


def uploads_folder() -> DatasetFolder:
    """The folder of uploads, separate from imported data sets, which are never removed automatically."""
    return DatasetFolder(current_settings().data_folder() / "datasets" / "uploads")


def save_upload(name: str, split: Split[LabelledImages], key: str | None, visitor: Visitor) -> tuple[str, str]:
    """Store an upload, and remove older ones beyond the visitor's share or the common quota.

    Args:
        key: the key that may list and delete it; None makes a new one.

    Returns:
        Its id, which nobody can guess, and its key.

    Raises:
        UploadTooLargeError: it alone exceeds a visitor's share.
        OSError: the data directory cannot be written to.
    """
    id, used = f"own-{secrets.token_hex(16)}", key or new_key()
    owner = owner_of(used)
    arrays = arrays_of(StoredDataset(name, split, owner))
    if sum(array.nbytes for array in arrays.values()) > current_settings().max_upload_bytes_per_visitor:
        raise UploadTooLargeError
    share_of = owner if key else f"{visitor.address} {visitor.browser}"
    uploads_folder().write(id, arrays)
    with uninterruptible(), _senders().lock:
        _senders()[owner] = _Sender(visitor.address, share_of)
        _remove_beyond_quota(id)
    return id, used


def may_delete(id: str, key: str | None) -> bool:
    """Whether a key may delete an existing upload.

    An upload that belongs to nobody, because an earlier version stored it, may be deleted by everybody if uploads are
    shared. If damage makes the owner unreadable, everybody who knows the id may delete it.

    Raises:
        FileNotFoundError: there is no upload with this id.
        OSError: the data directory may not be read.
    """
    try:
        owner = uploads_folder().owner(id)
    except DamagedArchiveError:
        return True
    if owner == "":
        return current_settings().uploads == "shared"
    return key is not None and is_same_owner(owner, owner_of(key))


def listed_uploads(key: str | None) -> list[str]:
    """List the ids of the uploads visible with a key, the latest first: its own, or all if uploads are shared."""
    if current_settings().uploads == "shared":
        return uploads_folder().ids()
    if key is None:
        return []
    owner = owner_of(key)
    return [id for id in uploads_folder().ids() if is_same_owner(_owner(id), owner)]


def remove_upload(id: str) -> bool:
    """Remove an upload and everything computed from it; return whether there was one.

    Raises:
        OSError: the data directory may not be written to.
    """
    _remove_derived_files(id)  # first, so that a process killed in between leaves no results without their data set
    was_there = uploads_folder().remove(id)
    remove_derived_from(id)
    return was_there


def remove_derived_from(dataset: str) -> None:
    """Remove everything computed from a removed data set: features, paths and cached results.

    Raises:
        OSError: the data directory may not be written to.
    """
    announce_removal(dataset)
    _remove_derived_files(dataset)


def _remove_derived_files(dataset: str) -> None:
    feature_folder().remove_derived_from(dataset)
    trajectory_folder().remove_derived_from(dataset)


def _remove_beyond_quota(latest: str) -> None:
    folder = uploads_folder()
    ids = [id for id in reversed(folder.ids()) if id != latest]
    uploads = [_stored(folder, id) for id in (*ids, latest)]
    for upload in uploads_beyond(
        uploads,
        visitor=Quota(current_settings().max_uploads_per_visitor, current_settings().max_upload_bytes_per_visitor),
        everybody=Quota(current_settings().max_uploads, current_settings().max_upload_bytes),
    ):
        remove_upload(upload.id)
    owners = {_owner(upload.id) for upload in uploads}
    senders = _senders()
    for owner in senders.keys() - owners:
        del senders[owner]


def _stored(folder: DatasetFolder, id: str) -> StoredUpload:
    owner = _owner(id)
    sender = _senders().get(owner, _Sender(owner, owner))
    return StoredUpload(id, sender.visitor, sender.address, folder.size(id))


def _owner(id: str) -> str:
    """Return the owner of an upload; a damaged or just removed upload belongs to nobody."""
    try:
        return uploads_folder().owner(id)
    except (OSError, DamagedArchiveError):
        return ""
