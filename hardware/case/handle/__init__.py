"""The case's parts as solids: what shape they have and what goes inside."""
