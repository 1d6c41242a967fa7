"""Lines of work as columns: a dynamic program prices whole lines, a linear master couples people and parties."""
