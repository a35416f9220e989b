"""A release as other programs read it: `opened` for Python, `views` that join its tables, `exported` files.

`sayso.py` at the top gives `opened` its public name. What a release says of itself beside its tables, a Frictionless
data package and Croissant metadata, is in `tasks/publish/metadata.py`.
"""
