"""`python -m allin` is the `allin` command."""

import sys

from allin.config.command import main

if __name__ == "__main__":
    sys.exit(main())
