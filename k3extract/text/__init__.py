"""Article.text -> sentences and tokens, behind one Segmenter protocol."""

from k3extract.text.sentences import RuleSegmenter, Segmenter

__all__ = ["RuleSegmenter", "Segmenter"]
