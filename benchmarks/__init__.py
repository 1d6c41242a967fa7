"""Speed and gap on the shipped scenarios; figures, never tests."""
