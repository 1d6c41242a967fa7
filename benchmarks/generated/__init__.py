"""Product scenarios of any size, for measuring how the engine grows."""
