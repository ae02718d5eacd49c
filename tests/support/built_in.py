"""The built-in content, read once a process: it is frozen, and no test can change it for the next."""

from sciaticli.store.catalogue import load_catalogue

CATALOGUE = load_catalogue()
