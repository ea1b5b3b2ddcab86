"""The shelf of clothing: shirts and bags."""

from sandbox.demo.canvas import Canvas, Tone, sloped, tone
from sandbox.demo.curves import (
    Outline,
    Point,
    box,
    ellipse,
    moved,
    ribbon,
    rotated,
    scaled,
    smooth,
)
from sandbox.demo.shapes_cloth import (
    cloth,
    fold,
    mirrored,
    nap,
    piece,
    ribs,
    seam,
    weave,
)
from sandbox.demo.shapes_flat import INK, bounds, disc
from sandbox.demo.shapes_round import tube
from sandbox.demo.shapes_table import WHITE

SHELF = "clothing"
NAVY = tone("#2b3c5e")
MELANGE = tone("#a3a5aa")
BLACK = tone("#38373b")


def t_shirt(canvas: Canvas) -> None:
    canvas.closer(1.04, 400, 320)
    _tee(canvas, 535, 300, NAVY)
    _tee(canvas, 285, 335, WHITE)


def _tee(canvas: Canvas, x: float, y: float, colours: Tone) -> None:
    half: list[Point] = [
        (x + 48, y - 186),
        (x + 92, y - 172),
        (x + 132, y - 140),
        (x + 186, y - 40),
        (x + 124, y - 8),
        (x + 108, y - 36),
        (x + 112, y + 80),
        (x + 114, y + 194),
        (x, y + 200),
    ]
    outline = mirrored(half, x)
    cloth(canvas, outline, colours, 10)
    for side in (-1, 1):
        arm = [(x + side * 108, y - 36), (x + side * 104, y - 90), (x + side * 122, y - 150)]
        fold(canvas, arm, outline, 0.16)
        fold(
            canvas,
            [(x + side * 98, y - 20), (x + side * 60, y + 60), (x + side * 74, y + 150)],
            outline,
            0.12,
        )
    seam(canvas, [(x - 114, y + 184), (x, y + 190), (x + 114, y + 184)], colours, outline)
    _collar(canvas, x, y - 186, 48, colours)


def _collar(canvas: Canvas, x: float, y: float, half: float, colours: Tone) -> None:
    canvas.fill(
        [*ellipse(x, y, half, half * 0.82, 0, 180), *ellipse(x, y, half, 7, 180, 360)],
        sloped(colours, 20, 90),
    )
    front = ellipse(x, y - 2, half + 5, half * 0.94, 0, 180)
    canvas.fill(ribbon(front, 13), colours.base)
    canvas.fill(ribbon(front, 2), colours.dark, opacity=0.35, blur=1)
    canvas.fill(
        ribbon(ellipse(x, y, half + 11, half * 1.1, 0, 180), 1.5), colours.dark, opacity=0.5
    )


def sweatshirt(canvas: Canvas) -> None:
    canvas.closer(1.02, 400, 310)
    x, y = 400.0, 310.0
    half: list[Point] = [
        (x + 56, y - 200),
        (x + 118, y - 178),
        (x + 158, y - 120),
        (x + 210, y + 30),
        (x + 234, y + 150),
        (x + 172, y + 166),
        (x + 138, y + 10),
        (x + 134, y + 178),
        (x, y + 182),
    ]
    outline = mirrored(half, x)
    cloth(canvas, outline, MELANGE, 11)
    nap(canvas, outline, MELANGE, 1600)
    hem = box(x - 130, y + 170, x + 130, y + 218, 10)
    _ribbed(canvas, hem, 8)
    for side in (-1, 1):
        fold(
            canvas,
            [(x + side * 138, y + 10), (x + side * 128, y - 70), (x + side * 150, y - 140)],
            outline,
            0.3,
        )
        fold(
            canvas,
            [(x + side * 190, y + 40), (x + side * 176, y + 80), (x + side * 200, y + 110)],
            outline,
            0.16,
        )
        cuff = rotated(box(-35, 0, 35, 42, 8), -14 * side)
        _ribbed(canvas, moved(cuff, x + side * 202, y + 152), 8)
    _collar(canvas, x, y - 200, 58, MELANGE)


def _ribbed(canvas: Canvas, outline: Outline, step: float) -> None:
    piece(canvas, outline, MELANGE)
    ribs(canvas, outline, MELANGE, step)


def canvas_tote(canvas: Canvas) -> None:
    canvas.closer(1.04, 400, 320)
    _tote(canvas, 530, 500, BLACK)
    _tote(canvas, 290, 530, tone("#e6d9bd", depth=0.45))


def _tote(canvas: Canvas, x: float, y: float, colours: Tone) -> None:
    handle = smooth(
        [(x - 62, y - 290), (x - 58, y - 400), (x, y - 450), (x + 58, y - 400), (x + 62, y - 290)]
    )
    tube(canvas, moved(scaled(handle, 0.92, 0.94, (x, y - 290)), 6, 0), 15, colours)
    canvas.ground(x, y, 270)
    side: list[Point] = [
        (x + 138, y - 300),
        (x + 142, y - 150),
        (x + 136, y - 14),
        (x + 120, y),
        (x, y + 6),
    ]
    front = mirrored([side[0], *smooth(side[1:])], x)
    piece(canvas, front, colours)
    weave(canvas, front, colours, 5)
    seam(canvas, [(x - 140, y - 270), (x, y - 268), (x + 140, y - 270)], colours, front)
    fold(canvas, [(x - 70, y - 200), (x - 40, y - 110), (x - 80, y - 10)], front, 0.16)
    fold(canvas, [(x + 70, y - 260), (x + 90, y - 130), (x + 60, y - 20)], front, 0.16)
    _straps(canvas, handle, x, y, colours)


def _straps(canvas: Canvas, handle: Outline, x: float, y: float, colours: Tone) -> None:
    tube(canvas, handle, 17, colours)
    for side in (-1, 1):
        patch = box(x + side * 62 - 10, y - 300, x + side * 62 + 10, y - 248)
        canvas.fill(moved(patch, 2, 3), INK, opacity=0.3, blur=2)
        canvas.fill(patch, sloped(colours, 200, 130))
        left, top, right, bottom = bounds(patch)
        cross = ribbon([(left + 3, bottom - 18), (right - 3, bottom - 3)], 1.4)
        canvas.fill(cross, colours.dark, opacity=0.6)
        disc(canvas, ((left + right) / 2, top + 26), 2, colours)


SCENES = (
    t_shirt,
    sweatshirt,
    canvas_tote,
)
