import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import { join } from "node:path";
import type { ServiceError } from "@grpc/grpc-js";
import { programInputs } from "../support/lifecycle/lifecycleFixture";
import { initializationFailureOf, withDynamicPlugin } from "../support/pulumi/dynamicPlugin";
import { withPackedProvider } from "../support/repository/packedProvider";
import { providerText } from "../support/repository/providerTexts";

/** A provider that fails once its resource exists, with more of everything than headers take. */
const failing = `exports.handler = () => ({ create: async () => {
    const inPackage = (file) => require(process.cwd() + "/node_modules/pulumi-cognito-user-import/bin/" + file);
    const { InitializationError } = inPackage("job/initializationError");
    const { UserImportError } = inPackage("errors/errors");
    const letters = (length) => Array.from({ length }, (_, index) => String.fromCodePoint(0x4e00 + ((index * 7919) % 20000))).join("");
    throw new InitializationError("pool/import-1", {
        jobId: "import-1",
        failures: Array.from({ length: 100 }, (_, index) => ({ line: index + 2, reason: letters(500) })),
        completionMessage: letters(5000),
        source: letters(4096),
        triggers: Array.from({ length: 2000 }, (_, index) => index),
        later: letters(99999),
        startDate: undefined,
    }, new UserImportError("job-failed", letters(9999)));
} });`;

describe("the published package, in the SDK's plugin process", () => {
    const config = {
        "aws:endpoints": '[{"cognitoidp":"http://127.0.0.1:9"}]',
        "aws:accessKey": "AKIDEXAMPLE",
        "aws:secretKey": "secret",
        "aws:maxRetries": "0",
    };

    it("checks, and fails with its message and facts", async () => {
        await withPackedProvider(async (folder) => {
            const packaged = join(folder, "node_modules/pulumi-cognito-user-import");
            assert.ok(existsSync(join(packaged, "bin/runtime.js")) && existsSync(join(packaged, "LICENSE")));
            assert.equal(existsSync(join(packaged, "src")), false);

            await withDynamicPlugin(folder, config, async (plugin) => {
                const inputs = {
                    ...programInputs({ source: "no-such.csv", timeout: "soon" }),
                    __provider: providerText,
                };

                const { failures } = await plugin.check({}, inputs);
                assert.deepEqual(
                    failures.map(({ property }) => property),
                    ["timeout", "source"],
                );

                await assert.rejects(plugin.read("eu-west-1_FakePool1/import-1", inputs), {
                    details: /DescribeUserImportJob of import job import-1 .* No answer from 127\.0\.0\.1:9 /,
                });
                await assert.rejects(plugin.create(inputs), (error: ServiceError) => {
                    assert.equal(initializationFailureOf(error), undefined);
                    return true;
                });

                const large = { __provider: failing };
                await assert.rejects(plugin.create(large), (error: ServiceError) => {
                    const failure = initializationFailureOf(error);
                    assert.ok(failure !== undefined, error.details);
                    assert.equal(failure.id, "pool/import-1");
                    assert.equal(failure.properties.jobId, "import-1");
                    assert.equal(String(failure.properties.source).length, 4096);
                    assert.equal((failure.properties.triggers as unknown[]).length, 2000);
                    assert.equal(failure.message, error.details);
                    assert.deepEqual(failure.reasons, [error.details]);
                    assert.match(error.details, /^[\u4e00-\u9fff]{100,}…$/);
                    return true;
                });

                const endlessId = "日本 ".repeat(30_000);
                await assert.rejects(plugin.read(endlessId, { __provider: providerText }), {
                    details: /^"日本 .*…$/,
                });
            });
        });
    });
});
