import assert from "node:assert/strict";
import { mkdir, writeFile } from "node:fs/promises";
import path from "node:path";
import { people } from "../emulator/importFixtures";
import { needsEngine } from "../support/engine";
import { type ImportStack, type ImportStackOptions, withImportStack } from "../support/importStack";

describe("bad input, through the real engine", function () {
    this.timeout(120_000);
    before(needsEngine);

    it("says everything that is wrong with the arguments at once, in the preview", async () => {
        const args = {
            userPoolId: "us-east-1-no-underscore",
            cloudWatchLogsRoleArn: "arn:aws:iam::1:user/me",
            source: "does/not/exist.csv",
            timeout: "soon",
            maxFailedUsers: -1,
        };

        const said = await refusedPreview({ args });

        assert.match(said, /userPoolId .*is not the id of a user pool/);
        assert.match(said, /cloudWatchLogsRoleArn .*is not the ARN of an IAM role/);
        assert.match(said, /source .*does\/not\/exist\.csv cannot be read: there is no such file/);
        assert.match(said, /timeout .*must be a duration/);
        assert.match(said, /maxFailedUsers .*whole number/);
    });

    it("refuses a folder", async () => {
        const said = await refusedPreview({}, async ({ csvPath }) => void (await mkdir(csvPath)));
        assert.match(said, /is a folder, not a regular file/);
    });

    it("refuses an empty file", async () => {
        const said = await refusedPreview({}, ({ csvPath }) => writeFile(csvPath, ""));
        assert.match(said, /users\.csv:?.*empty/i);
    });

    it("refuses a file with nothing but a header", async () => {
        const said = await refusedPreview({}, (context) => context.writeRows([]));
        assert.match(said, /users\.csv.*no (rows|users)|only a header|header/i);
    });

    it("refuses a wrong header, naming the columns but no person", async () => {
        const rows = "username,email\nmade-up-person,made-up-person@example.com\n";
        const said = await refusedPreview({}, ({ csvPath }) => writeFile(csvPath, rows));
        assert.match(said, /users\.csv:1: given_name: The column given_name is missing/);
        assert.doesNotMatch(said, /made-up-person/);
    });

    it("refuses a user pool that does not exist", async () => {
        const said = await refusedPreview({ args: { userPoolId: "us-east-1_NobodyMade" } }, (context) =>
            context.writeRows(people(1)),
        );
        assert.match(said, /user pool us-east-1_NobodyMade failed\. ResourceNotFoundException/);
    });

    it("says that a configured endpoint refuses connections", async () => {
        const said = await refusedPreview(
            { config: { "aws:endpoints": [{ cognitoidp: "http://127.0.0.1:9" }] } },
            (context) => context.writeRows(people(1)),
        );
        assert.match(said, /No answer from 127\.0\.0\.1:9 \(ECONNREFUSED\)/);
    });

    it("refuses what comes to be wrong after the preview, and leaves the state as it was", async () => {
        await withImportStack({ config: { poolIsComputed: true } }, async (context) => {
            await context.writeRows(people(1));
            await context.setArgs({ userPoolId: "us-east-1_NobodyMade" });
            await context.stack.preview();

            const failed = await context.stack.up({ expectFailure: true });

            assert.match(failed.all, /us-east-1_NobodyMade failed\. ResourceNotFoundException/);
            const { resources } = await context.stack.exportState();
            assert.ok(!resources.some(({ type }) => type.endsWith(":UserImportJob")));
        });
    });

    it("takes credentials out of the config, and says without a secret that they are half there", async () => {
        await withImportStack({ config: { "aws:accessKey": "half-a-key" } }, async (context) => {
            await context.writeRows(people(1));

            const failed = await context.stack.up({ expectFailure: true });

            assert.match(failed.all, /aws:accessKey and aws:secretKey belong together/);
            assert.doesNotMatch(failed.all, /half-a-key/);
        });
    });
});

/** What a preview says that has to fail, having created nothing. */
async function refusedPreview(
    options: ImportStackOptions,
    prepare: (context: ImportStack) => Promise<void> = async () => undefined,
): Promise<string> {
    let said = "";
    await withImportStack(options, async (context) => {
        await prepare(context);
        said = (await context.stack.preview({ expectFailure: true })).all.replaceAll(context.folder + path.sep, "");
        assert.equal(context.countCalls("CreateUserImportJob"), 0);
        assert.deepEqual((await context.stack.exportState()).resources, []);
    });
    return said;
}
