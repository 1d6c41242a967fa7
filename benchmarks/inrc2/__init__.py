"""The static problem of the Second International Nurse Rostering Competition (arXiv 1501.04177) as a scenario."""
