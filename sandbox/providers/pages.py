"""The parts a test provider's pay page is made of.

Every function returns HTML and escapes the texts it is given; what is already HTML is passed
as *parts*. A page works without a script and asks nobody else for anything.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from html import escape

from aiohttp import web

from sandbox.providers.icons import icon

POLICY = (
    "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'"
)
SCHEMES = ("http://", "https://", "tg://")
SIGNS = {"RUB": "₽", "USD": "$", "EUR": "€", "GBP": "£", "CNY": "¥", "JPY": "¥"}
BEFORE = ("USD", "EUR", "GBP", "CNY", "JPY")
NARROW = "\N{NARROW NO-BREAK SPACE}"


@dataclass(frozen=True, slots=True)
class Option:
    """One way to pay. *icon* is "card", "phone" or "wallet"."""

    value: str
    label: str
    about: str = ""
    icon: str = "card"


def page(title: str, provider: str, *parts: str, status: int = 200) -> web.Response:
    """A whole page of *provider*, saying that it moves no money."""
    html = (
        '<!doctype html><html lang="en" data-theme="auto"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        '<meta name="color-scheme" content="light dark">'
        f'<title>{escape(title)}</title><link rel="icon" href="/page/favicon.svg">'
        '<link rel="stylesheet" href="/page/pay.css"></head><body>'
        f'<p class="test" role="note">{icon("flask")}Test page, no money moves</p>'
        f'<main><header><span class="brand">{escape(provider)}</span>'
        f'<span class="place">{icon("lock")}on this machine</span></header>'
        f"{''.join(parts)}</main></body></html>"
    )
    headers = {"Content-Security-Policy": POLICY, "Cache-Control": "no-store"}
    headers |= {"Referrer-Policy": "no-referrer", "X-Content-Type-Options": "nosniff"}
    return web.Response(text=html, content_type="text/html", headers=headers, status=status)


def asked(shop: str, total: str, about: str, note: str = "") -> str:
    """Who asks for how much, and what for; *note* says how long."""
    left = f'<p class="note">{icon("clock")}{escape(note)}</p>' if note else ""
    return (
        f'<p class="shop">{escape(shop)}</p><h1>{escape(total)}</h1>'
        f'<p class="about">{escape(about)}</p>{left}'
    )


def form(*parts: str) -> str:
    """A form that comes back to the same address."""
    return f'<form method="post">{"".join(parts)}</form>'


def ways(options: Iterable[Option]) -> str:
    """The ways to pay, the first one chosen."""
    rows = "".join(_way(option, at == 0) for at, option in enumerate(options))
    return f'<fieldset class="ways"><legend>Pay with</legend>{rows}</fieldset>'


def check(name: str, label: str, about: str = "") -> str:
    """A box to tick."""
    return (
        f'<label class="check"><input type="checkbox" name="{escape(name)}" value="on">'
        f"<span>{escape(label)}{_small(about)}</span></label>"
    )


def choice(name: str, label: str, options: Iterable[tuple[str, str]]) -> str:
    """A list to choose from; each option is its value and its label."""
    rows = "".join(f'<option value="{escape(v)}">{escape(text)}</option>' for v, text in options)
    return (
        f'<label class="choice"><span>{escape(label)}</span>'
        f'<select name="{escape(name)}">{rows}</select></label>'
    )


def hidden(name: str, value: str) -> str:
    """A value the form carries along."""
    return f'<input type="hidden" name="{escape(name)}" value="{escape(value)}">'


def button(label: str, act: str, kind: str = "plain") -> str:
    """A button that sends its form with act=*act*. *kind* is "main", "plain" or "danger"."""
    return f'<button class="{kind}" name="act" value="{escape(act)}">{escape(label)}</button>'


def endings(*parts: str) -> str:
    """A folded place for everything that goes otherwise than a customer hopes."""
    return f"<details><summary>Other endings to try</summary>{''.join(parts)}</details>"


def link(label: str, address: str, kind: str = "leave") -> str:
    """A link to the shop; nothing if the address is none a browser should follow."""
    if not address.startswith(SCHEMES):
        return ""
    return f'<a class="{kind}" href="{escape(address)}">{escape(label)}</a>'


def result(kind: str, headline: str, words: str) -> str:
    """What became of it. *kind* is "good", "bad" or "waiting"."""
    sign = {"good": "tick", "bad": "cross"}.get(kind, "clock")
    return (
        f'<section class="result {kind}" role="status"><span class="sign">{icon(sign)}</span>'
        f"<h1>{escape(headline)}</h1><p>{escape(words)}</p></section>"
    )


def price(minor: int, currency: str, decimals: int = 2) -> str:
    """A sum for people: 1 290.00 ₽, $12.90."""
    whole, rest = divmod(minor, 10**decimals)
    digits = f"{whole:,}".replace(",", NARROW) + (f".{rest:0{decimals}}" if decimals else "")
    sign = SIGNS.get(currency, currency)
    return f"{sign}{digits}" if currency in BEFORE else f"{digits}\N{NO-BREAK SPACE}{sign}"


def _way(option: Option, chosen: bool) -> str:
    checked = " checked" if chosen else ""
    return (
        f'<label class="way"><input type="radio" name="way" value="{escape(option.value)}"'
        f"{checked}>{icon(option.icon)}<span>{escape(option.label)}{_small(option.about)}</span>"
        "</label>"
    )


def _small(about: str) -> str:
    return f"<small>{escape(about)}</small>" if about else ""
