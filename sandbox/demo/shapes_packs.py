"""Packaging: tea tins, coffee bags, gift boxes with ribbons."""

from sandbox.demo.canvas import Canvas, Tone, mixed, sloped, tone
from sandbox.demo.curves import Outline, Point, box, ellipse, moved, ribbon, smooth
from sandbox.demo.shapes_flat import PAPER
from sandbox.demo.shapes_plants import leaf
from sandbox.demo.shapes_round import Form, belt, cover, form, reflection, stand, wall

INK = (40, 28, 40)


def tin(canvas: Canvas, x: float, y: float, size: Point, colours: Tone, mark: Tone) -> Form:
    """A round tin with a lid and a paper label that bears a leaf in the colour *mark*."""
    width, height = size
    half = width / 2
    body = form(x, (y - height, half), (y, half), soft=False, tilt=0.18)
    stand(canvas, body)
    wall(canvas, body, colours)
    seam = y - height * 0.76
    belt(canvas, body, seam, seam + 3, tone("#2c2622"), 0.5)
    belt(canvas, body, seam + 4, seam + 6, colours, 0.9)
    belt(canvas, body, y - height * 0.62, y - height * 0.14, PAPER)
    _leafmark(canvas, x, y - height * 0.3, height * 0.3, mark)
    reflection(canvas, body, 0.4)
    cover(canvas, body, colours)
    rim = ellipse(x, y - height + 1, half * 0.9, half * 0.9 * 0.18)
    canvas.fill(ribbon(rim, 2), colours.dark, opacity=0.35, blur=1)
    return body


def _leafmark(canvas: Canvas, x: float, y: float, size: float, mark: Tone) -> None:
    for angle in (-90, -38, -142):
        leaf(canvas, (x, y + size * 0.12), size * (0.8 if angle == -90 else 0.62), angle, mark)


def bag(canvas: Canvas, x: float, y: float, size: Point, colours: Tone, label: Tone) -> Outline:
    """A coffee bag with a folded top, a valve and a *label*; returns its front."""
    width, height = size
    half = width / 2
    front = smooth(
        [
            (x - half * 0.94, y - height),
            (x - half, y - height * 0.7),
            (x - half * 0.97, y - height * 0.3),
            (x - half * 1.02, y - 8),
            (x - half * 0.9, y),
            (x, y + 6),
            (x + half * 0.9, y),
            (x + half * 1.02, y - 8),
            (x + half * 0.97, y - height * 0.3),
            (x + half, y - height * 0.7),
            (x + half * 0.94, y - height),
        ]
    )
    canvas.ground(x, y, width)
    canvas.fill(front, sloped(colours, 205, 95, across=True))
    for side in (-1, 1):
        edge = smooth(
            [
                (x + side * half * 0.8, y - height),
                (x + side * half * 0.86, y - height * 0.5),
                (x + side * half * 0.78, y),
            ]
        )
        canvas.fill(
            ribbon(edge, 5, 9),
            colours.dark if side > 0 else colours.light,
            opacity=0.5,
            blur=5,
            inside=front,
        )
    _bag_top(canvas, x, y - height, half, colours)
    _label(canvas, front, (x, y - height * 0.36), (width * 0.62, height * 0.36), label)
    return front


def _bag_top(canvas: Canvas, x: float, y: float, half: float, colours: Tone) -> None:
    roll = box(x - half * 0.97, y - 26, x + half * 0.97, y + 14, 6)
    canvas.fill(moved(roll, 0, 7), INK, opacity=0.35, blur=5)
    canvas.fill(roll, sloped(colours, 215, 120))
    canvas.fill(box(x - half, y - 12, x + half, y - 2, 4), tone("#cfb27c").base)
    canvas.fill(ellipse(x, y + 40, 9, 9), mixed(colours.base, colours.dark, 0.5))
    canvas.fill(ellipse(x - 1, y + 39, 5, 5), mixed(colours.base, colours.light, 0.2))


def _label(canvas: Canvas, front: Outline, at: Point, size: Point, label: Tone) -> None:
    (x, y), (width, height) = at, size
    face = box(x - width / 2, y - height / 2, x + width / 2, y + height / 2, 6)
    canvas.fill(face, sloped(PAPER, 215, 140, across=True), inside=front)
    canvas.fill(
        box(x - width / 2, y - height / 2, x + width / 2, y - height * 0.28, 0),
        label.base,
        opacity=0.95,
        inside=face,
    )
    for i, share in enumerate((0.5, 0.34)):
        line = [
            (x - width * share / 2, y + height * (0.24 + 0.12 * i)),
            (x + width * share / 2, y + height * (0.24 + 0.12 * i)),
        ]
        canvas.fill(ribbon(line, 4), PAPER.dark, opacity=0.8)
    seed = ellipse(x, y - height * 0.02, width * 0.13, width * 0.17)
    canvas.fill(seed, label.base)
    slit = smooth(
        [(x, y - height * 0.02 - width * 0.17), (x + 5, y), (x, y - height * 0.02 + width * 0.17)]
    )
    canvas.fill(ribbon(slit, 3.5), PAPER.base, inside=seed)


def bow(canvas: Canvas, x: float, y: float, size: float, colours: Tone) -> None:
    """A ribbon's bow, its knot at (x, y)."""
    for side in (-1, 1):
        tail = smooth(
            [(x, y), (x + side * size * 0.4, y + size * 0.35), (x + side * size * 0.55, y + size)]
        )
        canvas.fill(ribbon(tail, size * 0.2, size * 0.28), mixed(colours.base, colours.dark, 0.25))
        loop = smooth(
            [
                (x, y),
                (x + side * size * 0.5, y - size * 0.5),
                (x + side * size, y - size * 0.3),
                (x + side * size * 0.85, y + size * 0.12),
            ],
            closed=True,
        )
        canvas.fill(loop, sloped(colours, 205, 110))
        hole = smooth(
            [
                (x + side * size * 0.25, y - size * 0.1),
                (x + side * size * 0.55, y - size * 0.3),
                (x + side * size * 0.78, y - size * 0.12),
            ],
            closed=True,
        )
        canvas.fill(hole, colours.dark, opacity=0.7, blur=1)
    canvas.fill(
        box(x - size * 0.15, y - size * 0.16, x + size * 0.15, y + size * 0.16, size * 0.1),
        sloped(colours, 200, 90),
    )
