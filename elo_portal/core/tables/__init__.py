"""Tables from and for elsewhere: CSV, spreadsheets, JSON."""
