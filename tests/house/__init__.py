"""Rules of the house itself: sizes, shapes, addresses."""
