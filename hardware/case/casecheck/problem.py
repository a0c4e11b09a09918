"""What keeps the case from being checked."""


class CaseError(Exception):
    """Says what is missing or broken, and what to do."""
