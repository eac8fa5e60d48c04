"""What an input is, and copies of those that the warehouse cannot read itself."""
