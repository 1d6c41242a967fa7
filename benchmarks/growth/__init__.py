"""How the line engine's root grows with people and days."""
