"""The two panels and the outside world of HTTP."""
