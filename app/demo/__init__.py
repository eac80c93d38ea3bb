"""The two panels, played on this machine."""
