"""A test's own settings for code that runs in the test's process."""

import pytest

from app import instance
from app.instance import Instance
from app.settings import Settings


def use_settings(monkeypatch: pytest.MonkeyPatch, **values: object) -> None:
    """Apply these settings to all code outside of an application, as if the process had just started."""
    own = Instance(Settings.model_validate(values))
    monkeypatch.setattr(instance, "_of_environment", lambda: own)
