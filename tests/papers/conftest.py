"""The street of the conversations, for people who ask for a document there."""

from tests.conversations.conftest import anna as anna
from tests.conversations.conftest import goods as goods
from tests.conversations.conftest import otherwise as otherwise
from tests.conversations.conftest import owner as owner
from tests.conversations.conftest import providers as providers
from tests.conversations.conftest import settings as settings
from tests.conversations.conftest import spoken as spoken
from tests.conversations.conftest import street as street
from tests.conversations.conftest import telegram as telegram
from tests.conversations.conftest import words_of as words_of
