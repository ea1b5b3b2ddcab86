"""The shelf of gifts."""

from sandbox.demo.canvas import Canvas, Tone, mixed, sloped, tone
from sandbox.demo.curves import (
    Outline,
    Point,
    box,
    ellipse,
    moved,
    ribbon,
    rotated,
    scatter,
    smooth,
)
from sandbox.demo.shapes_flat import (
    BEECH,
    INK,
    KRAFT,
    PAPER,
    bounds,
    crate,
    disc,
    lying_shadow,
    rod,
)
from sandbox.demo.shapes_packs import bag, bow, tin
from sandbox.demo.shapes_plants import blossom, sprig
from sandbox.demo.shapes_round import belt, form, mouth, stand, wall
from sandbox.demo.shapes_table import BLUE, mug

SHELF = "gifts"
RUST = tone("#ad5230")
OCHRE = tone("#cf962f")
SAGE = tone("#8fa482")
GREEN = tone("#3f6d4e")
SKY = tone("#5b8fb0")
IVORY = tone("#efe6d2", depth=0.45)


def tea_gift_box(canvas: Canvas) -> None:
    canvas.closer(1.08, 400, 350)
    colours = ("#5f8a4d", "#a9c29a", "#a63f32", "#3c5068")
    for i, colour in enumerate(colours):
        tin(canvas, 215 + i * 122, 400, (112, 190), tone(colour), tone(colour))
    canvas.ground(400, 500, 480)
    front = box(145, 330, 655, 510, 4)
    canvas.fill(moved(front, 0, -8), IVORY.dark)
    canvas.fill(front, sloped(IVORY, 205, 120, across=True))
    canvas.fill(box(382, 330, 418, 510), sloped(GREEN, 200, 110, across=True))
    canvas.fill(box(145, 405, 655, 437), sloped(GREEN, 200, 110))
    bow(canvas, 400, 420, 78, GREEN)


def morning_set(canvas: Canvas) -> None:
    canvas.closer(1.08, 400, 345)
    bag(canvas, 280, 430, (180, 270), tone("#2f2c2d"), RUST)
    for x, lean in ((590, 40), (625, 62)):
        rod(canvas, (x, 400), (x + lean, 190), 15, BEECH)
        disc(canvas, (x + lean * 1.08, 172), 24, BEECH, 1.35)
    mug(canvas, 455, 430, (170, 178), BLUE)
    _wool(canvas)
    canvas.ground(410, 506, 490)
    front = box(150, 385, 670, 515, 4)
    canvas.fill(front, sloped(KRAFT, 205, 110, across=True))
    canvas.fill(box(150, 385, 670, 389), KRAFT.light, opacity=0.7)
    tag = rotated(box(350, 415, 470, 480, 8), -4, (410, 448))
    canvas.fill(moved(tag, 3, 4), INK, opacity=0.3, blur=3)
    canvas.fill(tag, sloped(PAPER, 225, 160))
    sprig(canvas, (392, 470), 46, 24)


def _wool(canvas: Canvas) -> None:
    """The wood wool that everything in the box sits in."""
    for u, v, w in scatter(130, 0.2):
        x, y = 176 + 462 * u, 372 + 30 * v
        curl = smooth([(x - 18, y), (x, y - 16 * w), (x + 14, y + 6), (x + 26, y - 8 * w)])
        canvas.fill(
            ribbon(curl, 4), mixed(BEECH.base, BEECH.light if w > 0.5 else BEECH.dark, 0.4)
        )


def greeting_cards(canvas: Canvas) -> None:
    canvas.closer(1.06, 400, 310)
    _envelope(canvas, (420, 300), (300, 200), 9)
    spots: tuple[tuple[Point, float, str], ...] = (
        ((140, 120), -10, "#d9829b"),
        ((285, 95), -1, "#5b8fb0"),
        ((430, 105), 8, "#cf962f"),
    )
    for at, turn, colour in spots:
        _card(canvas, at, turn, tone(colour))


def _card(canvas: Canvas, at: Point, turn: float, petals: Tone) -> None:
    face = rotated(box(at[0], at[1], at[0] + 205, at[1] + 290, 3), turn, at)
    lying_shadow(canvas, face, 8)
    canvas.fill(moved(face, 3, 3), PAPER.dark)
    canvas.fill(face, sloped(PAPER, 245, 190, across=True))
    foot, left, right = rotated(
        [(at[0] + 102, at[1] + 255), (at[0] + 70, at[1] + 120), (at[0] + 140, at[1] + 140)],
        turn,
        at,
    )
    sprig(canvas, foot, 165, turn * 1.5)
    blossom(canvas, left, 26, petals)
    blossom(canvas, right, 20, petals, 6)
    top = rotated([(at[0] + 104, at[1] + 70)], turn, at)[0]
    blossom(canvas, top, 30, petals, 6)


def _envelope(canvas: Canvas, at: Point, size: Point, turn: float) -> None:
    x, y, right, bottom = at[0], at[1], at[0] + size[0], at[1] + size[1]
    face = rotated(box(x, y, right, bottom, 4), turn, at)
    lying_shadow(canvas, face, 8)
    canvas.fill(face, sloped(KRAFT, 215, 150, across=True))
    flap = rotated([(x, y), ((x + right) / 2, (y + bottom) / 2 + 12), (right, y)], turn, at)
    canvas.fill(moved(flap, 0, 5), INK, opacity=0.3, blur=4, inside=face)
    canvas.fill(flap, sloped(KRAFT, 235, 190))


def wrapping_paper(canvas: Canvas) -> None:
    canvas.closer(1.08, 400, 320)
    for x, colours, pattern in ((255, KRAFT, ""), (400, SAGE, "dots"), (545, RUST, "stripes")):
        _wrap(canvas, x, colours, pattern)


def _wrap(canvas: Canvas, x: float, colours: Tone, pattern: str) -> None:
    body = form(x, (140, 62), (495, 62), soft=False, tilt=0.26)
    stand(canvas, body)
    wall(canvas, body, colours)
    if pattern == "dots":
        spots = [ellipse(x + (u * 2 - 1) * 60, 150 + 360 * v, 6, 6) for u, v, _ in scatter(70)]
        canvas.fill_all(spots, PAPER.base, 0.85, _sheet(x))
    if pattern == "stripes":
        for i in range(-3, 4):
            line = [(x + i * 18 - abs(i) * i * 0.2, 150), (x + i * 18 - abs(i) * i * 0.2, 515)]
            canvas.fill(ribbon(line, 5), PAPER.base, opacity=0.75, inside=_sheet(x))
    belt(canvas, body, 300, 345, PAPER)
    mouth(canvas, body, tone("#e8dcc4"), 7)
    spiral = ellipse(x + 3, 142, 40, 10, 20, 330)
    canvas.fill(ribbon(spiral, 3), colours.dark, opacity=0.6)


def _sheet(x: float) -> Outline:
    return [*ellipse(x, 140, 61, 16, 180, 0), *ellipse(x, 495, 61, 16, 0, 180)]


def wooden_blocks(canvas: Canvas) -> None:
    canvas.closer(1.15, 400, 370)
    for x, colours in ((255, RUST), (400, SAGE), (545, SKY)):
        canvas.ground(x, 490, 130)
        crate(canvas, x, 490, (128, 128), colours, 0.35)
    crate(canvas, 330, 358, (128, 118), OCHRE, 0.35)
    _arch(canvas, 485, 358)
    _roof(canvas, 330, 236)


def _arch(canvas: Canvas, x: float, y: float) -> None:
    front = crate(canvas, x, y, (150, 100), BEECH, 0.3)
    hole = [*ellipse(x, y, 40, 52, 180, 360)]
    canvas.fill(hole, BEECH.dark, inside=front)
    inner = moved(hole, 9, 5)
    canvas.fill(inner, mixed(SAGE.base, SAGE.dark, 0.4), inside=hole)


def _roof(canvas: Canvas, x: float, y: float) -> None:
    slope = [(x, y - 88), (x + 64, y), (x + 84, y - 22), (x + 22, y - 106)]
    canvas.fill(slope, GREEN.dark)
    canvas.fill([(x - 64, y), (x, y - 88), (x + 64, y)], sloped(GREEN, 205, 140, across=True))


def wooden_train(canvas: Canvas) -> None:
    canvas.closer(1.05, 400, 370)
    _engine(canvas, 200, 455)
    _wagon(canvas, 420, 455, SAGE)
    _wagon(canvas, 605, 455, OCHRE)


def _engine(canvas: Canvas, x: float, y: float) -> None:
    canvas.ground(x, y + 38, 210)
    boiler = box(x - 100, y - 100, x + 30, y - 10, 30)
    canvas.fill(boiler, sloped(RUST, 230, 90))
    crate(canvas, x + 55, y - 10, (84, 150), SKY, 0.3)
    window = box(x + 30, y - 140, x + 80, y - 98, 8)
    canvas.fill(window, sloped(BEECH, 90, 40))
    chimney = form(x - 60, (y - 160, 26), (y - 130, 16), (y - 92, 15), soft=False)
    wall(canvas, chimney, GREEN)
    mouth(canvas, chimney, GREEN, 6)
    disc(canvas, (x - 10, y - 102), 15, OCHRE)
    _chassis(canvas, x, y, 220)


def _wagon(canvas: Canvas, x: float, y: float, colours: Tone) -> None:
    canvas.ground(x, y + 38, 160)
    rod(canvas, (x - 112, y + 4), (x - 70, y + 4), 9, tone("#7b7d82"))
    crate(canvas, x, y - 8, (146, 78), colours, 0.3)
    for i, load in enumerate((BEECH, RUST, BEECH)):
        crate(canvas, x - 44 + 44 * i, y - 92, (38, 34 + 10 * (i % 2)), load, 0.3)
    _chassis(canvas, x, y, 160)


def _chassis(canvas: Canvas, x: float, y: float, width: float) -> None:
    canvas.fill(box(x - width / 2, y - 14, x + width / 2, y + 14, 7), sloped(BEECH, 215, 110))
    for side in (-1, 1):
        at = (x + side * width * 0.29, y + 16)
        canvas.fill(ellipse(at[0] + 4, at[1] + 3, 29, 29), BEECH.dark)
        disc(canvas, at, 28, tone("#5a4032"))
        disc(canvas, at, 9, BEECH)


def glass_baubles(canvas: Canvas) -> None:
    canvas.closer(1.2, 400, 360)
    for x, y, radius, colours in (
        (255, 400, 98, OCHRE),
        (555, 400, 98, GREEN),
        (400, 430, 112, RUST),
    ):
        _bauble(canvas, x, y, radius, colours)


def _bauble(canvas: Canvas, x: float, y: float, radius: float, colours: Tone) -> None:
    canvas.ground(x, y + radius - 6, radius * 1.3)
    loop = ellipse(x + 6, y - radius - 42, 12, 28)
    canvas.fill(ribbon(loop, 4), tone("#b59a6a").base)
    cap = form(x, (y - radius - 22, 17), (y - radius + 6, 19), soft=False)
    ball = disc(canvas, (x, y), radius, colours)
    wall(canvas, cap, tone("#b8903f", glow=0.6))
    left, top, _, _ = bounds(ball)
    window = rotated(
        ellipse(left + radius * 0.55, top + radius * 0.6, radius * 0.26, radius * 0.14),
        -42,
        (left + radius * 0.55, top + radius * 0.6),
    )
    canvas.shine(window, ball, 0.8)
    glow = ellipse(x + radius * 0.35, y + radius * 0.62, radius * 0.45, radius * 0.18)
    canvas.fill(glow, colours.light, opacity=0.45, blur=12, inside=ball)


SCENES = (
    tea_gift_box,
    morning_set,
    greeting_cards,
    wrapping_paper,
    wooden_blocks,
    wooden_train,
    glass_baubles,
)
