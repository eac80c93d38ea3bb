"""How the window looks: tokens, the theme made from them, icons and fonts."""
