SELECT email FROM people
