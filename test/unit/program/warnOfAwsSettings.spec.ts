import assert from "node:assert/strict";
import { mock } from "node:test";
import * as pulumi from "@pulumi/pulumi";
import { UserImportJob } from "../../../provider/src";
import { warnOfAwsSettings } from "../../../provider/src/program/warnOfAwsSettings";
import { runMocked } from "../../support/pulumi/pulumiMocks";

/** Runs a program under this config, and gives what it warned of: without an engine that goes to the console. */
async function saidUnder(config: Record<string, string>, program: () => void = twoJobs): Promise<string[]> {
    const before = pulumi.runtime.allConfig();
    const warn = mock.method(console, "warn", () => undefined);
    pulumi.runtime.setAllConfig(config);
    try {
        await runMocked({}, program);
    } finally {
        warn.mock.restore();
        pulumi.runtime.setAllConfig(before);
    }
    return warn.mock.calls.map((call) => String(call.arguments));
}

function twoJobs(): void {
    for (const name of ["one", "other"]) {
        const cloudWatchLogsRoleArn = "arn:aws:iam::123456789012:role/CognitoLogs";
        new UserImportJob(name, { userPoolId: "us-east-1_AbCdEfGhI", cloudWatchLogsRoleArn, source: `${name}.csv` });
    }
}

describe("a program's warning of config that does nothing", () => {
    it("comes once in each run, however many resources there are and runs in the process", async () => {
        const warning =
            "warning: [runtime] Pulumi config aws:profle is unknown and does nothing here. Did you mean aws:profile?";

        assert.deepEqual(await saidUnder({ "aws:profle": "prod" }), [warning]);
        assert.deepEqual(await saidUnder({ "aws:profle": "prod" }), [warning]);
        assert.deepEqual(await saidUnder({ "aws:profile": "prod" }), []);
    });

    it("comes once of what look-ups have in their argument aws", async () => {
        const said = await saidUnder({}, () => {
            for (const region of ["eu-west-1", "us-east-1"]) {
                warnOfAwsSettings({ region, tokenBucketRateLimiterCapacity: 0 });
            }
        });

        const warning = "Argument aws.tokenBucketRateLimiterCapacity does nothing for import jobs. How often";
        assert.deepEqual(
            said.map((text) => text.startsWith(`warning: [runtime] ${warning}`)),
            [true],
        );
    });
});
