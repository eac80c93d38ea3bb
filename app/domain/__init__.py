"""What Kadraj is about, with the standard library only."""
