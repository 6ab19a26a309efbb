"""Background + product + words → creative. The only package that touches pixels."""
