"""What single pieces of a line are worth, so that all of them sum up to the line."""


def cost_of(total: int, quantity: int, gone: int, pieces: int) -> int:
    """Return what *pieces* cost (minor units), after *gone* of a line's *quantity*.

    All pieces are worth the same to the last minor unit. What does not divide is on those
    that go first (the largest remainder, all being equal), so that however a line is given
    up, piece by piece or at once, its *total* comes out and never a cent more.

    Raises:
        ValueError: There are not so many pieces.
    """
    if not 0 <= gone <= gone + pieces <= quantity:
        raise ValueError(f"{pieces} pieces after {gone} of {quantity}")
    each, more = divmod(total, quantity)
    return pieces * each + min(gone + pieces, more) - min(gone, more)
