"""An edition as it was built and checked -> a release: frozen, numbered, hashed, and never changed again."""
