import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import path from "node:path";
import { promisify } from "node:util";

const run = promisify(execFile);
const root = path.resolve(__dirname, "../../..");

/** Runs a script in plain node, as a program of a user would, and gives what it prints. */
async function printed(script: string): Promise<string> {
    const { stdout } = await run(process.execPath, ["-e", script], { cwd: root });
    return stdout.trim();
}

/** Makes @pulumi/aws look as if it were not installed. */
const withoutAws = `
const Module = require("node:module");
const resolve = Module._resolveFilename;
Module._resolveFilename = function (request, ...rest) {
    if (request.startsWith("@pulumi/aws")) throw Object.assign(new Error("Cannot find module"), { code: "MODULE_NOT_FOUND" });
    return resolve.call(this, request, ...rest);
};`;

const inMocks = `
const pulumi = require("@pulumi/pulumi");
pulumi.runtime.setMocks({ newResource: (args) => ({ id: args.name, state: args.inputs }), call: () => ({}) });`;

describe("loadPulumiAws", () => {
    it("is not called by a program that creates no role: neither @pulumi/aws nor the AWS SDK is loaded", async () => {
        const script = `
            require("pulumi-cognito-user-import");
            console.log(Object.keys(require.cache).filter((file) => /@pulumi\\/aws|@aws-sdk/.test(file)).length);`;

        assert.equal(await printed(script), "0");
    });

    it("loads a few of the package's modules", async () => {
        const script = `${inMocks}
            const { loadPulumiAws } = require("./provider/bin/program/pulumiAws");
            loadPulumiAws();
            console.log(Object.keys(require.cache).filter((file) => /@pulumi\\/aws/.test(file)).length);`;

        assert.ok(Number(await printed(script)) <= 12);
    });

    it("says what to install, or to give, where the package is missing", async () => {
        const script = `${withoutAws}${inMocks}
            const { UserImportRole } = require("pulumi-cognito-user-import");
            try { new UserImportRole("role"); } catch (error) { console.log(pulumi.RunError.isInstance(error), error.message); }`;

        assert.match(await printed(script), /^true .*npm install @pulumi\/aws@7.*cloudWatchLogsRoleArn/);
    });
});
