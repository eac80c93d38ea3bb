"""How rows and cells are painted."""
