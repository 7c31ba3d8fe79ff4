"""A courier's settlement file: read, matched with our parcels, looked at, and accepted as one statement.

entries.py    rows of the file              match.py     what each of them means for which parcel
columns.py    which column holds what       begun.py     statements that were interrupted
                                            accept.py    the statement that is settled
"""
