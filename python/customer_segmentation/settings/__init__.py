"""What a segmentation is, as its settings say it."""
