"""Strategies, plans and measures: write, adopt, follow."""
