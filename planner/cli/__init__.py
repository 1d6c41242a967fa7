"""Commands: pickers, one workflow call, tables and exit codes."""
