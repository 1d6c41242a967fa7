"""The only place with a solver in it: engines that take an `Instance` and return decisions and a bound."""
