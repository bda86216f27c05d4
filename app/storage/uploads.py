"""The data sets that visitors upload: their keys, who may see and delete them, and how many are kept."""

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
    """A key that nobody else has."""
    return secrets.token_hex(16)


def owner_of(key: str) -> str:
    """Whose the uploads with a key are: 64 hexadecimal digits, from which the key cannot be found."""
    return hashlib.sha256(key.encode()).hexdigest()


def is_same_owner(one: str, other: str) -> bool:
    """Whether two owners are the same and somebody, in a time that does not tell how much of them is."""
    return one != "" and hmac.compare_digest(one, other)


_ID = re.compile("own-(?:[0-9a-f]{32}|[0-9a-f]{12})")
"""Earlier versions gave ids of 12 digits."""


class UploadTooLargeError(Exception):
    """A data set takes more of the disk than a visitor may."""


@dataclass(frozen=True)
class _Sender:
    """Who sent the uploads of an owner, as far as this process has seen; kept in memory only.

    Attributes:
        address: network address.
        visitor: whose share they take: the owner's, or of uploads without a key that of a browser at the address.
    """

    address: str
    visitor: str


class _Senders(dict[str, _Sender]):
    """The senders by owner; change them, and the uploads that are kept, with the lock only."""

    def __init__(self) -> None:
        super().__init__()
        self.lock = threading.Lock()


_senders = one_per_instance(_Senders)


def is_upload_id(id: str) -> bool:
    """Whether an id is of the form of those of uploads."""
    return _ID.fullmatch(id) is not None


def uploads_folder() -> DatasetFolder:
    """Where uploads are kept: apart from what was imported, which never goes by itself."""
    return DatasetFolder(current_settings().data_folder() / "datasets" / "uploads")


def save_upload(name: str, split: Split[LabelledImages], key: str | None, visitor: Visitor) -> tuple[str, str]:
    """Keep what a visitor uploaded; what is beyond their share, or everybody's, goes.

    Args:
        key: lists and deletes it; None makes a new one.

    Returns:
        Its id, which nobody can guess, and its key.

    Raises:
        UploadTooLargeError: it alone is more than a visitor's share.
        OSError: the data directory does not take it.
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
    """Whether a key deletes an upload that there is.

    What belongs to nobody, because an earlier version kept it, everybody may delete where uploads are shared; and what
    is damaged so that its owner cannot be read, everybody who knows its id.

    Raises:
        FileNotFoundError: there is none of this id.
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
    """The ids of the uploads that are listed to whoever has a key, the latest first: theirs, or all where shared."""
    if current_settings().uploads == "shared":
        return uploads_folder().ids()
    if key is None:
        return []
    owner = owner_of(key)
    return [id for id in uploads_folder().ids() if is_same_owner(_owner(id), owner)]


def remove_upload(id: str) -> bool:
    """Whether there was an upload of an id; there is none now, nor anything that was computed from it.

    Raises:
        OSError: the data directory may not be written to.
    """
    _remove_derived_files(id)  # before, so that a process that is killed in between leaves nothing without its data set
    was_there = uploads_folder().remove(id)
    remove_derived_from(id)
    return was_there


def remove_derived_from(dataset: str) -> None:
    """Remove what was computed from a data set that is gone: features, paths, and what is in memory.

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
    """Whose an upload is; what is damaged or just gone is nobody's."""
    try:
        return uploads_folder().owner(id)
    except (OSError, DamagedArchiveError):
        return ""
