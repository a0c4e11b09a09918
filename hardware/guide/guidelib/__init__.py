"""The build guide's pages: read from steps.toml, checked against the board's netlist, drawn with KiCad."""
