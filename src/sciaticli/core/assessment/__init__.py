"""What is tested and scored with a person: `direction_test` (which way eases the leg), then `scales` (PSFS and walking)."""
