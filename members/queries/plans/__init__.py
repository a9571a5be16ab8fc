"""Strategies, plans and measures for their pages."""
