"""What is checked of the board: each module takes a `Project` and returns its findings, none when all is well."""
