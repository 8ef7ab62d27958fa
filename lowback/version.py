"""Which version this is; /healthz says it."""

VERSION = "0.1.0"
