"""What the program does, with asyncio and ports only."""
