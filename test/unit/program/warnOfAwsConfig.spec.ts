import assert from "node:assert/strict";
import { mock } from "node:test";
import * as pulumi from "@pulumi/pulumi";
import { UserImportJob } from "../../../provider/src";
import { runMocked } from "../../support/pulumi/pulumiMocks";

/** Runs a program with two import jobs under this config, and gives what it warned of: without an engine that goes to the console. */
async function saidUnder(config: Record<string, string>): Promise<string[]> {
    const before = pulumi.runtime.allConfig();
    const warn = mock.method(console, "warn", () => undefined);
    pulumi.runtime.setAllConfig(config);
    try {
        await runMocked({}, () => {
            for (const name of ["one", "other"]) {
                const cloudWatchLogsRoleArn = "arn:aws:iam::123456789012:role/CognitoLogs";
                new UserImportJob(name, {
                    userPoolId: "us-east-1_AbCdEfGhI",
                    cloudWatchLogsRoleArn,
                    source: `${name}.csv`,
                });
            }
        });
    } finally {
        warn.mock.restore();
        pulumi.runtime.setAllConfig(before);
    }
    return warn.mock.calls.map((call) => String(call.arguments));
}

describe("a program's warning of config that does nothing", () => {
    it("comes once in each run, however many resources there are and runs in the process", async () => {
        const warning =
            "warning: [runtime] Pulumi config aws:profle is unknown and does nothing here. Did you mean aws:profile?";

        assert.deepEqual(await saidUnder({ "aws:profle": "prod" }), [warning]);
        assert.deepEqual(await saidUnder({ "aws:profle": "prod" }), [warning]);
        assert.deepEqual(await saidUnder({ "aws:profile": "prod" }), []);
    });
});
