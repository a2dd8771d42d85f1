"""A build, step by step: what is read, the facts, a graph from nothing or by what differs, pages, and the outcome.

`innograph.build.build` is the way in. Every step works on one `Work`, which has what a build has come to know.
"""
