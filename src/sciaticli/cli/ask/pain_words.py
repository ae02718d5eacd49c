"""The words that questions and options about pain share; it imports nothing, so that `log` stays quick."""

DOWN = {
    "none": "nowhere",
    "back": "the back",
    "buttock": "the buttock or hip",
    "thigh": "the thigh",
    "knee": "the knee",
    "calf": "the calf",
    "foot": "the foot",
}
HIP = {"hip": "buttock"}
AFTER_SESSION = "After your last session, how was it the next morning?"
MORNING = {"better": "better", "same": "the same", "worse": "worse"}
