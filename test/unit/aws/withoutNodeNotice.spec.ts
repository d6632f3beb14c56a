import assert from "node:assert/strict";
import { S3Client } from "@aws-sdk/client-s3";
import execa from "execa";
import { withoutNodeNotice } from "../../../provider/src/aws/withoutNodeNotice";
import { withEnvironment } from "../../support/process/withEnvironment";
import { repositoryFolder } from "../../support/repository/sourceFiles";

const variable = "AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED";

/** Loads all that a program and the plugin load, makes a client of each kind, and prints what that changed. */
const everyClient = `
const before = { ...process.env };
const { createSdkClients } = require("./provider/bin/aws/sdkClients");
const { createS3Objects } = require("./provider/bin/source/s3Objects");
require("./provider/bin/runtime"); require("./provider/bin/invokes"); require("./provider/bin/split/planObject");
const region = "eu-west-1";
const location = { bucket: "b", key: "k", text: "s3://b/k" };
const signal = AbortSignal.abort(new Error("no call is meant"));
createS3Objects({}, signal).head(location, signal).catch(() => undefined);
createSdkClients({ cognito: { region }, logs: { region } }).logs().then(() => {
    require("node:assert").deepEqual({ ...process.env }, before);
});
`;

describe("withoutNodeNotice", () => {
    it("leaves the environment as it was, whatever the making comes to", async () => {
        await withEnvironment({ [variable]: undefined }, async () => {
            withoutNodeNotice(() => new S3Client({}));
            assert.equal(variable in process.env, false);
            assert.throws(() =>
                withoutNodeNotice(() => {
                    throw new Error("no client");
                }),
            );
            assert.equal(variable in process.env, false);
        });
    });

    it("leaves a setting of the environment alone", async () => {
        await withEnvironment({ [variable]: "false" }, async () => {
            assert.equal(
                withoutNodeNotice(() => process.env[variable]),
                "false",
            );
            assert.equal(process.env[variable], "false");
        });
    });

    it("keeps the notice away from a process that loads everything and makes a client of each kind", async () => {
        const env = { PATH: process.env.PATH };
        const { all } = await execa(process.execPath, ["-e", everyClient], {
            cwd: repositoryFolder,
            env,
            extendEnv: false,
            all: true,
        });

        assert.equal(all, "");
    });
});
