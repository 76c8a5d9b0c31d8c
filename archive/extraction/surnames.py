"""Surnames by their endings: Kurmanov, Shevchenko, Petrosyan."""

from archive import lexicon

_ENDINGS = lexicon.listed(
    "uly kyzy zoda zade baev baeva ayev aeva ov ova ev eva yev yeva sky ski skiy skaya enko chuk shvili adze ian yan oğlu oglu "
    "ić vić vich wicz escu ssen sson dottir zadeh nejad pour ullah uddin bayev bayeva "
    "bekov bekova iev ieva ович евич ов ова ев ева енко ский ская ин ина"
)
_ENDINGS_TUPLE = tuple(ending for ending in _ENDINGS if len(ending) > 2)
_SHORT_ENDINGS = ("ov", "ev", "ić", "ов", "ев")


def has_ending(word: str) -> bool:
    bare = word.replace("'", "")
    return len(bare) > 5 and (
        bare.endswith(_ENDINGS_TUPLE)
        or (len(bare) > 5 and bare.endswith(_SHORT_ENDINGS))
    )
