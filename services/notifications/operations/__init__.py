"""What operators see of deliveries, and what they may do with them."""
