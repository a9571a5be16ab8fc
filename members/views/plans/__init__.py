"""Pages of strategies, plans and measures."""
