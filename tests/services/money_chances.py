"""What chance picks from in the money machine."""

from hypothesis import strategies as st

from domain.gateways import KeysRefused, OutcomeUnknown, TryLater
from domain.orders import Method
from tests.services.money_teller import Killed
from tests.services.money_town import BASKETS, CUSTOMERS

Fault = tuple[type[BaseException], bool]  # what is raised, and whether the thing was done

some = st.integers(0, 5)  # which of the things there are, counted round from the newest
mostly = st.sampled_from([True, True, True, False])
buyers = st.sampled_from(CUSTOMERS)
baskets = st.sampled_from(BASKETS)
tellers = st.sampled_from(["stripe", "yookassa"])
ways = st.sampled_from([Method.STRIPE, Method.YOOKASSA, Method.TELEGRAM, Method.CASH])
hows = st.sampled_from(["right", "right", "right", "short", "other currency", "held"])
calls = st.sampled_from(["create", "fetch", "cancel", "refund", "fetch_refund"])
faults = st.sampled_from(
    [
        (TryLater, False),
        (KeysRefused, False),
        (OutcomeUnknown, False),
        (OutcomeUnknown, True),
        (Killed, False),
        (Killed, True),
    ]
)
