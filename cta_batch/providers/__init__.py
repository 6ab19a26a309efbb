"""What the pipeline asks of the outside world."""
