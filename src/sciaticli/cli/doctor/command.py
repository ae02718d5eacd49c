"""`doctor`: what this program sees of its machine, for mending it or for a bug report."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from sciaticli.cli.check.lock_notice import show_lock
from sciaticli.cli.context import App
from sciaticli.cli.help import examples
from sciaticli.core.errors import UsageError

if TYPE_CHECKING:
    from sciaticli.core.config import Sound

SOUND = "sound"


def add_to(program: typer.Typer) -> None:
    """Add `doctor` to the program."""
    program.command(
        "doctor",
        rich_help_panel="Help",
        epilog=examples("doctor", "doctor --redacted", "doctor sound"),
    )(doctor)


def doctor(
    ctx: typer.Context,
    what: Annotated[
        str | None, typer.Argument(metavar="[sound]", help="sound: play each sound and ask if you hear it.")
    ] = None,
    *,
    redact: Annotated[
        bool, typer.Option("--redacted", help="Leave out every path, word and answer of yours.")
    ] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON document.")] = False,
) -> None:
    """Look at versions, files, sound, terminal and damaged data."""
    app: App = ctx.obj
    if what == SOUND:
        _listen(app)
    elif what is not None:
        raise UsageError(f'doctor can\'t look at "{what}".', "It takes nothing, or: sciaticli doctor sound")
    else:
        _report(app, redact=redact, as_json=as_json)


def _report(app: App, *, redact: bool, as_json: bool) -> None:
    """Print the findings; what is redacted goes to strangers, so that a lock is told beside it."""
    from sciaticli.cli.check.standing import read_standing
    from sciaticli.cli.doctor.findings import examine
    from sciaticli.core.doctor import by_heading, redacted
    from sciaticli.view.doctor import finding_lines

    standing = read_standing(app)
    show_lock(app, aside=redact or as_json, history=standing.history)
    findings = list(examine(app, standing))
    if redact:
        findings = redacted(findings)
    if as_json:
        wrong = [f"{finding.heading}: {finding.name}" for finding in findings if finding.wrong]
        app.show_json({**by_heading(findings), "needs_a_look": wrong})
    else:
        app.show(*finding_lines(findings))


def _listen(app: App) -> None:
    """Play each sound and ask whether it was heard: a program's own word for it can't be trusted."""
    from sciaticli.cli.ask.prompts import ask_yes_no
    from sciaticli.core.config import Sound

    show_lock(app)
    if not app.may_ask:
        raise UsageError("the listening test needs somebody to answer.", "Run it at a terminal.")
    voice = _choose_voice(app)
    heard = [Sound.SPEECH] if voice else []
    heard += [
        sound
        for sound in (Sound.TONES, Sound.BELL)
        if _play(app, sound) and ask_yes_no(app, "Did you hear it?")
    ]
    names = ",".join(heard) or "nothing"
    app.show(f"Heard: {names}.")
    if not heard:
        app.show("Turn up the volume and look at where sound goes, then try again: sciaticli doctor sound")
        return
    chosen = f" --set coach.voice={voice}" if voice else ""
    app.show(f"To use them in sessions: sciaticli setup --set coach.sound={names}{chosen}")


def _choose_voice(app: App) -> str | None:
    """Let each voice speak, and return the one that is liked best of those heard; None when none was."""
    from sciaticli.cli.ask.prompts import ask_choice, ask_yes_no
    from sciaticli.coach.sound import try_voice
    from sciaticli.coach.synthesiser import find_synthesisers, voicing_of

    voicing = voicing_of(app.config)
    found = find_synthesisers(voicing)
    if not found:
        app.say("speech: no program for it was found.")
    heard = []
    for each in found:
        app.say(f"speech, with {each.name}:")
        if not try_voice(each, app.paths.cache, voicing):
            app.say("  it seems to have made no sound.")
        if ask_yes_no(app, "Did you hear it?"):
            heard.append(each.name)
    if len(heard) > 1:
        return ask_choice(app, "Which voice do you want?", {name: name for name in heard}, one_key=True)
    return heard[0] if heard else None


def _play(app: App, sound: Sound) -> bool:
    """Sound a sample; returns whether there was anything to sound it with."""
    from sciaticli.coach.sound import try_tone
    from sciaticli.coach.sound_programs import find_program
    from sciaticli.core.config import Sound

    if sound is Sound.BELL:
        app.say("bell:")
        app.stderr.write("\a")
        app.stderr.flush()
        return True
    program = find_program(sound)
    if program is None:
        app.say(f"{sound}: no program for it was found.")
        return False
    app.say(f"{sound}, with {program.name}:")
    try:
        ended_well = try_tone(program, app.paths.cache)
    except OSError as error:
        app.say(f"  it could not be played: {error.strerror}")
        return False
    if not ended_well:
        app.say("  it seems to have made no sound.")
    return True
