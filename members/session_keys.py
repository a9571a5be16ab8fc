"""What this app keeps in the session."""

INVITATION = "invitation"  # the digest of an invitation that waits for sign-up or sign-in
