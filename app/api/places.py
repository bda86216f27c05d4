"""The places that all streams share: runs, sweeps, comparisons, codebooks, landscapes; and pictures in pipelines."""

from app.runs.admission import Admission
from app.settings import settings

admission = Admission(settings.concurrent_runs)
"""Taken by each for as long as it lasts; with none left, an answer is 503."""
