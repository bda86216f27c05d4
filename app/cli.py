"""The command ``slopelab``."""

import argparse
import errno
import socket
import sys
from collections.abc import Sequence

from app import __version__
from app.cli_data import add_data_commands
from app.http.server import server
from app.settings import settings


def main(arguments: Sequence[str] | None = None) -> int:
    """Run ``slopelab`` with ``arguments`` (the process's own by default) and return its exit status."""
    options = parser().parse_args(arguments)
    status: int = options.run(options)
    return status


def parser() -> argparse.ArgumentParser:
    """The command's grammar; each subcommand's ``run`` is a function from its options to an exit status."""
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
    """A port number from 0 (any free one) to 65535; raises ArgumentTypeError for anything else."""
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
    with listener:
        print(f"Slopelab is at {address_of(listener)} (Ctrl+C stops it)", flush=True)
        try:
            server(listener, settings).run(sockets=[listener])
        except KeyboardInterrupt:
            return 0
    return 0


def listen(host: str, port: int) -> socket.socket:
    """A socket listening on ``host`` and ``port``; raises OSError where that cannot be."""
    family, _, _, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
    return socket.create_server(address, family=family, backlog=2048)


def address_of(listener: socket.socket) -> str:
    """What to type into a browser on this machine to reach ``listener``."""
    host, port = listener.getsockname()[:2]
    if host in ("0.0.0.0", "::"):
        host = "localhost"
    return f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"


def explain(error: OSError, host: str, port: int) -> str:
    """Why the server cannot listen, and what works instead."""
    if error.errno == errno.EADDRINUSE:
        return f"port {port} is taken by another program. Choose one: slopelab serve --port 0 takes any free one"
    if error.errno == errno.EACCES:
        return f"port {port} needs more rights than you have. Ports from 1024 on need none"
    return f"cannot listen on {host}, port {port}: {error.strerror or error}"


if __name__ == "__main__":
    sys.exit(main())
