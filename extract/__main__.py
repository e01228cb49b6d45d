"""`python -m extract` is `baogao`."""

from extract.cli import main

raise SystemExit(main())
