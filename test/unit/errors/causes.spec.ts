import assert from "node:assert/strict";
import { inspect } from "node:util";
import { explainAwsError } from "../../../provider/src/aws/awsError";
import { UserImportError } from "../../../provider/src/errors/errors";
import { InitializationError } from "../../../provider/src/job/initializationError";
import type { UserImportJobOutputs } from "../../../provider/src/resource/properties";
import { explainS3Error } from "../../../provider/src/source/s3Error";
import { parseS3Url } from "../../../provider/src/source/s3Location";
import { awsError, networkError } from "../../support/aws/awsErrors";

const canary = "Canary0ada.lovelace";
const call = { operation: "DescribeUserImportJob", userPoolId: "eu-west-1_AbCdEfGhI", jobId: "import-AbCdEfGhIj" };

function invalidUrl(): unknown {
    try {
        return new URL(`https://u:${canary}@[host/`);
    } catch (error) {
        return error;
    }
}

/** All that may be thrown, each with the canary in everything that it has. */
const thrown: readonly (readonly [string, unknown])[] = [
    [
        "an answer of AWS with its headers and body",
        Object.assign(awsError("InvalidSignatureException", `The token ${canary}\n    at ${canary} is wrong`), {
            $response: { headers: { "x-amz-security-token": canary }, body: canary },
            Message: canary,
            $metadata: { httpStatusCode: 400, requestId: canary },
        }),
    ],
    ["a presigned URL", new Error(`Invalid URL: https://bucket.s3.amazonaws.com/${canary}?X-Amz-Signature=${canary}`)],
    ["what Node says of a URL", invalidUrl()],
    ["a fault of the network", networkError("ECONNRESET", { input: canary, request: { path: canary } })],
    ["causes within causes", new Error(canary, { cause: new Error(canary, { cause: { canary } }) })],
    [
        "several errors",
        Object.assign(new AggregateError([networkError("ECONNREFUSED", { path: canary })], canary), { canary }),
    ],
    ["a name and a code that are none", Object.assign(new Error("no"), { name: canary, code: canary })],
    ["no error at all", { canary, toString: () => canary }],
    ["a text", canary],
];

/** An error of each class that takes a cause, and of each way to explain one. */
const ways: readonly (readonly [string, (cause: unknown) => Error])[] = [
    ["explainAwsError", (cause) => explainAwsError(cause, call)],
    ["explainS3Error", (cause) => explainS3Error(cause, parseS3Url("s3://people/users.csv"))],
    ["UserImportError", (cause) => new UserImportError("aws-error", "It failed.", { cause })],
    [
        "InitializationError",
        (cause) => new InitializationError("id", { failures: [] } as never as UserImportJobOutputs, cause),
    ],
];

describe("an error that is printed with all that it has", () => {
    for (const [way, explain] of ways) {
        for (const [what, cause] of thrown) {
            it(`holds nothing of ${what}, by ${way}`, () => {
                const error = explain(cause);

                assert.equal(inspect(error, { depth: Infinity, showHidden: true }).includes(canary), false);
                assert.equal(error.message.includes(canary), false);
            });
        }
    }

    it("takes no line of a message for a call", () => {
        const messages = [
            "evil (/a?TOKENSECRET:1:2)",
            "evil (/TOKENSECRET:1:2)",
            "/home/ada@example.com:1:2",
            "/Ada Lovelace:1:2",
        ];
        for (const line of messages) {
            const renamed = Object.assign(new Error("one"), { message: "another" });
            const stack = `Error: one\n    at ${line}\n${renamed.stack?.split("\n").slice(1).join("\n")}`;
            for (const cause of [awsError("SomeException", `No.\n    at ${line}`), Object.assign(renamed, { stack })]) {
                const { stack: shown = "" } = new UserImportError("aws-error", "It failed.", { cause }).cause as Error;

                assert.doesNotMatch(shown, /evil|TOKENSECRET|ada|Ada/);
            }
        }
    });

    it("keeps calls within packages of a scope, whatever folder they are installed in", () => {
        const calls = [
            "    at async /app/node_modules/@smithy/core/dist-cjs/index.js:1:2",
            "    at Client.send (/app/node_modules/.pnpm/@smithy+core@3.1.0_a@1.0.0/node_modules/@smithy/core/index.js:1:2)",
            "    at process.processTicksAndRejections (node:internal/process/task_queues:105:5)",
            "    at Object.<anonymous> (C:\\app\\index.js:1:2)",
        ];
        const cause = Object.assign(new Error("No."), { stack: ["Error: No.", ...calls].join("\n") });

        const { stack = "" } = new UserImportError("aws-error", "It failed.", { cause }).cause as Error;

        assert.deepEqual(stack.split("\n").slice(1), calls);
    });

    it("still says which call threw what", () => {
        const cause = Object.assign(networkError("ECONNRESET"), { name: "TimeoutError" });
        const printed = inspect(explainAwsError(cause, call), { depth: Infinity });

        assert.match(
            printed,
            /\[cause\]: Error \[TimeoutError\]: connect ECONNRESET\n\s+at networkError \(.*awsErrors\.ts:\d+:\d+\)/,
        );
        assert.match(printed, /code: 'ECONNRESET'/);
    });
});
