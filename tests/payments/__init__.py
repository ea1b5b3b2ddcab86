"""The gateways to payment providers, against the providers of the sandbox."""
