"""The two builds without a printed board, breadboard and stripboard: their layouts, checks, pictures and tables."""
