"""The kitchen shelf: crockery and pans."""

from sandbox.demo.canvas import Canvas, Tone, tone
from sandbox.demo.curves import ellipse, ribbon, smooth
from sandbox.demo.shapes_flat import rod
from sandbox.demo.shapes_round import belt, form, mouth, specks, stand, tube, wall
from sandbox.demo.shapes_table import (
    BLUE,
    COFFEE,
    CREAM,
    IRON,
    SAGE,
    STEEL,
    TERRACOTTA,
    WHITE,
    bowl,
    ear,
    glass,
    lidded,
    mug,
    plate,
)

SHELF = "kitchen"
ACACIA = tone("#9a5f37")
RED = tone("#b8382f")
FERN = tone("#4f7a5a")


def blue_mug(canvas: Canvas) -> None:
    canvas.closer(1.25, 410, 360)
    mug(canvas, 370, 480, (250, 260), BLUE, gloss=0.5)


def speckled_mug(canvas: Canvas) -> None:
    canvas.closer(1.3, 410, 370)
    body = mug(canvas, 370, 480, (260, 235), CREAM, gloss=0)
    specks(canvas, body, tone("#5a4636"), 150)


def espresso_cups(canvas: Canvas) -> None:
    canvas.closer(1.5, 410, 400)
    _espresso(canvas, 285, 440, SAGE)
    _espresso(canvas, 490, 485, TERRACOTTA)


def _espresso(canvas: Canvas, x: float, y: float, colours: Tone) -> None:
    body = mug(canvas, x, y, (170, 150), colours, drink=COFFEE, gloss=0.15)
    top = y - 150
    foam = ellipse(x, top + 7, 66, 11)
    canvas.fill(ribbon(foam, 5), tone("#b57a45").base, opacity=0.8, blur=2)
    belt(canvas, body, y - 10, y, tone("#c49a78"))


def enamel_mug(canvas: Canvas) -> None:
    canvas.closer(1.3, 410, 390)
    _enamel(canvas, 290, 445, FERN)
    _enamel(canvas, 490, 490, WHITE)


def _enamel(canvas: Canvas, x: float, y: float, colours: Tone) -> None:
    body = form(x, (y - 180, 98), (y - 10, 95), (y, 90), soft=False)
    stand(canvas, body)
    ear(canvas, (x + 96, y - 145), (62, 95), 17, colours)
    wall(canvas, body, colours, 0.55)
    mouth(canvas, body, WHITE, 3)
    rim = ellipse(x, y - 180, 98, 98 * 0.2)
    canvas.fill(ribbon(rim, 7), tone("#26323f").base)


def double_wall_glass(canvas: Canvas) -> None:
    canvas.closer(1.3, 395, 370)
    _double(canvas, 290, 440, 0.82)
    _double(canvas, 500, 490, 1.05)


def _double(canvas: Canvas, x: float, y: float, k: float) -> None:
    body = form(x, (y - 250 * k, 92 * k), (y - 150 * k, 96 * k), (y - 50 * k, 84 * k), (y, 56 * k))
    inner = form(
        x, (y - 250 * k, 84 * k), (y - 150 * k, 84 * k), (y - 60 * k, 58 * k), (y - 34 * k, 30 * k)
    )
    stand(canvas, body, 0.6)
    glass(canvas, inner, tone("#8a4f26"), 0.24)
    glass(canvas, body)


def dinner_plate(canvas: Canvas) -> None:
    canvas.closer(1.1, 400, 400)
    canvas.ground(400, 518, 380)
    for i, colours in enumerate((tone("#d9c19a"), tone("#5f9a94"), tone("#5f9a94"))):
        plate(canvas, 400 + 4 * (i % 2), 460 - i * 22, 520, colours)
    plate(canvas, 402, 394, 520, tone("#d9c19a", depth=0.5))


def breakfast_bowl(canvas: Canvas) -> None:
    canvas.closer(1.2, 400, 405)
    bowl(canvas, 250, 430, (250, 128), TERRACOTTA)
    bowl(canvas, 555, 425, (250, 128), CREAM)
    bowl(canvas, 395, 505, (280, 142), BLUE)


def acacia_bowl(canvas: Canvas) -> None:
    canvas.closer(1.1, 420, 365)
    body = bowl(canvas, 400, 490, (440, 195), ACACIA, gloss=0.2)
    for i in range(7):
        start = 318 + i * 22
        belt(canvas, body, start, start + 3 + i % 3 * 2, tone("#6d3f22"), 0.3)
    rod(canvas, (455, 320), (640, 170), 20, tone("#c08a55"), 13)


def cast_iron_pan(canvas: Canvas) -> None:
    canvas.closer(1.03, 400, 370)
    grip = smooth([(560, 395), (650, 405), (745, 425)])
    canvas.fill(
        [(x + 10, y + 42) for x, y in ribbon(grip, 38)], (40, 30, 36), opacity=0.3, blur=12
    )
    tube(canvas, grip, 34, IRON, 44)
    canvas.fill(ellipse(722, 421, 11, 5), tone("#a9b5a8").dark)
    body = form(345, (385, 235), (430, 222), (458, 205), tilt=0.3)
    stand(canvas, body)
    wall(canvas, body, IRON)
    mouth(canvas, body, IRON, 9)
    _seasoned(canvas)


def _seasoned(canvas: Canvas) -> None:
    floor = ellipse(345, 412, 196, 52)
    hole = ellipse(345, 385, 226, 68)
    canvas.fill(floor, tone("#48484b").base, blur=3, inside=hole)
    canvas.fill(ellipse(300, 405, 110, 18), (255, 250, 240), opacity=0.24, blur=16, inside=hole)
    canvas.fill(ribbon(ellipse(345, 385, 231, 69.5, 180, 320), 3), IRON.light, opacity=0.7, blur=1)


def steel_saucepan(canvas: Canvas) -> None:
    canvas.closer(1.1, 430, 370)
    tube(canvas, smooth([(520, 320), (610, 305), (735, 300)]), 22, STEEL, 26)
    body = form(360, (285, 185), (455, 185), (470, 176), soft=False, tilt=0.2)
    stand(canvas, body)
    wall(canvas, body, STEEL, 0.5)
    belt(canvas, body, 284, 292, tone("#e4e6e8"))
    for level in (330, 340):
        belt(canvas, body, level, level + 1.5, tone("#8f959b"), 0.5)
    lidded(canvas, body, 48, STEEL, IRON)


def casserole(canvas: Canvas) -> None:
    canvas.closer(1.1, 400, 370)
    for side in (-1, 1):
        tube(
            canvas,
            smooth(
                [
                    (400 + side * 205, 335),
                    (400 + side * 268, 332),
                    (400 + side * 268, 368),
                    (400 + side * 205, 366),
                ]
            ),
            24,
            RED,
        )
    body = form(400, (300, 222), (420, 218), (465, 205), (478, 188), tilt=0.19)
    stand(canvas, body)
    wall(canvas, body, RED, 0.45)
    lidded(canvas, body, 70, RED, STEEL)


SCENES = (
    blue_mug,
    speckled_mug,
    espresso_cups,
    enamel_mug,
    double_wall_glass,
    dinner_plate,
    breakfast_bowl,
    acacia_bowl,
    cast_iron_pan,
    steel_saucepan,
    casserole,
)
