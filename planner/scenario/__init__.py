"""What is asked: records, strict sources, cross-checks, and one door in (`load_scenario`)."""
