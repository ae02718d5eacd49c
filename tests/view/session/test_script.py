"""The script that `today --script` prints."""

from sciaticli.core.catalogue.exercise import Dose, Kind, Laterality, Side
from sciaticli.core.config import Talk
from sciaticli.core.session.cues import cue_table
from sciaticli.core.session.timeline import timeline
from sciaticli.view.session.script import script_lines
from support.plans import an_exercise, an_item

SCRIPT = """\
  0:00  Lie on your back. Knee to chest. Left side. 30 seconds.
  0:05  3, 2, 1
  0:08  Hold.
  0:23  Half way.
  0:35  3, 2, 1
  0:38  Done. Switch sides. Now the right side. 30 seconds.
  0:43  3, 2, 1
  0:46  Hold.
  1:01  Half way.
  1:13  3, 2, 1
  1:16  Done. Next, 2 of 2: Cat cow. 2 repetitions, pause 2 seconds.
  1:21  3, 2, 1
  1:24  Begin.
  1:25  (hold tone)
  1:27  (end tone)
  1:29  Last one.
  1:30  (hold tone)
  1:32  (end tone)
  1:34  Done. That was the last one."""


def test_the_script_holds_everything_that_is_heard() -> None:
    knee = an_exercise()
    items = (
        an_item(knee, Dose(sets=1, reps=1, hold_s=30), Side.LEFT),
        an_item(knee, Dose(sets=1, reps=1, hold_s=30), Side.RIGHT),
        an_item(an_exercise(Kind.REPS, Laterality.BOTH, "cat_cow"), Dose(sets=1, reps=2, hold_s=2)),
    )
    clock = timeline(items, 8)
    assert "\n".join(script_lines(clock, cue_table(clock, Talk.REMINDER))) == SCRIPT
