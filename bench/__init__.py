"""What the program is measured by; see docs/speed.md."""
