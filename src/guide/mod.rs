//! What Zoom says: facts, sources, case kinds and tools, read once from the files beside this one.
