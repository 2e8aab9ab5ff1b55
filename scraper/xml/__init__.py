"""XML as sites and exports serve it: read as a stream, mended where it is not well-formed, and never expanded.

prolog → mend → stream → names
"""
