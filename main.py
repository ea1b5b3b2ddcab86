"""The shop's command line: run it, try it, fill it, look after it."""

import argparse
import asyncio
import sys
from collections.abc import Callable
from pathlib import Path

from bot.logs import set_up_logs
from bot.settings import Settings, SettingsError, read_settings
from bot.trouble import explained


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="main.py", description=__doc__)
    commands = parser.add_subparsers(dest="command", metavar="COMMAND")
    commands.add_parser("run", help="serve the shop (the sandbox when there is no BOT_TOKEN)")
    sandbox = commands.add_parser("sandbox", help="a local Telegram with the shop in it")
    sandbox.add_argument("--port", type=_port, default=8081, help="of the page, default 8081")
    importing = commands.add_parser("import", help="read a catalogue file into the shop")
    importing.add_argument("file", type=Path)
    importing.add_argument("--dry-run", action="store_true", help="tell, change nothing")
    exporting = commands.add_parser("export", help="write the catalogue to a file")
    exporting.add_argument("file", type=Path)
    comparing = commands.add_parser("reconcile", help="compare with the providers' books")
    comparing.add_argument("--days", type=_days, default=3, help="to look back, default 3")
    commands.add_parser("migrate", help="bring the database to the newest schema")
    commands.add_parser("reindex", help="build the search index anew; the shop may be open")
    commands.add_parser("doctor", help="tell what is well with the shop and what is not")
    return parser


def _port(text: str) -> int:
    if not text.isdecimal() or not 1 <= int(text) <= 65535:
        raise argparse.ArgumentTypeError("a port from 1 to 65535, please")
    return int(text)


def _days(text: str) -> int:
    if not text.isdecimal() or not 1 <= int(text) <= 365:
        raise argparse.ArgumentTypeError("a number of days from 1 to 365, please")
    return int(text)


def _say(text: str) -> None:
    """Print at once: a link in a buffer helps nobody who watches a log."""
    print(text, flush=True)


async def _serve(settings: Settings) -> int:
    from bot.app import build  # each command loads only what it needs
    from bot.running import Running

    app = await build(settings)
    try:
        if token := await app.services.staff.claim_token():
            _say(f"This shop has no owner yet. Become it: {app.shop.link(f'i_{token}')}")
        running = Running(app)
        running.stop_on_signals()
        await running.run()
    finally:
        await app.close()
    return 0


async def _sandbox(settings: Settings, port: int) -> int:
    from bot.local import LocalShop

    await LocalShop(settings, port, _say).run()
    return 0


async def _import(settings: Settings, file: Path, *, dry_run: bool) -> int:
    from bot.database import open_store
    from bot.files.command import import_file
    from domain.clock import SystemClock
    from domain.local_time import zone_named

    store = await open_store(settings)
    try:
        return await import_file(
            store,
            SystemClock(),
            file,
            dry_run=dry_run,
            currency=settings.shop_currency,
            shop_name=settings.shop_name,
            out=sys.stdout,
            rule=settings.digital_goods,
            zone=zone_named(settings.shop_timezone),
        )
    finally:
        await store.close()


async def _export(settings: Settings, file: Path) -> int:
    from bot.database import open_store
    from bot.files.command import export_file
    from domain.local_time import zone_named

    store = await open_store(settings)
    try:
        return await export_file(
            store, file, out=sys.stdout, zone=zone_named(settings.shop_timezone)
        )
    finally:
        await store.close()


async def _migrate(settings: Settings) -> int:
    from bot.database import open_store

    store = await open_store(settings)
    await store.close()
    _say("The database has the newest schema.")
    return 0


async def _reindex(settings: Settings) -> int:
    from bot.analysts import analysts
    from bot.database import open_store
    from domain.clock import SystemClock
    from domain.services.indexing import Indexing

    store = await open_store(settings)
    try:
        with analysts() as analyse:
            index = Indexing(store, SystemClock(), analyse)
            done = await index.rebuild(_every_ten_thousand(), store.give_way)
    finally:
        await store.close()
    _say(f"The search knows {done} products.")
    return 0


def _every_ten_thousand() -> Callable[[int], None]:
    told = 0

    def tell(done: int) -> None:
        nonlocal told
        if done // 10_000 > told:
            told = done // 10_000
            _say(f"{done} products")

    return tell


async def _reconcile(settings: Settings, days: int) -> int:
    from bot.database import open_store
    from bot.gateways import open_gateways
    from bot.reconcile import reconcile
    from domain.clock import SystemClock
    from domain.local_time import zone_named

    store, clock = await open_store(settings), SystemClock()
    gateways = open_gateways(settings, clock)
    try:
        zone = zone_named(settings.shop_timezone)
        return await reconcile(store, clock, gateways, days, out=sys.stdout, zone=zone)
    finally:
        for gateway in gateways.values():
            await gateway.close()
        await store.close()


async def _doctor(settings: Settings) -> int:
    from bot.doctor import run_doctor

    return await run_doctor(settings, sys.stdout)


async def _do(wanted: argparse.Namespace, settings: Settings) -> int:
    match wanted.command:
        case "import":
            return await _import(settings, wanted.file, dry_run=wanted.dry_run)
        case "export":
            return await _export(settings, wanted.file)
        case "migrate":
            return await _migrate(settings)
        case "doctor":
            return await _doctor(settings)
        case "reindex":
            return await _reindex(settings)
        case "reconcile":
            return await _reconcile(settings, wanted.days)
        case "sandbox":
            return await _sandbox(settings, wanted.port)
    if settings.bot_token.get_secret_value():
        return await _serve(settings)
    return await _sandbox(settings, 8081)


def _secrets(settings: Settings) -> list[str]:
    """What must never be seen in a log."""
    secrets = (
        settings.bot_token,
        settings.telegram_provider_token,
        settings.webhook_secret,
        settings.yookassa_secret_key,
        settings.stripe_secret_key,
        settings.stripe_webhook_secret,
        settings.database_url,
    )
    return [secret.get_secret_value() for secret in secrets if secret.get_secret_value()]


def main(arguments: list[str] | None = None) -> int:
    """Do what the command line says; return the exit status."""
    wanted = _parser().parse_args(arguments)
    try:
        settings = read_settings()
    except SettingsError as error:
        print(error, file=sys.stderr)
        return 2
    set_up_logs(_secrets(settings), settings.shop_log_json)
    try:
        return asyncio.run(_do(wanted, settings))
    except KeyboardInterrupt:
        return 130 if wanted.command == "import" else 0  # what was begun is not done
    except Exception as error:
        if (told := explained(error)) is None:
            raise
        print(told, file=sys.stderr)
        return 1


if __name__ == "__main__":
    sys.exit(main())
