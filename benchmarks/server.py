"""What the measurements ask of a running server besides answers."""

import os
from pathlib import Path

from tests.servers import Server


def resident_bytes(server: Server) -> int:
    """The memory that a server occupies."""
    pages = int(Path(f"/proc/{server.process_id}/statm").read_text().split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE")
