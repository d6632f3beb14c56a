import { minimumVersion } from "./versions";

/** There is no Pulumi CLI, and none could be made; the message names the three ways to get one. */
export class PulumiUnavailableError extends Error {
    override readonly name = "PulumiUnavailableError";

    /** @param reasons - why each way that was tried did not work, such as "build: no go on PATH" */
    constructor(readonly reasons: readonly string[]) {
        super(
            [
                `No Pulumi CLI ${minimumVersion} or later was found, and none could be made. Any one of these helps:`,
                "  1. Install Pulumi on PATH: https://www.pulumi.com/docs/install/",
                "  2. Allow its download from https://get.pulumi.com or https://github.com (HTTPS_PROXY is honoured), or set PULUMI_CLI_MIRROR",
                "     to the address of a folder that has Pulumi's release files.",
                "  3. Install Go 1.26 or later (https://go.dev/dl/): the CLI is then built from the Go module proxy.",
                "What was tried:",
                ...reasons.map((reason) => `  - ${reason}`),
            ].join("\n"),
        );
    }
}
