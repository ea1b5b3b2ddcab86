"""A picture that looks like a code to scan, and that nobody can take for one."""

from hashlib import sha256

SIZE = 25
EDGE = 7


def fake_code(seed: str) -> str:
    """Return an inline SVG: the same for the same *seed*, with TEST written across it."""
    dots = "".join(f"M{x} {y}h1v1h-1z" for x, y in _dots(seed))
    corners = "".join(_corner(x, y) for x, y in ((0, 0), (SIZE - EDGE, 0), (0, SIZE - EDGE)))
    return (
        f'<svg viewBox="-2 -2 {SIZE + 4} {SIZE + 4}" width="220" height="220" role="img" '
        'aria-label="A test code, it cannot be scanned">'
        f'<rect x="-2" y="-2" width="{SIZE + 4}" height="{SIZE + 4}" rx="2" fill="#fff"/>'
        f'<path d="{dots}{corners}" fill="#1c1a27" fill-rule="evenodd"/>'
        '<rect x="3.5" y="9.5" width="18" height="6" rx="1.5" fill="#b4232d"/>'
        '<text x="12.5" y="14.2" text-anchor="middle" font-size="4.6" font-weight="700" '
        'font-family="system-ui, sans-serif" letter-spacing=".4" fill="#fff">TEST</text></svg>'
    )


def _dots(seed: str) -> list[tuple[int, int]]:
    bits = b"".join(sha256(f"{seed}/{row}".encode()).digest() for row in range(SIZE))
    every = [(x, y) for y in range(SIZE) for x in range(SIZE)]
    return [(x, y) for x, y in every if bits[y * 32 + x] & 1 and not _in_a_corner(x, y)]


def _in_a_corner(x: int, y: int) -> bool:
    far = SIZE - EDGE - 1
    return (x <= EDGE and y <= EDGE) or (x >= far and y <= EDGE) or (x <= EDGE and y >= far)


def _corner(x: int, y: int) -> str:
    return f"M{x} {y}h7v7h-7zm1 1v5h5v-5zm1 1h3v3h-3z"
