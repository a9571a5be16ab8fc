"""Opens a stranger's file: runs in a process of its own with little memory and time, and without Django."""
