"""The words of the screening as they stand in data/screening.toml; the rules are elsewhere."""

from msgspec import Struct

from sciaticli.core.screening.questions import Item, Recheck


class Question(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """One question of the full form.

    `sign` names what a yes means in a message, `points_to` what it might come from, `note` is
    printed where the answer only wants watching.
    """

    group: str
    question: str
    help: str
    sign: str
    points_to: str
    note: str | None = None
    sources: tuple[str, ...]


class RecheckLine(Struct, frozen=True, forbid_unknown_fields=True):
    """One line of the quick re-check."""

    question: str
    help: str
    sources: tuple[str, ...]


class Choice(Struct, frozen=True, forbid_unknown_fields=True):
    """A question with its own answers: word -> what it means."""

    question: str
    choices: dict[str, str]


class Message(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A message in the order it is read: do, why, how, what to say word for word, meanwhile."""

    do: tuple[str, ...]
    why: tuple[str, ...] = ()
    how: tuple[str, ...] = ()
    say: str | None = None
    wait: tuple[str, ...] = ()
    sources: tuple[str, ...]


class Numbers(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Whom to call in a region; `marks` say how each number was checked (k: general knowledge)."""

    name: str
    emergency: str
    urgent: str | None = None
    marks: str
    urgent_marks: str = ""
    also: tuple[str, ...] = ()

    @property
    def is_doubtful(self) -> bool:
        """True when the advice line rests on general knowledge only."""
        return "k" in self.urgent_marks


class Wording(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Everything that `check` says."""

    form: str
    groups: dict[str, str]
    items: dict[Item, Question]
    rechecks: dict[Recheck, RecheckLine]
    follow: dict[str, Choice]
    answers: dict[str, str]
    status: dict[str, str]
    since: dict[str, str]
    talk: dict[str, str]
    messages: dict[str, Message]
    rules: dict[str, str]
    regions: dict[str, Numbers]

    def numbers(self, region: str | None) -> Numbers | None:
        """Return whom to call in a region (ISO 3166), None when it is unknown or not listed."""
        if region is None or region in self.regions:
            return self.regions.get(region or "")
        return next((entry for entry in self.regions.values() if region in entry.also), None)
