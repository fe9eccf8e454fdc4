"""The word classes and expressions that speaker phrases are read with."""

import re

from k3extract.mentions.speech import WordClasses


class SpeakerWords:
    """The word classes and expressions that speakers are read with; built once."""

    def __init__(self, words: WordClasses) -> None:
        self.person = re.compile(
            rf"(?:(?:seorang|sang|salah satu|salah seorang)[^\S\n]+)?(?:{words.choice(['person'])})(?!\w)", re.I
        )
        self.openers = re.compile(rf"(?:(?:{words.choice(['opener'])})(?!\w)[\s,]*)+", re.I)
        self.heads = re.compile(rf"(?:(?:{words.choice(['opener', 'head'])})(?!\w)[\s,]*)+", re.I)
        self.person_words = words.set("person")
        self.pronouns = words.set("pronoun")
        self.sought = sorted({*self.pronouns, *(word.capitalize() for word in self.pronouns)})
        self.plurals = words.set("plural")
        self.selves = words.set("self")
        self.body = words.set("body")
        self.authority = words.set("authority")
        self.document = words.set("document")
        self.never = words.set("opener") | words.set("head") | words.set("person") | words.set("body") | self.authority
        self.never |= self.document
        self.preposition = words.set("preposition")
        self.adverb = words.set("adverb")
        self.blocker = words.set("blocker")
        self.joining = words.set("joining")
        self.bridge = words.set("bridge")
        self.deictic = words.set("deictic")
        self.setting = words.set("setting") | words.set("address")
        self.called = words.set("called")
        self.ordinary = words.set("ordinary")
        self.thing = words.set("thing")
        self.post = words.set("post")
        self.role = words.set("as")
        self.interviewed = words.set("interviewed")
        self.utterance = words.set("utterance")
        self.epithet = words.set("epithet")
        self.party = words.set("party")
