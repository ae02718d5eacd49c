"""What no text about a record may say: a cause, a forecast, a comparison with others, or blame."""

import re

BANNED = re.compile(
    r"reduced your|you are recovering|recover|because of|thanks to|trigger|caus(?!e\.)|"
    r"will be|by (January|March|April|May|June|July|August|[A-Z][a-z]+ber)|"
    r"expect|other (people|users|patients)|average (user|patient)|better than|success|cure|heal",
    re.IGNORECASE,
)
BLAME = re.compile(
    r"\b(fail\w*|only|just|miss(ed)?|skipp\w*|lazy|should have|you didn't|not enough|non-adherent|streak|"
    r"lost|broke\w*|bad|poor|behind|disappoint\w*|unfortunately|must|slipp\w*)\b",
    re.IGNORECASE,
)
