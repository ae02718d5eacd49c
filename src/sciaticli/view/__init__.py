"""Core values to Rich renderables and plain lines; never prints, never computes."""
