"""What people do with the product: conversations, feedback, judgements, accounts, and a log.

Knows the answers of `core.domain` and one database; no library of reports, no model, no screen.
"""
