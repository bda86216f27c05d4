"""Settings of a test's own, for code that runs in the test's process."""

import pytest

from app import instance
from app.instance import Instance
from app.settings import Settings


def use_settings(monkeypatch: pytest.MonkeyPatch, **values: object) -> None:
    """Have everything go by these settings that no application called, as if the process had just started."""
    own = Instance(Settings.model_validate(values))
    monkeypatch.setattr(instance, "_of_environment", lambda: own)
