"""A data folder of a test's own, for code that runs in the test's process."""

import pytest

from app.settings import Settings
from app.storage import dataset_catalogue, features, trajectories, uploads


def use_settings(monkeypatch: pytest.MonkeyPatch, **values: object) -> None:
    """Have everything that keeps data sets, or what is computed from them, go by these settings."""
    settings = Settings.model_validate(values)
    for module in (dataset_catalogue, features, trajectories, uploads):
        monkeypatch.setattr(module, "settings", settings)
