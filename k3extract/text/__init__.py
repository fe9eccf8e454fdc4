"""Article.text -> sentences and tokens, behind one Segmenter protocol."""

from k3extract.text.backends import BACKENDS, UnionSegmenter, segmenter
from k3extract.text.sentences import RuleSegmenter, Segmenter
from k3extract.text.spans import bounded, cut
from k3extract.text.tokens import Tokenizer

__all__ = ["BACKENDS", "RuleSegmenter", "Segmenter", "Tokenizer", "UnionSegmenter", "bounded", "cut", "segmenter"]
