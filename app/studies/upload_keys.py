"""The keys that list and delete uploads, of which only hashes are kept."""

import hashlib
import hmac
import secrets

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
