"""How fast, and how lean: each figure against something that stands for the limit."""
