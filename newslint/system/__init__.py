"""The machine: files, terminals, interrupts."""
