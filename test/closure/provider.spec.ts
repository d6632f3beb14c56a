import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { ResourceProvider } from "@pulumi/pulumi/dynamic";
import { serializedProvider } from "../support/serializedProvider";

const requireFromString = require("require-from-string") as (text: string) => { handler(): ResourceProvider };

/** States hold this text twice a resource. */
const maxBytes = 2_500;

describe("the serialised provider", () => {
    let text: string;
    before(async () => {
        text = await serializedProvider();
    });

    // Every state has this text, and older ones go on being run: a change of it is a decision.
    it("is the text that it was", () => {
        const golden = join(__dirname, "provider.golden.txt");

        assert.equal(text, readFileSync(golden, "utf8"), `where the change is meant, write the new text to ${golden}`);
    });

    it("is small, and holds nothing of the SDKs or this machine", () => {
        assert.ok(Buffer.byteLength(text) <= maxBytes, `${Buffer.byteLength(text)} bytes`);
        assert.doesNotMatch(text, /aws|@pulumi|smithy|Cognito[A-Z]|sourceMapping|node_modules/i);
        assert.doesNotMatch(text, new RegExp(`${process.cwd()}|${process.env.HOME ?? process.cwd()}`));
    });

    it("is the same in every process and for every resource", async () => {
        assert.equal(await serializedProvider(), text);
    });

    it("has the methods that an engine calls", () => {
        const provider = requireFromString(text).handler();

        const methods = ["configure", "check", "diff", "create", "read", "update", "delete"];
        assert.deepEqual(Object.keys(provider), methods);
    });

    it("runs the installed package's code, whose errors keep message and facts", async () => {
        const provider = requireFromString(text).handler();

        await assert.rejects(async () => await provider.read?.("no id", {}), {
            name: "UserImportError",
            code: "validation-failed",
            message: /"no id" is not the id of a user import job/,
        });
    });
});
