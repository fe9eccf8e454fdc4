"""MENTIONS -> RECORDS: officials and who they are later, statements, events, statistics."""
