"""Measurements of promised speeds: ``python -m benchmarks`` prints them as a table."""

import app  # noqa: F401 — before numpy, which then computes on one thread as the server does
