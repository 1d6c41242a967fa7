"""What scenarios of the product take: the shipped ones, or any folder."""
