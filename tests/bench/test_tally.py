"""Figures of many times: by the nearest rank."""

import pytest

from bench.tally import quantile


@pytest.mark.parametrize(
    ("values", "share", "is_"),
    [(20, 0.5, 10), (20, 0.95, 19), (18, 0.95, 18), (200, 0.95, 190), (20, 1.0, 20), (1, 0.5, 1)],
)
def test_so_many_of_the_values_are_no_larger(values: int, share: float, is_: int) -> None:
    ordered = [float(n) for n in range(1, values + 1)]

    assert quantile(ordered, share) == is_
    assert quantile([], share) == 0
