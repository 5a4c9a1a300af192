"""People, schools, classes, roles and sign-in."""
