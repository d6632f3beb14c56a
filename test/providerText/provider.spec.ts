import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { ResourceProvider } from "@pulumi/pulumi/dynamic";
import { UserImportJob } from "pulumi-cognito-user-import";
import { runMocked } from "../support/pulumi/pulumiMocks";
import { providerText } from "../support/repository/providerTexts";

const requireFromString = require("require-from-string") as (text: string) => { handler(): ResourceProvider };

/** States hold this text twice a resource. */
const maxBytes = 200;

describe("the provider's text", () => {
    // Every state has this text, and older ones go on being run: a change of it is a decision.
    it("is the text that it was", () => {
        const golden = join(__dirname, "provider.golden.txt");

        const expected = readFileSync(golden, "utf8");
        assert.equal(
            providerText,
            expected,
            `where the change is meant, keep the old text and write the new to ${golden}`,
        );
    });

    it("is small", () => {
        assert.ok(Buffer.byteLength(providerText) <= maxBytes, `${Buffer.byteLength(providerText)} bytes`);
    });

    it("is what a program registers, of a dynamic resource's type", async () => {
        const args = { userPoolId: "pool", cloudWatchLogsRoleArn: "arn", source: "users.csv" };

        const { resources } = await runMocked({}, () => new UserImportJob("seed", args).id);

        const [{ type, inputs } = assert.fail()] = resources;
        assert.equal(type, "pulumi-nodejs:dynamic/cognito-user-import:UserImportJob");
        assert.equal(inputs.__provider, providerText);
    });

    it("has the methods that an engine calls", () => {
        const provider = requireFromString(providerText).handler();

        const methods = ["configure", "check", "diff", "create", "read", "update", "delete"];
        assert.deepEqual(Object.keys(provider), methods);
    });

    it("runs the installed package's code, whose errors keep message and facts", async () => {
        const provider = requireFromString(providerText).handler();

        await assert.rejects(async () => await provider.read?.("no id", {}), {
            name: "UserImportError",
            code: "validation-failed",
            message: /"no id" is not the id of a user import job/,
        });
    });
});
