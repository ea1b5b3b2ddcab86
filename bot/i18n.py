"""The shop's words in every language: gettext files, compiled in memory at start."""

import gettext
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, tzinfo
from pathlib import Path
from zoneinfo import ZoneInfo

from babel import Locale
from babel.dates import format_date, format_time, get_datetime_format, get_timezone_location
from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import read_po
from babel.units import format_unit

from bot.markup import Markup, escape, fill
from bot.numerals import MoneyStyle, Sum, money_style, numerals_of
from domain.clock import Clock, SystemClock

SOURCE = "en"  # the language the messages in the code are written in
Phrase = str | tuple[str, str]  # a message that is kept as data, or both forms of one


def noop(text: str) -> str:
    """Mark *text* for extraction where it is kept as data and translated later."""
    return text


def plural(one: str, many: str) -> tuple[str, str]:
    """Mark both forms of a message for extraction, as `noop` does with a single one."""
    return one, many


@dataclass(frozen=True, slots=True)
class Words:
    """One language's messages. *form* gives the index into a plural's forms for a number."""

    texts: Mapping[str, Markup]
    plurals: Mapping[str, tuple[Markup, ...]]
    form: Callable[[int], int]


def english() -> Words:
    """No messages at all: everything is said as the code has it."""
    return Words({}, {}, lambda n: int(n != 1))


class Translator:
    """Says the shop's messages in one language; screens get it as ``t``.

    Every string argument is escaped, so that a name typed by a person is shown literally;
    `Markup` passes as it is. The results are `Markup`. An untranslated message is said in
    English. *zone* is the shop's, for days that mean the same to everybody; *clock* is for
    examples, which are of days to come.
    """

    __slots__ = (
        *("_form", "_locale", "_money", "_numerals", "_plurals", "_texts", "language"),
        *("_clock", "zone"),
    )

    def __init__(
        self, language: str, words: Words, zone: tzinfo = UTC, clock: Clock | None = None
    ) -> None:
        self.language = language
        self.zone = zone
        self._clock = clock or SystemClock()
        self._texts, self._plurals = words.texts, words.plurals
        self._form = words.form
        self._locale = Locale.parse(language)
        self._numerals = numerals_of(self._locale)
        self._money: dict[str, MoneyStyle] = {}

    def __call__(self, text: str, /, **values: object) -> Markup:
        """Say *text*, its ``{placeholders}`` filled with *values*."""
        said = self._texts.get(text) or Markup(text)
        return fill(said, values) if values else said

    def plural(self, one: str, many: str, n: int, /, **values: object) -> Markup:
        """Say *one* or *many* as the language wants it for *n*, which fills ``{n}``."""
        forms = self._plurals.get(one)
        values["n"] = self.number(n)
        if forms is None:
            return fill(one if n == 1 else many, values)
        return fill(forms[self._form(n)], values)

    def money(self, money: Sum) -> Markup:
        """Write a sum: ``1 290 ₽``, ``$12.50``, ``250 ⭐``; it never breaks over a line."""
        style = self._money.get(money.currency)
        if style is None:
            style = self._money[money.currency] = money_style(self._locale, money.currency)
        return Markup(style.write(money.amount))

    def number(self, number: int) -> Markup:
        """Write a whole number with the language's separators."""
        if -1000 < number < 1000:
            return Markup(number)
        sign = "-" if number < 0 else ""
        return Markup(sign + self._numerals.whole(abs(number)))

    def weight(self, grams: int) -> Markup:
        """Write a weight: ``350 g``, ``1.2 kg``; it never breaks over a line."""
        unit, many = ("kilogram", 1000) if grams >= 1000 else ("gram", 1)
        said = format_unit(grams / many, f"mass-{unit}", "short", locale=self._locale)
        return escape(said.replace(" ", "\N{NO-BREAK SPACE}"))

    @property
    def zone_name(self) -> str:
        """What to call the shop's time zone: "UTC", or the city it is named after."""
        if not isinstance(self.zone, ZoneInfo):
            return "UTC"
        return get_timezone_location(self.zone, locale=self._locale, return_city=True)

    def date(self, when: datetime) -> Markup:
        """Write *when* as the shop's clock has it, named: ``Nov 21, 2026, 3:30 PM (Berlin)``.

        It is for files and labels, where `time_tag` cannot go.
        """
        there = when.astimezone(self.zone)
        day = format_date(there, "medium", locale=self._locale)
        time = format_time(there, "short", locale=self._locale)
        said = str(get_datetime_format("medium", self._locale)).format(time, day)
        return escape(f"{said} ({self.zone_name})")

    def day_to_come(self, days: int) -> str:
        """Write the day that is *days* from now in the shop, as people type it: 2026-12-07."""
        return f"{self._clock.now().astimezone(self.zone) + timedelta(days):%Y-%m-%d}"

    def time_tag(self, when: datetime, style: str = "dt") -> Markup:
        """Write *when* so that Telegram shows it in the reader's own time zone.

        *style* is Telegram's: ``r`` for "in 5 minutes", or of ``w d D t T``. Old apps show
        the `date` inside.
        """
        seconds = int(when.timestamp())
        return Markup(f'<tg-time unix="{seconds}" format="{style}">{self.date(when)}</tg-time>')


class Translations:
    """All languages the shop ships, each with one translator for everybody."""

    def __init__(
        self,
        words: Mapping[str, Words],
        default: str = SOURCE,
        zone: tzinfo = UTC,
        clock: Clock | None = None,
    ) -> None:
        """Take the messages by language code.

        Raises:
            ValueError: *default* is not among the languages.
        """
        known = {SOURCE: english(), **words}
        if default not in known:
            raise ValueError(f"no translation for {default!r}, only for {sorted(known)}")
        self.default = default
        self._translators = {code: Translator(code, of, zone, clock) for code, of in known.items()}

    @classmethod
    def load(
        cls,
        folder: Path,
        default: str = SOURCE,
        zone: tzinfo = UTC,
        clock: Clock | None = None,
    ) -> "Translations":
        """Read every ``<folder>/<language>/LC_MESSAGES/shop.po``."""
        return cls({code: _read(path) for code, path in po_files(folder)}, default, zone, clock)

    @property
    def languages(self) -> dict[str, str]:
        """Language codes with the languages' names in themselves, English first."""
        return {code: _own_name(code) for code in self._translators}

    def for_language(self, code: str | None) -> Translator:
        """Return the translator for *code* ("pt-br"), its base language, or the default."""
        wanted = (code or self.default).replace("-", "_")
        base = wanted.partition("_")[0].lower()
        known = self._translators
        return known.get(wanted) or known.get(base) or known[self.default]


def po_files(folder: Path) -> Iterator[tuple[str, Path]]:
    """Find the translations in *folder* as language code and file, in order of the code."""
    for path in sorted(folder.glob("*/LC_MESSAGES/shop.po")):
        yield path.parts[-3], path


def _read(path: Path) -> Words:
    with path.open("rb") as file:
        catalog = read_po(file)
    messages = [message for message in catalog if message.id and not message.fuzzy]
    return Words(_texts(messages), _plurals(messages), _plural_rule(catalog))


def _texts(messages: list[Message]) -> dict[str, Markup]:
    plain = (message for message in messages if not message.pluralizable)
    return {str(one.id): Markup(one.string) for one in plain if one.string}


def _plurals(messages: list[Message]) -> dict[str, tuple[Markup, ...]]:
    found = (message for message in messages if message.pluralizable)
    return {one.id[0]: _forms(one) for one in found if all(_forms(one))}


def _forms(message: Message) -> tuple[Markup, ...]:
    return tuple(map(Markup, message.string or ()))


def _plural_rule(catalog: Catalog) -> Callable[[int], int]:
    return gettext.c2py(catalog.plural_expr)


def _own_name(code: str) -> str:
    name = Locale.parse(code).get_display_name() or code
    return name[:1].upper() + name[1:]
