"""The catalogue's words as a person would say them."""

from sciaticli.core.catalogue.exercise import Condition, Equipment, Position

BEST_SHOWN = "It is best shown to you once by a physio."

CONDITION_WORDS = {
    Condition.STENOSIS: "a narrow spine canal",
    Condition.SPONDYLOLISTHESIS: "a slipped vertebra",
    Condition.DISC_HERNIATION: "a slipped disc",
    Condition.DEGENERATIVE_DISC: "a worn disc",
    Condition.DEGENERATIVE_JOINT: "worn back joints",
    Condition.COMPRESSION_FRACTURE: "weak bones or a spine fracture",
    Condition.PIRIFORMIS: "a tight buttock muscle",
    Condition.MUSCLE_SPASM: "a muscle spasm",
    Condition.PREGNANCY_2ND_3RD_TRIMESTER: "a pregnancy from week 16",
    Condition.HIP_REPLACEMENT: "a new hip joint",
    Condition.RECENT_SURGERY: "recent back surgery",
    Condition.KNEE_PROBLEM: "a knee problem",
    Condition.WRIST_PROBLEM: "a wrist problem",
    Condition.SHOULDER_PROBLEM: "a shoulder problem",
    Condition.BALANCE_PROBLEM: "poor balance",
    Condition.HYPERTENSION: "high blood pressure",
    Condition.NECK_PROBLEM: "a neck problem",
    Condition.NUMBNESS_OR_WEAKNESS: "a numb or weak leg",
    Condition.GROIN_PAIN: "a sore groin or hip",
    Condition.PELVIC_GIRDLE_PAIN: "pelvic girdle pain",
    Condition.FLOOR_TRANSFER_PROBLEM: "trouble to get up from the floor",
    Condition.CANNOT_SWIM: "not being able to swim",
    Condition.HEART_PROBLEM: "a heart problem",
}

EQUIPMENT_WORDS = {
    Equipment.MAT: "a mat",
    Equipment.CHAIR: "a chair",
    Equipment.WALL: "a wall",
    Equipment.STRAP: "a strap",
    Equipment.STEP: "a step",
    Equipment.POOL: "a pool",
    Equipment.BIKE: "a bike",
    Equipment.RECUMBENT_BIKE: "a recumbent bike",
    Equipment.BAND: "an exercise band",
}

POSITION_WORDS = {
    Position.SUPINE: "lying on your back",
    Position.PRONE: "lying face down",
    Position.SIDE_LYING: "lying on your side",
    Position.QUADRUPED: "being on all fours",
    Position.KNEELING: "kneeling",
    Position.HALF_KNEELING: "kneeling on one knee",
    Position.SITTING: "sitting",
    Position.STANDING: "standing",
    Position.WALKING: "walking",
    Position.WATER: "being in water",
}
