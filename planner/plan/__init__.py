"""The answer: plan records, results, and their form as files."""
