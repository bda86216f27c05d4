"""PNG files as the chunks that they are made of."""

_SIGNATURE = b"\x89PNG\r\n\x1a\n"
_FRAME_BYTES = 12
"""Of a chunk: its length, its kind and its checksum."""
_NEEDED = (b"tRNS", b"eXIf")


def picture_chunks(content: bytes) -> bytes:
    """A PNG file without what its picture does not need: text, colour profiles, further frames.

    What is left are the critical chunks, the transparent colour and the EXIF data, which tell which way is up. A text
    is neither unpacked nor checked, so that none, however large or damaged, makes a whole picture unreadable. Other
    files, and what follows a chunk that breaks off, stay as they are.
    """
    if not content.startswith(_SIGNATURE):
        return content
    kept = [_SIGNATURE]
    start, kind = len(_SIGNATURE), b""
    while kind != b"IEND" and start + _FRAME_BYTES <= len(content):
        end = start + _FRAME_BYTES + int.from_bytes(content[start : start + 4], "big")
        if end > len(content):
            break
        kind = content[start + 4 : start + 8]
        if kind[:1].isupper() or kind in _NEEDED:
            kept.append(content[start:end])
        start = end
    if kind != b"IEND":
        kept.append(content[start:])
    return b"".join(kept)
