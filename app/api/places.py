"""The places that streams of runs and sweeps share."""

from app.runs.admission import Admission
from app.settings import settings

admission = Admission(settings.concurrent_runs)
"""Taken by each stream for as long as it lasts; with none left, an answer is 503."""
