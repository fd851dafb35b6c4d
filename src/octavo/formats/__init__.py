"""The editions. Each file makes one; none knows another."""
