"""Payment providers on this machine: their APIs and pay pages, and no money."""
