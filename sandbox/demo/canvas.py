"""A surface to paint shaded outlines on, drawn large and made small for clean edges."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from hashlib import shake_128

from PIL import Image, ImageChops, ImageColor, ImageDraw, ImageFilter, ImageOps

from sandbox.demo.curves import Outline, Point, ellipse

SCALE = 3
Box = tuple[int, int, int, int]
Colour = tuple[int, int, int]
Paint = Callable[[Box], Image.Image]


@dataclass(frozen=True, slots=True)
class Tone:
    """One material under the studio light: its colour in shadow, in itself and in full light."""

    dark: Colour
    base: Colour
    light: Colour


@lru_cache(maxsize=256)
def tone(colour: str, depth: float = 0.6, glow: float = 0.4) -> Tone:
    """The tone of *colour* ("#rrggbb"); *depth* and *glow* say how far shadow and light go."""
    red, green, blue = ImageColor.getrgb(colour)[:3]
    base = (red, green, blue)
    return Tone(mixed(base, (38, 30, 44), depth), base, mixed(base, (255, 250, 240), glow))


def mixed(one: Colour, other: Colour, share: float) -> Colour:
    """*one* with *share* (0..1) of *other* in it."""
    red, green, blue = (round(a + (b - a) * share) for a, b in zip(one, other, strict=True))
    return red, green, blue


def graded(levels: Image.Image, colours: Tone) -> Image.Image:
    """Grey *levels* as the colours of a tone."""
    return ImageOps.colorize(levels, colours.dark, colours.light, mid=colours.base, midpoint=140)


def plain(colour: Colour) -> Paint:
    """One flat colour."""
    return lambda at: Image.new("RGB", _size(at), colour)


def sloped(colours: Tone, bright: int = 210, dim: int = 110, across: bool = False) -> Paint:
    """Light that falls off from top to bottom, or from left to right with *across*."""

    def paint(at: Box) -> Image.Image:
        strip = Image.new("L", (2, 2))
        strip.putdata([bright, dim, bright, dim] if across else [bright, bright, dim, dim])
        levels = strip.resize(_size(at), Image.Resampling.BICUBIC)
        return graded(levels, colours)

    return paint


class Canvas:
    """A picture being painted; all measures are in points of the finished picture."""

    def __init__(self, width: int, height: int) -> None:
        self.width = width
        self.height = height
        self.image = Image.new("RGB", (width * SCALE, height * SCALE), "white")
        self._frame: tuple[float, float, float, float] = (0, 0, width, height)

    def fill(
        self,
        outline: Sequence[Point],
        paint: Paint | Colour,
        *,
        opacity: float = 1.0,
        blur: float = 0,
        inside: Sequence[Point] | None = None,
    ) -> None:
        """Paint the area of *outline*, softened by *blur*, only where it is *inside* another."""
        at = self._box(outline, blur)
        if at[0] >= at[2] or at[1] >= at[3]:
            return
        mask = _mask(outline, at, round(255 * opacity))
        if blur:
            mask = mask.filter(ImageFilter.GaussianBlur(blur * SCALE))
        if inside is not None:
            mask = ImageChops.multiply(mask, _mask(inside, at, 255))
        brush = paint if callable(paint) else plain(paint)
        self.image.paste(brush(at), at[:2], mask)

    def fill_all(
        self, outlines: Sequence[Outline], colour: Colour, opacity: float, inside: Outline
    ) -> None:
        """Paint many small outlines in one colour, only where they are *inside* another."""
        at = self._box(inside, 0)
        mask = Image.new("L", _size(at), 0)
        pen = ImageDraw.Draw(mask)
        for outline in outlines:
            pen.polygon(_within(outline, at), fill=round(255 * opacity))
        mask = ImageChops.multiply(mask, _mask(inside, at, 255))
        self.image.paste(colour, at[:2], mask)

    def shade(self, outline: Sequence[Point], inside: Outline, strength: float = 0.25) -> None:
        """A soft shadow in the shape of *outline*, cast on the thing *inside*."""
        self.fill(outline, (40, 28, 40), opacity=strength, blur=6, inside=inside)

    def shine(self, outline: Sequence[Point], inside: Outline, strength: float = 0.5) -> None:
        """A soft highlight in the shape of *outline* on the thing *inside*."""
        self.fill(outline, (255, 255, 250), opacity=strength, blur=3, inside=inside)

    def ground(self, x: float, y: float, width: float, strength: float = 1.0) -> None:
        """The shadow of something *width* wide that stands at (x, y)."""
        wide, tall = width * 0.62, width * 0.085 + 6
        far = ellipse(x + width * 0.16, y + 2, wide * 1.1, tall * 1.5)
        self.fill(far, (52, 38, 44), opacity=0.20 * strength, blur=18)
        self.fill(
            ellipse(x + width * 0.05, y, wide * 0.88, tall * 0.8),
            (44, 32, 38),
            opacity=0.34 * strength,
            blur=7,
        )
        near = ellipse(x, y - 2, wide * 0.78, tall * 0.5)
        self.fill(near, (30, 22, 28), opacity=0.4 * strength, blur=3)

    def closer(self, times: float, x: float, y: float) -> None:
        """Bring the camera *times* nearer, so that (x, y) comes to the middle of the picture."""
        half_width, half_height = self.width / times / 2, self.height / times / 2
        x = min(max(x, half_width), self.width - half_width)
        y = min(max(y, half_height), self.height - half_height)
        self._frame = (x - half_width, y - half_height, x + half_width, y + half_height)

    def finished(self) -> Image.Image:
        """The picture in its final size, with a breath of paper grain."""
        left, top, right, bottom = (side * SCALE for side in self._frame)
        small = self.image.resize(
            (self.width, self.height), Image.Resampling.LANCZOS, (left, top, right, bottom)
        )
        grain = shake_128(b"paper").digest(self.width * self.height)
        noise = Image.frombytes("L", small.size, grain).point(lambda level: 124 + level // 42)
        return ImageChops.overlay(small, noise.convert("RGB"))

    def _box(self, outline: Sequence[Point], blur: float) -> Box:
        xs, ys = [x for x, _ in outline], [y for _, y in outline]
        room = blur * 2.6 + 1
        return (
            max(0, int((min(xs) - room) * SCALE)),
            max(0, int((min(ys) - room) * SCALE)),
            min(self.image.width, int((max(xs) + room) * SCALE) + 1),
            min(self.image.height, int((max(ys) + room) * SCALE) + 1),
        )


def _size(at: Box) -> tuple[int, int]:
    return at[2] - at[0], at[3] - at[1]


def _within(outline: Sequence[Point], at: Box) -> list[Point]:
    return [(x * SCALE - at[0], y * SCALE - at[1]) for x, y in outline]


def _mask(outline: Sequence[Point], at: Box, level: int) -> Image.Image:
    mask = Image.new("L", _size(at), 0)
    ImageDraw.Draw(mask).polygon(_within(outline, at), fill=level)
    return mask
