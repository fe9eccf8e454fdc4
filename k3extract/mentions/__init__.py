"""WHERE THINGS STAND: one scanner a kind of mention, each over the whole text, each reporting code-point spans."""
