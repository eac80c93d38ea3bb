"""The parts of the window: widgets that know the bridge."""
