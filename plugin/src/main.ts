import { reasonAgainstNode } from "./nodeVersion";

/** What the launcher, and on Windows windows/PulumiPlugin.yaml, start. */
const reason = reasonAgainstNode(process.versions.node);
if (reason !== undefined) {
    process.stderr.write(`${reason}\n`);
    process.exit(1);
}
// Loaded after the check: an old Node would stumble over its syntax.
require("./serve");
