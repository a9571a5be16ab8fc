"""What those who tend a group fill in about its plans."""
