"""The shop's cover: a shelf with a little of everything."""

from sandbox.demo.canvas import Canvas, tone
from sandbox.demo.scenes_home import bud
from sandbox.demo.scenes_light import lamp, tumbler
from sandbox.demo.shapes_cloth import folded, nap, weave
from sandbox.demo.shapes_packs import bag, tin
from sandbox.demo.shapes_plants import beans
from sandbox.demo.shapes_table import BLUE, SAGE, TERRACOTTA, WHITE, bowl, mug
from sandbox.demo.studio import studio

SIZE = (1280, 720)
MUSTARD = tone("#d3992f")
LINEN = tone("#d3c3a4")


def cover() -> Canvas:
    """The finished arrangement, wide, without any words."""
    canvas = studio("home", *SIZE)
    lamp(canvas, 235, 560, SAGE)
    bag(canvas, 945, 560, (190, 270), tone("#2f2c2d"), tone("#b5522f"))
    tin(canvas, 745, 560, (150, 200), tone("#5f8a4d"), tone("#6f8f52"))
    _linen(canvas)
    bud(canvas, 1125, 595, WHITE, tone("#d9829b"))
    mug(canvas, 600, 630, (170, 172), BLUE)
    tumbler(canvas, 845, 640, tone("#7c5a78"))
    beans(canvas, 955, 1060, 612, 6)
    return canvas


def _linen(canvas: Canvas) -> None:
    """Folded cloths with a bowl on top."""
    canvas.ground(430, 600, 260)
    for outline in folded(canvas, (430, 606), (270, 86), MUSTARD, 2):
        nap(canvas, outline, MUSTARD, 500)
    for outline in folded(canvas, (434, 520), (258, 70), LINEN, 2):
        weave(canvas, outline, LINEN)
    bowl(canvas, 434, 442, (204, 104), TERRACOTTA)
