"""Reads that cross models or feed one page."""
