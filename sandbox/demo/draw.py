"""Draw the pictures of the demo shop: `python -m sandbox.demo.draw [handle ...]`."""

import sys
from collections.abc import Callable, Iterator
from pathlib import Path

from sandbox.demo import (
    scenes_clothing,
    scenes_gifts,
    scenes_home,
    scenes_kitchen,
    scenes_knitwear,
    scenes_light,
    scenes_linen,
    scenes_stationery,
    scenes_tea,
    scenes_utensils,
)
from sandbox.demo.canvas import Canvas
from sandbox.demo.scene_cover import cover
from sandbox.demo.studio import studio

PICTURES = Path(__file__).parent / "pictures"
SHELVES = (
    scenes_kitchen,
    scenes_utensils,
    scenes_linen,
    scenes_tea,
    scenes_light,
    scenes_home,
    scenes_stationery,
    scenes_clothing,
    scenes_knitwear,
    scenes_gifts,
)
CLOSE = {  # what is shown from near as well: (x, y) of where to look
    "blue-mug": (430, 300),
    "stoneware-teapot": (400, 320),
    "reading-lamp": (310, 180),
    "striped-socks": (400, 330),
    "tea-gift-box": (400, 330),
}
_NEAR = 2.1
Scene = Callable[[Canvas], None]


def main(wanted: list[str]) -> None:
    """Draw the named products, or all and the cover when none is named."""
    for handle, shelf, scene in scenes():
        if not wanted or handle in wanted:
            canvas = studio(shelf)
            scene(canvas)
            save(canvas, handle)
            if handle in CLOSE:
                canvas.closer(_NEAR, *CLOSE[handle])
                save(canvas, f"{handle}-close")
    if not wanted or "cover" in wanted:
        save(cover(), "cover")


def scenes() -> Iterator[tuple[str, str, Scene]]:
    """Every product's handle, shelf and scene; a scene is named like its product."""
    for shelf in SHELVES:
        for scene in shelf.SCENES:
            yield scene.__name__.replace("_", "-"), shelf.SHELF, scene


def save(canvas: Canvas, name: str) -> None:
    """Write the picture as a JPEG that opens gradually."""
    canvas.finished().save(PICTURES / f"{name}.jpg", quality=82, optimize=True, progressive=True)


if __name__ == "__main__":
    main(sys.argv[1:])
