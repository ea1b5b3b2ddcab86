"""The shelf of clothing: socks, scarves and hats."""

from sandbox.demo.canvas import Canvas, Tone, sloped, tone
from sandbox.demo.curves import (
    Outline,
    Point,
    box,
    ellipse,
    moved,
    ribbon,
    rotated,
    smooth,
)
from sandbox.demo.shapes_cloth import (
    cloth,
    fold,
    fringe,
    mirrored,
    nap,
    piece,
    ribs,
    wavy,
)
from sandbox.demo.shapes_table import WHITE

SHELF = "clothing"
NAVY = tone("#2b3c5e")
RUST = tone("#ad5230")
OAT = tone("#dccfb6")
MUSTARD = tone("#d3992f")
CHARCOAL = tone("#4b4c52")
BLUE = tone("#3b6da8")


def wool_socks(canvas: Canvas) -> None:
    canvas.closer(1.02, 400, 310)
    for dx, dy in ((62, -14), (-66, 26)):
        sock = _sock(canvas, (400 + dx, 320 + dy), OAT)
        heel, toe = _heel_and_toe(400 + dx, 320 + dy)
        for patch in (heel, toe):
            canvas.fill(patch, sloped(RUST, 200, 120), inside=sock)
        nap(canvas, sock, OAT, 700)
        _cuff(canvas, (400 + dx, 320 + dy), OAT)


def _sock(canvas: Canvas, at: Point, colours: Tone) -> Outline:
    x, y = at
    outline = smooth(
        [
            (x - 70, y - 220),
            (x + 46, y - 220),
            (x + 46, y - 60),
            (x + 60, y + 40),
            (x + 140, y + 110),
            (x + 180, y + 165),
            (x + 150, y + 205),
            (x + 70, y + 196),
            (x - 20, y + 150),
            (x - 78, y + 80),
            (x - 74, y - 60),
        ],
        closed=True,
    )
    cloth(canvas, outline, colours, 9)
    fold(canvas, [(x - 40, y - 60), (x - 30, y + 10), (x + 20, y + 60)], outline, 0.14)
    return outline


def _heel_and_toe(x: float, y: float) -> tuple[Outline, Outline]:
    heel = ellipse(x - 70, y + 112, 62, 72)
    toe = rotated(ellipse(x + 172, y + 190, 74, 60), 38, (x + 172, y + 190))
    return heel, toe


def _cuff(canvas: Canvas, at: Point, colours: Tone) -> None:
    x, y = at
    cuff = box(x - 78, y - 232, x + 54, y - 158, 12)
    piece(canvas, cuff, colours)
    ribs(canvas, cuff, colours, 10)


def striped_socks(canvas: Canvas) -> None:
    canvas.closer(1.02, 400, 310)
    for dx, dy in ((62, -14), (-66, 26)):
        at = (400.0 + dx, 320.0 + dy)
        sock = _sock(canvas, at, WHITE)
        for i in range(9):
            _stripe(canvas, at, i, sock)
        canvas.fill(_heel_and_toe(*at)[1], sloped(BLUE, 190, 120), inside=sock)
        fold(
            canvas,
            [(at[0] - 40, at[1] - 60), (at[0] - 30, at[1] + 10), (at[0] + 20, at[1] + 60)],
            sock,
            0.16,
        )
        _cuff(canvas, at, BLUE)


def _stripe(canvas: Canvas, at: Point, i: int, sock: Outline) -> None:
    """One stripe; from the heel on they turn with the foot."""
    x, y = at
    turn = max(0, i - 4) * -8
    line = [(x - 160, y - 136 + i * 40), (x + 230, y - 136 + i * 40)]
    canvas.fill(
        ribbon(rotated(line, turn, (x - 90, y + 60)), 18),
        sloped(BLUE, 195, 120, across=True),
        inside=sock,
    )


def wool_scarf(canvas: Canvas) -> None:
    canvas.closer(1.06, 400, 320)
    _scarf(canvas, 520, NAVY, 1)
    _scarf(canvas, 270, RUST, -1)


def _scarf(canvas: Canvas, x: float, colours: Tone, side: int) -> None:
    for shift, top, foot in ((side * 34, 118, 430), (-side * 26, 105, 500)):
        left = wavy((x + shift - 66, top), (x + shift - 70, foot), 7, 0.8)
        right = wavy((x + shift + 66, top), (x + shift + 70, foot), 7, 0.8)
        strip = [*left, *reversed(right)]
        fringe(canvas, left[-1], right[-1], 44, colours)
        cloth(canvas, strip, colours, 8)
        ribs(canvas, strip, colours, 13)
        fold(canvas, wavy((x + shift - 20, top), (x + shift - 26, foot), 9, 0.8), strip, 0.2)
    _loop(canvas, x, colours)


def _loop(canvas: Canvas, x: float, colours: Tone) -> None:
    loop = smooth(
        [
            (x - 112, 150),
            (x - 96, 92),
            (x, 70),
            (x + 98, 92),
            (x + 112, 150),
            (x + 80, 196),
            (x, 210),
            (x - 80, 196),
        ],
        closed=True,
    )
    cloth(canvas, loop, colours, 7)
    for dy in range(-40, 90, 13):
        line = smooth([(x - 118, 130 + dy), (x, 158 + dy), (x + 118, 130 + dy)])
        canvas.fill(ribbon(line, 3), colours.dark, opacity=0.3, inside=loop)


def beanie(canvas: Canvas) -> None:
    canvas.closer(1.15, 400, 350)
    _hat(canvas, 530, 330, 0.86, CHARCOAL)
    _hat(canvas, 320, 380, 1.0, MUSTARD)


def _hat(canvas: Canvas, x: float, y: float, k: float, colours: Tone) -> None:
    canvas.ground(x, y + 108 * k, 250 * k)
    half = smooth(
        [
            (x, y - 175 * k),
            (x + 62 * k, y - 160 * k),
            (x + 118 * k, y - 90 * k),
            (x + 136 * k, y + 40 * k),
            (x + 132 * k, y + 80 * k),
        ]
    )
    crown = mirrored(half, x)
    piece(canvas, crown, colours)
    for i in range(-6, 7):
        knit = smooth(
            [
                (x + i * 4 * k, y - 178 * k),
                (x + i * 18 * k, y - 80 * k),
                (x + i * 22 * k, y + 90 * k),
            ]
        )
        canvas.fill(ribbon(knit, 2, 6), colours.dark, opacity=0.4, blur=1, inside=crown)
        canvas.fill(
            ribbon(moved(knit, -7 * k, 0), 2, 6), colours.light, opacity=0.3, blur=2, inside=crown
        )
    brim = smooth(
        [
            (x - 140 * k, y + 22 * k),
            (x, y + 36 * k),
            (x + 140 * k, y + 22 * k),
            (x + 146 * k, y + 90 * k),
            (x, y + 116 * k),
            (x - 146 * k, y + 90 * k),
        ],
        closed=True,
    )
    canvas.shade(moved(brim, 0, -8), crown, 0.4)
    piece(canvas, brim, colours)
    ribs(canvas, brim, colours, 21 * k)


SCENES = (
    wool_socks,
    striped_socks,
    wool_scarf,
    beanie,
)
