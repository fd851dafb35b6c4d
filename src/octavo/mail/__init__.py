"""A release and a member -> a letter, as a draft in a file or handed to a relay."""
