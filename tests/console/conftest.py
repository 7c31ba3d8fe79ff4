"""Set before Textual is imported, because it reads its environment once."""

import os

os.environ["TEXTUAL_ANIMATIONS"] = "none"
os.environ["ESCDELAY"] = "25"
