"""The changed-claim test: true sentences changed in one point, put before the verifier."""
