"""A command-line coach for people with sciatica."""

__version__ = "0.1.0"
