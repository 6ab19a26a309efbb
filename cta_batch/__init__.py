"""A hundred finished ads from a list of product pages, on your own machine."""

__version__ = "0.1.0"
