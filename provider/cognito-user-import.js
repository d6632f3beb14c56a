#!/usr/bin/env node
// Checked in, so that npm can link the command before the package is compiled.
require("./bin/cli.js");
