"""The version published last, and which of its segments go on."""
