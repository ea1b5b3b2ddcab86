"""The shelf of tea and coffee."""

from math import cos, radians, sin

from sandbox.demo.canvas import Canvas, sloped, tone
from sandbox.demo.curves import Outline, ellipse, ribbon, smooth
from sandbox.demo.shapes_packs import bag, tin
from sandbox.demo.shapes_plants import LEAF, beans, blossom, flakes, leaf, sprig
from sandbox.demo.shapes_round import belt, form, mouth, stand, tube, wall
from sandbox.demo.shapes_table import COFFEE, IRON, STEEL, WHITE, glass, knob, lidded

SHELF = "tea"
CELADON = tone("#7d917c")
ALUMINIUM = tone("#c3c5c8", depth=0.66, glow=0.75)
LEMON = tone("#e6b93a")


def sencha(canvas: Canvas) -> None:
    canvas.closer(1.25, 400, 375)
    tin(canvas, 380, 470, (220, 280), tone("#5f8a4d"), LEAF)
    flakes(canvas, [(470, 460), (640, 530)], tone("#4f7a3c"), 60, 17)


def jasmine_tea(canvas: Canvas) -> None:
    canvas.closer(1.25, 400, 375)
    tin(canvas, 380, 470, (220, 280), tone("#a9c29a"), tone("#7da06a"))
    flakes(canvas, [(480, 470), (640, 530)], tone("#6c7f4c"), 40, 15)
    for x, y, radius in ((515, 478, 28), (585, 505, 32), (470, 515, 26)):
        leaf(canvas, (x, y), radius * 1.7, 25)
        blossom(canvas, (x, y), radius, tone("#fbf8ee", depth=0.25))


def assam(canvas: Canvas) -> None:
    canvas.closer(1.25, 400, 375)
    tin(canvas, 380, 470, (220, 280), tone("#a63f32"), tone("#a63f32"))
    flakes(canvas, [(470, 460), (640, 530)], tone("#4a2f22"), 70, 15)


def earl_grey(canvas: Canvas) -> None:
    canvas.closer(1.25, 400, 375)
    tin(canvas, 380, 470, (220, 280), tone("#3c5068"), tone("#3c5068"))
    flakes(canvas, [(430, 490), (560, 545)], tone("#3b2a22"), 40, 14)
    _citrus(canvas, 560, 490, 44)


def _citrus(canvas: Canvas, x: float, y: float, radius: float) -> None:
    canvas.ground(x, y + radius * 0.6, radius * 1.7)
    canvas.fill(ellipse(x, y, radius, radius), sloped(LEMON, 210, 120))
    canvas.fill(ellipse(x, y, radius * 0.9, radius * 0.9), tone("#fbf1d0").base)
    for turn in range(0, 360, 45):
        near = [
            _polar(x, y, radius * 0.1, turn + 22),
            _polar(x, y, radius * 0.78, turn + 6),
            _polar(x, y, radius * 0.84, turn + 22),
            _polar(x, y, radius * 0.78, turn + 39),
        ]
        canvas.fill(near, tone("#efc95a").base)
    leaf(canvas, (x + radius * 0.7, y - radius * 0.6), 56, -30)


def _polar(x: float, y: float, radius: float, angle: float) -> tuple[float, float]:
    return x + radius * cos(radians(angle)), y + radius * sin(radians(angle))


def rooibos(canvas: Canvas) -> None:
    canvas.closer(1.25, 400, 375)
    tin(canvas, 380, 470, (220, 280), tone("#c9783a"), tone("#b5652c"))
    flakes(canvas, [(470, 460), (640, 530)], tone("#9c4524"), 120, 11)


def peppermint(canvas: Canvas) -> None:
    canvas.closer(1.25, 400, 375)
    sprig(canvas, (545, 500), 260, 50, tone("#4f9a6a"))
    tin(canvas, 370, 470, (220, 280), tone("#2f7d6b"), tone("#3f9a74"))
    for x, turn in ((495, 12), (560, -8), (610, 30)):
        leaf(canvas, (x, 512), 60, turn, tone("#4f9a6a"), 0.5)


def house_espresso(canvas: Canvas) -> None:
    canvas.closer(1.12, 400, 340)
    bag(canvas, 385, 495, (250, 350), tone("#2f2c2d"), tone("#b5522f"))
    beans(canvas, 515, 680, 480, 10)


def ethiopia_coffee(canvas: Canvas) -> None:
    canvas.closer(1.12, 400, 340)
    bag(canvas, 385, 495, (250, 350), tone("#e3ddd0", depth=0.45), tone("#4a8a8c"))
    beans(canvas, 515, 680, 480, 10)


def stoneware_teapot(canvas: Canvas) -> None:
    canvas.closer(1.15, 390, 365)
    spout = smooth([(510, 420), (585, 385), (610, 320), (650, 290)])
    tube(canvas, spout, 62, CELADON, 24)
    tube(canvas, smooth([(265, 315), (175, 300), (150, 370), (190, 430), (268, 425)]), 24, CELADON)
    body = form(
        390, (285, 82), (305, 122), (345, 152), (395, 160), (445, 135), (478, 92), (486, 84)
    )
    stand(canvas, body, 1.1)
    wall(canvas, body, CELADON, 0.45)
    belt(canvas, body, 478, 488, tone("#c49a78"))
    lidded(canvas, body, 36, CELADON, CELADON)


def french_press(canvas: Canvas) -> None:
    canvas.closer(1.1, 420, 345)
    body = form(390, (215, 100), (470, 100), (478, 97), soft=False)
    stand(canvas, body)
    tube(canvas, smooth([(485, 250), (560, 245), (585, 320), (565, 410), (485, 415)]), 24, IRON)
    glass(canvas, body, COFFEE, 0.3)
    for start, end in ((225, 240), (452, 492)):
        belt(canvas, form(390, (start, 104), (end, 104), soft=False), start, end, STEEL)
    for x in (296, 390, 484):
        sag = 20 if x == 390 else 4
        canvas.fill(
            ribbon([(x, 232 + sag), (x, 460 + sag)], 9), sloped(STEEL, 220, 100, across=True)
        )
    tube(canvas, [(390, 110), (390, 190)], 8, STEEL)
    lid = form(390, (168, 40), (178, 88), (205, 105), (216, 105), soft=False)
    wall(canvas, lid, STEEL, 0.4)
    tube(canvas, [(390, 112), (390, 172)], 8, STEEL)
    knob(canvas, 390, 118, 20, IRON)


def pour_over_cone(canvas: Canvas) -> None:
    canvas.closer(1.15, 400, 340)
    jug = form(400, (345, 78), (390, 112), (470, 124), (505, 112), (512, 100))
    stand(canvas, jug)
    glass(canvas, jug, COFFEE, 0.5)
    tube(canvas, smooth([(505, 215), (575, 205), (590, 255), (545, 300), (490, 290)]), 20, WHITE)
    base = form(400, (325, 128), (342, 128), soft=False)
    wall(canvas, base, WHITE)
    mouth(canvas, base, WHITE, 2)
    cone = form(400, (180, 145), (310, 66), (335, 60), soft=False, tilt=0.22)
    wall(canvas, cone, WHITE, 0.35)
    mouth(canvas, cone, WHITE, 7)
    for line in _spirals():
        canvas.fill(
            ribbon(line, 4), WHITE.dark, opacity=0.45, blur=1, inside=ellipse(400, 180, 136, 29)
        )


def _spirals() -> list[Outline]:
    return [
        smooth(
            [
                (400 + 130 * cos(radians(a)), 180 + 28 * sin(radians(a))),
                (400 + 80 * cos(radians(a + 25)), 190 + 18 * sin(radians(a + 25))),
                (400 + 30 * cos(radians(a + 50)), 202 + 6 * sin(radians(a + 50))),
            ]
        )
        for a in range(180, 360, 24)
    ]


def moka_pot(canvas: Canvas) -> None:
    canvas.closer(1.1, 400, 330)
    tube(canvas, smooth([(470, 195), (560, 190), (585, 225), (560, 340)]), 28, IRON, 22)
    base = form(390, (345, 72), (480, 104), (492, 102), soft=False, tilt=0.16)
    stand(canvas, base)
    _facets(canvas, 390, (345, 72), (490, 104))
    top = [(305, 185), (272, 178), (312, 222), (328, 338)]
    canvas.fill(top, sloped(ALUMINIUM, 230, 160))
    _facets(canvas, 390, (195, 94), (338, 66))
    belt(canvas, form(390, (335, 78), (358, 78), soft=False, tilt=0.16), 335, 358, ALUMINIUM)
    lid = form(390, (150, 12), (160, 50), (190, 98), (198, 98), soft=False, tilt=0.16)
    wall(canvas, lid, ALUMINIUM, 0.4)
    knob(canvas, 390, 155, 18, IRON)


def _facets(canvas: Canvas, x: float, top: tuple[float, float], foot: tuple[float, float]) -> None:
    """Upright faces between two rings, each with its own light."""
    cuts = (-1, -0.62, -0.08, 0.55, 1)
    for i, bright in enumerate((175, 250, 150, 45)):
        corners = [
            _corner(x, top, cuts[i]),
            _corner(x, top, cuts[i + 1]),
            _corner(x, foot, cuts[i + 1]),
            _corner(x, foot, cuts[i]),
        ]
        canvas.fill(corners, sloped(ALUMINIUM, bright, max(0, bright - 45)))
        canvas.fill(ribbon([corners[1], corners[2]], 2), ALUMINIUM.light, opacity=0.6)


def _corner(x: float, ring: tuple[float, float], cut: float) -> tuple[float, float]:
    y, half = ring
    return x + half * cut, y + half * 0.16 * (1 - cut * cut) ** 0.5


def gooseneck_kettle(canvas: Canvas) -> None:
    canvas.closer(1.08, 400, 330)
    tube(
        canvas,
        smooth([(270, 440), (200, 425), (190, 340), (195, 250), (150, 205), (115, 215)]),
        26,
        STEEL,
        14,
    )
    tube(
        canvas, smooth([(495, 300), (590, 255), (650, 270), (665, 340), (650, 420)]), 26, IRON, 30
    )
    body = form(390, (275, 92), (300, 110), (470, 142), (484, 138), soft=False)
    stand(canvas, body)
    wall(canvas, body, STEEL, 0.5)
    lidded(canvas, body, 28, STEEL, IRON)
    dial = ellipse(436, 262, 20, 9)
    canvas.fill(dial, WHITE.base)
    canvas.fill(ribbon(dial, 3), STEEL.dark)


SCENES = (
    sencha,
    jasmine_tea,
    assam,
    earl_grey,
    rooibos,
    peppermint,
    house_espresso,
    ethiopia_coffee,
    stoneware_teapot,
    french_press,
    pour_over_cone,
    moka_pot,
    gooseneck_kettle,
)
