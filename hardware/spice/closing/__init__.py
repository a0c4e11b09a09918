"""Does the grip's output stage close and open every camera's contacts? Simulated with ngspice over the whole spread."""
