"""Values in, values out: no file, clock, chance, terminal or environment."""
