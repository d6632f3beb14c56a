import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";
import { operationNames } from "../../../emulator/src/operations";
import { withEmulator } from "../../support/aws/withEmulator";
import { cliEnvironment } from "./awsCli";
import { withPython } from "./pythonEnvironment";

describe("boto3", () => {
    it("calls every operation that is served, with its errors and paginators", async () => {
        await withPython((binFolder) =>
            withEmulator({ pendingSeconds: 0 }, async ({ url, region }) => {
                const { stdout } = await promisify(execFile)(
                    join(binFolder, "python"),
                    [join(__dirname, "boto3Session.py")],
                    { env: cliEnvironment(url, region) },
                );

                assert.deepEqual(JSON.parse(stdout), [...operationNames].sort());
            }),
        );
    });
});
