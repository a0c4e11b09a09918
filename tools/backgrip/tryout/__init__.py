"""`make try`: a photographer's minute on the emulated Pico, told, checked against the contract and drawn."""
