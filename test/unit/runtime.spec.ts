import assert from "node:assert/strict";
import { once } from "node:events";
import type { RequestListener } from "node:http";
import { inspect } from "node:util";
import type { ConfigureRequest } from "@pulumi/pulumi/dynamic";
import { systemClock } from "../../provider/src/clock";
import type { CheckedInputs } from "../../provider/src/resource/properties";
import { noAwsEnvironment } from "../support/aws/awsSettings";
import { programInputs } from "../support/lifecycle/lifecycleFixture";
import { withEnvironment } from "../support/process/withEnvironment";
import { withServer } from "../support/web/withServer";

type RuntimeModule = typeof import("../../provider/src/runtime");
type Runtime = RuntimeModule["provider"];

function configOf(config: Readonly<Record<string, string>>): ConfigureRequest {
    return { config: { get: (key) => config[key], require: (key) => config[key] ?? assert.fail(key) } };
}

/** The runtime as a new plugin process loads it. */
function freshModule(): RuntimeModule {
    const path = require.resolve("../../provider/src/runtime");
    delete require.cache[path];
    return require(path) as RuntimeModule;
}

function freshRuntime(): Runtime {
    return freshModule().provider;
}

/** A new runtime of a stack that configures endpoints and keys. */
function runtimeAt(
    endpoints: Readonly<Record<string, string>>,
    config: Readonly<Record<string, string>> = {},
): Runtime {
    const runtime = freshRuntime();
    void runtime.configure(
        configOf({
            "aws:endpoints": JSON.stringify([endpoints]),
            "aws:accessKey": "AKIDEXAMPLE",
            "aws:secretKey": "secret",
            ...config,
        }),
    );
    return runtime;
}

describe("runtime", () => {
    const inputs = programInputs({ source: "no-such.csv" }) as CheckedInputs;

    it("has the names that the texts in every state call", () => {
        assert.deepEqual(Object.keys(freshModule()), ["groupMembersProvider", "groupRecordProvider", "provider"]);
    });

    it("works with the SDK's own settings where the engine configures nothing", async () => {
        const { failures } = await freshRuntime().check({}, inputs);

        assert.match(failures?.[0]?.reason ?? "", /no-such\.csv cannot be read/);
    });

    it("asks the endpoint that the stack configures", async () => {
        const runtime = runtimeAt({ cognitoidp: "http://127.0.0.1:9" }, { "aws:maxRetries": "0" });

        await assert.rejects(runtime.read("eu-west-1_FakePool1/import-1", {}), {
            code: "unreachable",
            message: /127\.0\.0\.1:9 \(ECONNREFUSED\)/,
        });
    });

    it("goes on with one connection to S3, so with one search for credentials, whatever sources it opens", async () => {
        const answer: RequestListener = (request, response) => {
            response.writeHead(200, { "Content-Length": 8, ETag: '"one"' });
            response.end(request.method === "HEAD" ? undefined : "no rows\n");
        };
        await withServer(answer, async (s3, server) => {
            const connections: unknown[] = [];
            server.on("connection", (connection) => connections.push(connection));
            const runtime = runtimeAt({ cognitoidp: "http://127.0.0.1:9", s3 }, { "aws:maxRetries": "0" });

            for (const key of ["first.csv", "second.csv"]) {
                await runtime.check({}, { ...inputs, source: `s3://people/${key}` });
            }

            assert.equal(connections.length, 1);
        });
    });

    it("asks STS whose the credentials are in the region of the pool: another one may be out of reach, or another partition", async () => {
        const signatures: (string | undefined)[] = [];
        const answer: RequestListener = (request, response) => {
            signatures.push(request.headers.authorization);
            response.end(
                "<GetCallerIdentityResponse><GetCallerIdentityResult><Account>222222222222</Account></GetCallerIdentityResult></GetCallerIdentityResponse>",
            );
        };
        await withServer(answer, async (sts) => {
            const runtime = runtimeAt({ sts }, { "aws:allowedAccountIds": "111111111111" });
            const userPoolId = "cn-north-1_AbCdEfGhI";

            await withEnvironment(noAwsEnvironment, async () => {
                await assert.rejects(runtime.check({}, { ...inputs, userPoolId }), /are of AWS account 222222222222/);
            });
        });

        assert.deepEqual(
            signatures.map((signature) => /\/([^/]+)\/sts\//.exec(signature ?? "")?.[1]),
            ["cn-north-1"],
        );
    });

    it("ends a call that is not answered with the resource's timeout", async () => {
        const props = { ...inputs, timeout: "90s", failures: [] } as unknown as Parameters<Runtime["update"]>[1];
        const { now, sleep } = systemClock;
        const beganAt = now();
        const slept: number[] = [];
        const neverAnswer = (): void => undefined;
        await withServer(neverAnswer, async (cognitoidp, server) => {
            const runtime = runtimeAt({ cognitoidp });
            try {
                systemClock.now = () => beganAt;
                systemClock.sleep = async (seconds) => {
                    await once(server, "request");
                    slept.push(seconds);
                };

                await assert.rejects(
                    runtime.update("eu-west-1_FakePool1/import-1", props, props),
                    /Timed out after 90s while waiting for AWS to answer \(user pool eu-west-1_FakePool1\)/,
                );
            } finally {
                Object.assign(systemClock, { now, sleep });
            }
        });

        assert.deepEqual(slept, [90]);
    });

    // The engine's plugin process configures once, and goes on with a provider whose configuration failed.
    it("does nothing with settings that cannot be used, least of all with others", async () => {
        const runtime = freshRuntime();
        void runtime.configure(configOf({ "aws:endpoints": "localhost" }));
        const props = inputs as Parameters<Runtime["delete"]>[1];
        const id = "eu-west-1_FakePool1/import-1";

        const calls = [
            runtime.check({}, inputs),
            runtime.diff(id, props, inputs),
            runtime.create(inputs),
            runtime.read(id, props),
            runtime.update(id, props, inputs),
            runtime.delete(id, props),
        ];

        for (const call of calls) {
            await assert.rejects(call, { code: "config-invalid", message: /aws:endpoints cannot be used/ });
        }
    });

    it("tells of an error that nobody expected no more than may be shown", async () => {
        const runtime = runtimeAt({});
        const canary = "Canary0ada";
        const broken = Object.defineProperty({ ...inputs }, "timeout", {
            enumerable: true,
            get: () => {
                throw Object.assign(new TypeError(`cannot read ${canary}`), { row: canary });
            },
        });

        for (const call of [runtime.check({}, broken), runtime.create(broken)]) {
            const error: unknown = await call.catch((thrown: unknown) => thrown);
            const printed = inspect(error);

            assert.match(printed, /TypeError.*: cannot read \[redacted\]\n\s+at .*runtime\.spec\.ts/);
            assert.equal(printed.includes(canary), false);
        }
    });

    // The SDK's server prints the stack of what these four throw on the stack's row.
    it("shows nobody a stack trace of an error that says everything itself", async () => {
        const runtime = freshRuntime();
        void runtime.configure(configOf({ "aws:endpoints": "localhost" }));
        const props = inputs as Parameters<Runtime["delete"]>[1];
        const id = "eu-west-1_FakePool1/import-1";

        const calls = [
            runtime.check({}, inputs),
            runtime.diff(id, props, inputs),
            runtime.read(id, props),
            runtime.delete(id, props),
        ];

        for (const call of calls) {
            await assert.rejects(call, { stack: "config-invalid" });
        }
    });
});
