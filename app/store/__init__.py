"""What the program keeps: library, settings, files and keys."""
