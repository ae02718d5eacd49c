"""Summaries to text for others; never writes."""
