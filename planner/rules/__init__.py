"""What must or should hold: contracts only (parameters, sentence, boundary, source), no logic."""
