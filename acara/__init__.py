"""Events, festivals and contests."""
