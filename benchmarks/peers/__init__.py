"""Other solvers on the instances of Curtois & Qu, each behind the same command and the same scorer."""
