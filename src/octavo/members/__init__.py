"""A list of members, as a CSV file or a database's query -> Members, and every row that was refused."""
