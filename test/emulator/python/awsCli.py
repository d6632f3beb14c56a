"""Runs the AWS CLI for each line of stdin, a JSON array of arguments; answers a JSON line with exit code and output."""

import contextlib
import io
import json
import sys

from awscli.clidriver import create_clidriver

answers = sys.stdout
for line in sys.stdin:
    stdout, stderr = io.StringIO(), io.StringIO()
    with contextlib.redirect_stdout(stdout), contextlib.redirect_stderr(stderr):
        try:
            code = create_clidriver().main(json.loads(line))
        except SystemExit as end:
            code = end.code
    print(json.dumps([code, stdout.getvalue(), stderr.getvalue()]), file=answers, flush=True)
