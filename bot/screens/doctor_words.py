"""A sentence for everything a look at the shop can find, and what to do about it."""

from bot.i18n import noop
from domain.health import Case, Subject
from domain.orders import Method

SUBJECTS = {
    Subject.DATABASE: noop("Database"),
    Subject.RULES: noop("Books"),
    Subject.TELEGRAM: noop("Telegram"),
    Subject.CLOCK: noop("Clock"),
    Subject.UPDATES: noop("Updates"),
    Subject.PAYMENT: noop("Ways to pay"),
    Subject.PROVIDERS: noop("Payment providers"),
    Subject.OWNERS: noop("Owners"),
    Subject.SUPPORT: noop("Support"),
    Subject.GOODS: noop("Goods"),
    Subject.MERCHANTS: noop("Merchants"),
    Subject.HOLDS: noop("Goods on hold"),
    Subject.SALES: noop("Sales"),
    Subject.REFUNDS: noop("Refunds"),
    Subject.CALLS: noop("Calls of providers"),
    Subject.MESSAGES: noop("Messages"),
}
NAMES = {
    Method.TELEGRAM: noop("Telegram Payments"),
    Method.STARS: noop("Telegram Stars"),
    Method.YOOKASSA: noop("YooKassa"),
    Method.STRIPE: noop("Stripe"),
    Method.TRANSFER: noop("bank transfer"),
    Method.CASH: noop("cash"),
}
ANY_RULE = noop("A rule of the shop's books does not hold.")
RULES = {
    "I1": noop("Some stock is negative, or more of it is on hold than there is."),
    "I2": noop("Goods are on hold for no order, or an order's hold is not counted."),
    "I3": noop("Stock has changed without a record of it."),
    "I4": noop("Some orders do not hold their goods."),
    "I5": noop("Some digital goods were not handed over as they were paid, or keys are lost."),
    "I6": noop("The total of some orders is not the sum of their lines."),
    "I7": noop("What is said about the money of some orders is not what came and went back."),
    "I8": noop("More goes back for some payments than came."),
    "I9": noop("Some payments count as made, but their money is not on record."),
    "I10": noop("Money came that belongs to no order and is not on its way back."),
    "I11": noop("Some promo codes were used more often than they may, or miscounted."),
    "I12": noop("Some changes of orders are not on record, or should not have happened."),
    "I13": noop("Somebody was not told what they have to do for an order."),
    "I14": noop("Some orders hold or cost something else than what was ordered."),
    "I15": noop("Some carts that were ordered could be ordered again."),
    "I16": noop("Some orders that have ended still hold goods or ask for money."),
    "I17": noop("More pieces or money went back for some lines than there is a reason for."),
    "I20": noop("More is remembered of some customers' tastes than they agree to."),
    "I21": noop("Some ratings are not what reviews come to, or a review is not as it should be."),
    "I22": noop("Some goods on sale do not cost what their sale says, or are on sale twice."),
    "I23": noop("Some goods on sale cannot be found, or some that are not on sale can."),
    "I24": noop("Some shelves do not stand as they should, or goods are hidden or seen wrongly."),
    "I25": noop("Some shared carts are empty, or live longer than they should."),
    "I26": noop("Something is still kept of customers who deleted their account."),
}
SAID = {
    Case.DATABASE_FINE: noop("{kind}, schema up to date"),
    Case.DATABASE_NONE: noop("There is no database yet."),
    Case.DATABASE_SILENT: noop("The database does not answer."),
    Case.SCHEMA_OLD: noop("{kind}, but its schema is older than this version of the shop."),
    Case.SCHEMA_UNKNOWN: noop("{kind}, but its schema is newer than this version of the shop."),
    Case.RULES_HOLD: noop("Stock, orders and money add up by all {count} rules"),
    Case.RULE_BROKEN: noop("{meaning} ({rule}: {rows})"),
    Case.TELEGRAM_FINE: noop("Telegram answers, the bot is @{bot}"),
    Case.NO_TOKEN: noop("BOT_TOKEN is not set, so only the sandbox can run."),
    Case.TOKEN_REFUSED: noop("Telegram does not know this bot's token."),
    Case.TELEGRAM_SILENT: noop("Telegram does not answer."),
    Case.CLOCK_FINE: noop("The clock is right"),
    Case.CLOCK_FAST: noop("This machine's clock is {seconds} s ahead of Telegram's."),
    Case.CLOCK_SLOW: noop("This machine's clock is {seconds} s behind Telegram's."),
    Case.WEBHOOK_FINE: noop("Telegram brings updates to {host}"),
    Case.POLLING_FINE: noop("The shop fetches updates itself, and no webhook is in the way"),
    Case.WEBHOOK_MISSING: noop("Telegram has no address to bring updates to."),
    Case.WEBHOOK_ELSEWHERE: noop(
        "Telegram brings updates to another address ({host}), not to WEBHOOK_URL."
    ),
    Case.WEBHOOK_FAILS: noop("Telegram could not bring updates ({since}): {said}"),
    Case.WEBHOOK_IN_THE_WAY: noop(
        "Telegram brings updates to {host}, but the shop is set to fetch them itself."
    ),
    Case.UPDATES_WAIT: noop("Updates that wait at Telegram: {count}."),
    Case.WAYS_FINE: noop("Customers can choose: {ways}"),
    Case.NO_WAY_TO_PAY: noop("Customers have no way to pay."),
    Case.CURRENCY_NOT_TAKEN: noop("{provider} does not take {currency}: nobody can pay by it."),
    Case.CALLS_REFUSED: noop(
        "Calls of {provider} are refused, as nobody could tell forged ones. Payments are found "
        "by asking, which takes longer."
    ),
    Case.CALLS_CANNOT_COME: noop(
        "{providers} cannot call this shop. Payments are found by asking, which takes longer."
    ),
    Case.TEST_KEYS: noop("Keys for tests: {providers}. No real money moves."),
    Case.NO_RECEIPTS: noop("{provider} makes no fiscal receipts: SHOP_VAT_CODE is not set."),
    Case.PROVIDER_FINE: noop("{provider} accepts the shop's keys"),
    Case.KEYS_REFUSED: noop("{provider} does not accept the shop's keys: nobody can pay by it."),
    Case.PROVIDER_REFUSES: noop("{provider} refuses even a harmless question."),
    Case.PROVIDER_SILENT: noop("{provider} does not answer at the moment."),
    Case.OWNED: noop("Owners: {count}"),
    Case.OWNED_SOON: noop("The owners in SHOP_OWNERS are let in when the shop starts"),
    Case.NO_OWNER: noop("The shop has no owner yet."),
    Case.SUPPORT_FINE: noop("Customers are told how to reach a person"),
    Case.NO_SUPPORT: noop("Customers are not told how to reach a person."),
    Case.ON_SALE: noop("Products on sale: {count}"),
    Case.NOTHING_ON_SALE: noop("Nothing is on sale yet."),
    Case.MERCHANTS_FINE: noop("Every merchant has a chat for orders"),
    Case.WITHOUT_CHAT: noop(
        "Merchants without a chat for orders: {merchants}. Their staff are told one by one, or "
        "else the owners."
    ),
    Case.HOLDS_FINE: noop("No unpaid order holds goods beyond its time"),
    Case.HOLDS_OVERDUE: noop(
        "Unpaid orders that hold goods beyond their time: {count} ({orders}), since {since}."
    ),
    Case.SALES_FINE: noop("Sales begin and end in time"),
    Case.SALES_OVERDUE: noop(
        "Articles whose sale should have begun or ended: {count}, since {since}."
    ),
    Case.REFUNDS_FINE: noop("No refund is waiting"),
    Case.REFUNDS_BY_HAND: noop("Refunds that wait for you: {count} ({orders}), since {since}."),
    Case.REFUNDS_LATE: noop(
        "Refunds the provider has not finished: {count} ({orders}), since {since}."
    ),
    Case.CALLS_FINE: noop("All calls of payment providers are worked off"),
    Case.CALLS_GIVEN_UP: noop(
        "Calls of payment providers that led to nothing: {count}, since {since}."
    ),
    Case.CALLS_LATE: noop("Calls of payment providers that still wait: {count}, since {since}."),
    Case.MESSAGES_FINE: noop("All messages have left"),
    Case.MESSAGES_DEAD: noop("Messages that were given up: {count}, since {since}."),
    Case.MESSAGES_LATE: noop("Messages that have not left in time: {count}."),
    Case.CUT: noop("{subject}: the look took too long and was broken off."),
    Case.UNSEEN: noop("{subject}: the look failed ({error})."),
}
ADVICE = {
    Case.DATABASE_NONE: noop("The shop makes it when it starts for the first time."),
    Case.DATABASE_SILENT: noop("Check DATABASE_URL, and that the database runs."),
    Case.SCHEMA_OLD: noop("Stop the shop and run: main.py migrate"),
    Case.SCHEMA_UNKNOWN: noop("Run the newest version that has worked on this database."),
    Case.RULE_BROKEN: noop(
        "Keep a copy of the database and report the rule with its numbers. Nothing was changed."
    ),
    Case.NO_TOKEN: noop("Get a token from @BotFather and set BOT_TOKEN."),
    Case.TOKEN_REFUSED: noop("Copy it from @BotFather once more and set BOT_TOKEN."),
    Case.TELEGRAM_SILENT: noop(
        "Check this machine's network, and TELEGRAM_API_URL if you set it."
    ),
    Case.CLOCK_FAST: noop("Have it set over the network (NTP): payments rely on it."),
    Case.CLOCK_SLOW: noop("Have it set over the network (NTP): payments rely on it."),
    Case.WEBHOOK_MISSING: noop("Start the shop: it tells Telegram WEBHOOK_URL by itself."),
    Case.WEBHOOK_ELSEWHERE: noop(
        "Stop whatever else runs with this token, then start the shop anew."
    ),
    Case.WEBHOOK_FAILS: noop(
        "Check that WEBHOOK_URL leads to this shop and that its certificate is valid."
    ),
    Case.WEBHOOK_IN_THE_WAY: noop(
        "Start the shop anew, which takes the webhook away, or set WEBHOOK_URL."
    ),
    Case.UPDATES_WAIT: noop("Check that the shop is running."),
    Case.NO_WAY_TO_PAY: noop(
        "Set the keys of a payment provider, SHOP_BANK_DETAILS or SHOP_CASH."
    ),
    Case.CURRENCY_NOT_TAKEN: noop("Change SHOP_CURRENCY, or take the keys of {provider} out."),
    Case.CALLS_REFUSED: noop(
        "Set STRIPE_WEBHOOK_SECRET to the signing secret of your webhook there."
    ),
    Case.CALLS_CANNOT_COME: noop(
        "Set WEBHOOK_URL, or set PORT and lead a public https:// address to it."
    ),
    Case.TEST_KEYS: noop("Set the real ones before customers come."),
    Case.NO_RECEIPTS: noop("Set it if the law asks receipts of you (54-FZ)."),
    Case.KEYS_REFUSED: noop("Copy them once more from your account there."),
    Case.PROVIDER_REFUSES: noop("See in your account there what it lacks."),
    Case.PROVIDER_SILENT: noop("Look again in some minutes."),
    Case.NO_OWNER: noop("Start the shop and open the link it prints, or set SHOP_OWNERS."),
    Case.NO_SUPPORT: noop("Set SHOP_SUPPORT to a @name, a phone number or an address."),
    Case.NOTHING_ON_SALE: noop("Send /add to the bot, or run: main.py import FILE"),
    Case.WITHOUT_CHAT: noop("Send /bind in the chat or group that should be told."),
    Case.HOLDS_OVERDUE: noop(
        "Check that the shop is running. While a provider does not answer, goods stay on hold "
        "for an hour more."
    ),
    Case.SALES_OVERDUE: noop(
        "Check that the shop is running. Until then these goods have the price from before; "
        "/price sets another."
    ),
    Case.REFUNDS_BY_HAND: noop("Return the money, then confirm it in the message about it."),
    Case.REFUNDS_LATE: noop("See in your account at the provider what holds them up."),
    Case.CALLS_GIVEN_UP: noop(
        "Run main.py reconcile: it compares their payments with the orders."
    ),
    Case.CALLS_LATE: noop("Check that the shop is running and the provider accepts its keys."),
    Case.MESSAGES_DEAD: noop(
        "Whoever they were for has blocked the bot or left. If it was a merchant's group, send "
        "/bind in the new one. What can arrive by now can be sent again."
    ),
    Case.MESSAGES_LATE: noop("Check that the shop is running and its staff have opened its chat."),
    Case.CUT: noop("Look again later."),
    Case.UNSEEN: noop("Look again. If it stays, report it."),
}
