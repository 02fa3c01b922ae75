"""Word lists that several measures share. Words are in lower case and as spoken."""


def listed(words: str) -> frozenset[str]:
    """Return the words of a list written with spaces between them."""
    return frozenset(words.split())


def one_of(*phrases: str) -> str:
    """Return a regular expression for one of the phrases; spaces within a phrase stay."""
    return "(?:" + "|".join(phrases) + ")"


STOP_WORDS = listed(
    """
    a an the this that these those it its i me my mine we us our ours you your yours he him his she
    her hers they them their theirs who whom whose which what there here
    am is are was were be been being do does did doing done have has had having
    will would shall should can could may might must
    and or but so because as if then than while of at by for with about into to from in on onto
    off out over under up down again just very really quite also too only own same such
    i'm i've i'd i'll we're we've we'd we'll you're you've it's that's there's they're he's she's
    s t d m re ve ll
    um uh er erm eh hm hmm mm ah oh yeah yes okay ok well like actually basically literally right
    some any each every all both more most other another one
    """
)
"""Words without content of their own. Negations and numbers stay out: they change meanings."""

CONNECTIVES = listed(
    """
    first firstly second secondly third thirdly next finally lastly later afterwards meanwhile
    before after since until therefore however although though instead otherwise
    example instance case thing things way end
    """
)
"""Words that order, join or stand for what is said; who says no others says nothing new."""

NEGATIONS = listed(
    """
    no not never none nothing neither nor without cannot can't don't doesn't didn't won't wouldn't
    isn't aren't wasn't weren't hasn't haven't hadn't shouldn't couldn't mustn't hardly
    """
)

CONTRASTS = listed("instead rather unlike")
"""Words that set a statement aside as negations do, though an action beside them was still done."""

PAST_IRREGULAR = listed(
    """
    began bought broke brought built caught chose cut dealt drew drove dug fed fought found gave
    grew held hid kept laid learnt led left let made met paid put ran read rebuilt redid reran
    reset rewrote rode rose sat sent set shook shot showed shut sold sought spent split spoke spun
    stood stuck swept taught threw told took tore undertook undid went withdrew won wrote
    """
)
"""Irregular past forms of verbs that name something a person does."""

NO_ACTION_PAST = listed(
    """
    needed wanted liked loved hated seemed appeared believed hoped wished wondered worried cared
    enjoyed preferred remembered struggled happened existed belonged owned lacked used supposed
    tired bored excited scared interested surprised confused stressed pleased honored honoured
    thrilled delighted frustrated motivated fascinated hired fired red bed need feed seed speed
    indeed proceed exceed succeed agreed embed shed hundred united limited
    """
)
"""Words in -ed that name a state, a feeling or something done to the speaker."""
NO_NEGATION_BEFORE = listed("only just merely simply matter longer doubt later")
"""What follows a negation that denies nothing: "not only", "no matter"."""
