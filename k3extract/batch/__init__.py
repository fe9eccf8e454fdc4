"""Many articles at once: worker processes whose number changes nothing in the output."""
