"""Every button of the bot, in the module of its subject. A button is a complete address: ids,
page numbers and wanted results only, so it works after a restart and in a year. Prefixes are
never reused.
"""
