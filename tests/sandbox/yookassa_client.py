"""A plain HTTP client of YooKassa's API, and what it sends."""

from typing import Any

from aiohttp import ClientSession, encode_basic_auth

from tests.payments.yookassa_stand import RETURN_URL, SECRET, SHOP

Json = dict[str, Any]

BODY: Json = {
    "amount": {"value": "200.00", "currency": "RUB"},
    "capture": True,
    "confirmation": {"type": "redirect", "return_url": RETURN_URL},
}
ITEM: Json = {
    "description": "Mug",
    "quantity": "2.00",
    "amount": {"value": "100.00", "currency": "RUB"},
    "vat_code": 1,
}


class Client:
    """Speaks JSON over HTTP, with the keys of a shop."""

    def __init__(self, session: ClientSession, url: str) -> None:
        self.session = session
        self.url = url
        self.keys = encode_basic_auth(SHOP, SECRET)

    @property
    def auth(self) -> dict[str, str]:
        """The header that tells who calls."""
        return {"Authorization": self.keys} if self.keys else {}

    async def post(self, path: str, body: Any, key: str = "key") -> tuple[int, Json]:
        """Send *body*; an empty *key* is left out."""
        headers = self.auth | ({"Idempotence-Key": key} if key else {})
        async with self.session.post(self.url + path, json=body, headers=headers) as answer:
            return answer.status, await answer.json()

    async def get(self, path: str) -> tuple[int, Json]:
        """Read what is at *path*."""
        async with self.session.get(self.url + path, headers=self.auth) as answer:
            return answer.status, await answer.json()
