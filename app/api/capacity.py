"""The places that all streams share: runs, sweeps, comparisons, codebooks, landscapes; and pictures in pipelines."""

from app.scheduling.capacity import Capacity
from app.settings import settings

stream_capacity = Capacity(settings.concurrent_runs, settings.yield_seconds)
"""Each takes a place for as long as it lasts; with none left for its visitor, the answer is 503."""
