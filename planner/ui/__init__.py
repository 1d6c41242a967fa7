"""The pages in the browser: pickers, one workflow call in a process of its own, then pictures and files."""
