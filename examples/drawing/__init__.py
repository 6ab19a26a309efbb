"""A small studio: solid shapes, light and a camera, enough to draw product pictures."""
