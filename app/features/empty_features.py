"""Why a feature has nothing to say of an image, in words."""

from app.features.extraction import ImageFeatures


def hog_note(features: ImageFeatures) -> str | None:
    """Why there are no HOG cells in an image, or no block of them; None if there are, or HOG was not wanted."""
    if features.hog is None:
        return None
    rows, columns, _ = features.hog.histograms.shape
    cell, block = features.hog.settings.cell, features.hog.settings.block
    if not rows or not columns:
        return (
            f"There are no cells: the image has {features.width} × {features.height} pixels, a cell {cell} × {cell}. "
            "Ask for smaller cells, or send a larger image."
        )
    if rows < block or columns < block:
        return (
            f"There is no block, so that the descriptor is empty: the image has {rows} × {columns} cells, a block "
            f"{block} × {block}. Ask for smaller cells or blocks, or send a larger image."
        )
    return None


def words_note(features: ImageFeatures) -> str | None:
    """Why there are no visual words in an image; None if there are, or they were not wanted."""
    if features.words is None or features.words.words.size:
        return None
    side = features.words.settings.codebook.reader.side
    return (
        f"There are no words: the image has {features.width} × {features.height} pixels, a patch {side} × {side}. "
        "Send a larger image."
    )
