"""Phone numbers as people write them, read by libphonenumber's rules."""

import phonenumbers

from domain.errors import BadPhone


class CountryPhones:
    """Reads numbers the way people of one country write them; see `domain.phones.Phones`."""

    def __init__(self, country: str) -> None:
        """*country*: ISO 3166 code of the shop's country, for numbers without a + code."""
        self._country = country

    def parse(self, text: str) -> str:
        """Return the number as E.164. Raises `BadPhone`."""
        try:
            number = phonenumbers.parse(text.strip(), self._country)
        except phonenumbers.NumberParseException:
            raise BadPhone(text) from None
        if not phonenumbers.is_possible_number(number):
            raise BadPhone(text)
        return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)
