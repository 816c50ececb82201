"""The mail catcher of a development system: takes every letter, shows it on a page, passes none on."""
