"""What goods are called in one line, wherever they are named."""

from collections.abc import Iterable


def label_of(values: Iterable[str]) -> str:
    """Return the values of a variant's options in short, "M · Blue"; empty without any."""
    return " · ".join(values)


def full_name(title: str, label: str) -> str:
    """Return title and options in one: "Blue mug (350 ml)"."""
    return f"{title} ({label})" if label else title
