"""Running text -> the language that its small words speak for."""

import re

SMALL = {
    "en": "the of and to in is that it for was on are with as be this have from or had by not but what all were"
    " when we there can an your which their if will how they at its you use should must may such who any"
    " other these into than more some about",
    "es": "el la los las de del que en un una y por con para como más pero sus le ya este esta entre cuando muy"
    " sin sobre también hasta hay donde desde todo nos durante ha se su al lo es",
    "fr": "le la les de des du que en un une et est pour dans qui sur pas plus par au ce il sont avec ne se aux"
    " leur être cette ou nous vous ces mais leurs été à elle sans entre",
    "de": "der die das und ist von den mit zu im dem des ein eine nicht auf für sich auch als bei es an werden"
    " aus nach wird sind oder haben einer durch wie zum",
    "pt": "o a os as de do da dos das que em um uma e não com para por mais como mas foi ao ele ou ser quando"
    " muito nos já está também pelo pela até isso entre depois sem mesmo na no",
    "it": "il lo la gli le di del della che e un una in non per con sono dei delle da come più ma anche si alla"
    " nel nella questo questa ha dal essere degli tra",
}
"""The words that are most frequent in each language, of those that carry no meaning of their own (Snowball, stop-word
lists)."""
WORDS = {lang: frozenset(text.split()) for lang, text in SMALL.items()}
NAMES = {"en": "English", "es": "Spanish", "fr": "French", "de": "German", "pt": "Portuguese", "it": "Italian"}
ENOUGH = 8
"""Words: of fewer, chance decides."""
MUCH, LITTLE = 0.25, 0.1
"""Shares of small words: in running text they are a third to a half; in text of another language, those it shares."""
TELLING = 3
"""Different small words that the two do not share."""
TOKEN = re.compile(r"[^\W\d_]+")


def looks_like(text: str, language: str) -> str:
    """The language of a passage when it is surely not `language`, else ""."""
    own = language.split("-")[0].lower()
    words = [word.lower() for word in TOKEN.findall(text)]
    if own not in WORDS or len(words) < ENOUGH:
        return ""
    shares = {lang: sum(word in small for word in words) / len(words) for lang, small in WORDS.items()}
    best = max(shares, key=lambda lang: shares[lang])
    telling = [word for word in words if word in WORDS[best] - WORDS[own]]
    alone = sum(word in WORDS[own] - WORDS[best] for word in words) / len(words)
    is_other = best != own and shares[best] >= MUCH and len(set(telling)) >= TELLING
    return best if is_other and alone <= LITTLE and len(telling) / len(words) > 2 * alone else ""
