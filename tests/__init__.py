"""The tests of Octavo. A package by its file: another one named `tests`, as some libraries install, would else win."""
