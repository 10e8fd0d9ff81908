//! File bytes become people.
