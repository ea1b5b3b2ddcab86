"""The desks at which catalogue files are worked on, made for the shop they serve."""

from bot.desks import Chat
from bot.export_desk import ExportDesk
from bot.files.pictures import Pictures
from bot.import_desk import ImportDesk
from bot.shop import ShopFacts
from domain.clock import Clock
from domain.ports.store import SharedStore
from domain.services.exports import Exporter
from domain.services.imports import Importer


def open_desks(
    store: SharedStore, clock: Clock, shop: ShopFacts, chat: Chat
) -> tuple[ImportDesk, ExportDesk]:
    """Return where files come in and where they go out; pictures are read from the web only."""
    importer = Importer(store, clock, Pictures(None), shop.name, shop.rule)
    return (
        ImportDesk(importer, chat, shop.currency, zone=shop.zone),
        ExportDesk(Exporter(store), chat, clock, zone=shop.zone),
    )
