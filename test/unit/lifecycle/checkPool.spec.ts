import assert from "node:assert/strict";
import type { LifecycleDependencies } from "../../../provider/src/job/dependencies";
import { type CheckedArguments, check } from "../../../provider/src/lifecycle/check";
import { unknownValue } from "../../../provider/src/resource/inputValues";
import { accessDenied, awsError, networkError, notFound, throttled } from "../../support/aws/awsErrors";
import { fakePoolId } from "../../support/aws/fakeImportApi";
import {
    checkedInputs,
    type LifecycleFixture,
    lifecycleFixture,
    peopleCsv,
    programInputs,
} from "../../support/lifecycle/lifecycleFixture";

describe("check, where the pool cannot be asked", () => {
    let fixture: LifecycleFixture;
    beforeEach(() => {
        fixture = lifecycleFixture();
    });

    const run = async (deps: Partial<LifecycleDependencies> = {}): Promise<CheckedArguments> =>
        await check({ ...fixture.deps, ...deps }, {}, programInputs());

    it("says that the pool does not exist", async () => {
        fixture.api.script("getCsvHeader", notFound());

        const { failures } = await run();

        assert.equal(failures.length, 1);
        assert.equal(failures[0]?.property, "userPoolId");
        assert.match(failures[0]?.reason ?? "", new RegExp(`GetCSVHeader in user pool ${fakePoolId} failed`));
    });

    it("names the call that failed", async () => {
        fixture.api.script("describeUserPool", notFound());

        const { failures } = await run();

        assert.match(failures[0]?.reason ?? "", /^DescribeUserPool in user pool/);
    });

    it("says that an endpoint which the program configured refuses the connection", async () => {
        const refused = networkError("ECONNREFUSED", { address: "127.0.0.1", port: 9229 });
        fixture.api.script("getCsvHeader", refused, refused);

        const configured = await run({ hasConfiguredEndpoint: true });
        const other = await run();

        assert.match(configured.failures[0]?.reason ?? "", /No answer from 127\.0\.0\.1:9229.*aws:endpoints/);
        assert.deepEqual(other.failures, []);
    });

    const profile = "Could not resolve credentials using profile: [nope] in configuration/credentials file(s).";
    for (const [error, reason] of [
        [accessDenied(), /AccessDeniedException: .* cognito-idp:GetCSVHeader on arn:/],
        [awsError("CredentialsProviderError", "Could not load credentials from any providers"), /aws:profile/],
        [awsError("CredentialsProviderError", profile), /using profile/],
        [throttled(), /throttled/],
        [networkError("ENOTFOUND", { hostname: "cognito-idp.eu-west-9.amazonaws.com" }), /No answer from cognito-idp/],
    ] as const) {
        it(`warns, with the reason, and leaves the pool's rules to create: ${error.message}`, async () => {
            fixture.api.script("getCsvHeader", error);

            const { inputs, failures } = await run();

            assert.deepEqual(failures, []);
            assert.equal(inputs.totalUsers, 3);
            const [warning = "", ...others] = fixture.progress.warnings;
            assert.match(warning, /^The CSV was not checked against user pool eu-west-1_FakePool1: its columns, .*MFA/);
            assert.match(warning, /GetCSVHeader in user pool eu-west-1_FakePool1 failed\./);
            assert.match(warning, reason);
            assert.deepEqual(others, []);
            assert.equal(fixture.deps.memory.validContent.size, 0);
        });
    }

    it("says what the columns alone do not tell where the pool may not be described", async () => {
        fixture.api.script("describeUserPool", accessDenied());

        const { failures } = await run();

        assert.deepEqual(failures, []);
        assert.match(
            fixture.progress.warnings.join("\n"),
            /^Only the columns of user pool eu-west-1_FakePool1 are known\. .* MFA .* cognito-idp:DescribeUserPool on arn:/,
        );
    });

    describe("about the ways of its MFA", () => {
        const requiresMfa = (): unknown => ({
            name: "people",
            raw: { AutoVerifiedAttributes: ["email"], MfaConfiguration: "ON", SchemaAttributes: [] },
        });
        beforeEach(() => {
            fixture.files.set("users.csv", peopleCsv.replaceAll("false\n", "true\n"));
            fixture.api.script("describeUserPool", requiresMfa, requiresMfa);
        });

        it("warns of users who have nothing to get a code with", async () => {
            fixture.api.script("getMfaConfig", () => ({ SmsMfaConfiguration: { SmsConfiguration: {} } }));

            const { failures } = await run();

            assert.deepEqual(failures, []);
            assert.match(
                fixture.progress.allText(),
                /phone_number is empty\. .* cannot sign in .*\(Found in 3 of 3 rows\. This is the first\.\)/,
            );
        });

        for (const error of [
            accessDenied(),
            throttled(),
            networkError("ECONNRESET"),
            awsError("UnknownOperationException", ""),
        ]) {
            it(`says nothing where it cannot be asked: ${error.name} ${error.message}`, async () => {
                fixture.api.script("getMfaConfig", error);

                const { failures } = await run();

                assert.deepEqual([failures, fixture.progress.allText()], [[], ""]);
                assert.equal(fixture.api.count("getMfaConfig"), 1);
            });
        }

        it("tells a mistake at once", async () => {
            fixture.api.script("getMfaConfig", new TypeError("undefined is no function"));

            await run();

            assert.match(fixture.progress.allText(), /GetUserPoolMfaConfig in user pool .* undefined is no function/);
        });
    });

    it("is not asked about the ways of its MFA where it requires none", async () => {
        await run();

        assert.equal(fixture.api.count("getMfaConfig"), 0);
    });

    it("leaves it to create to say so in an up, and keeps nothing of that in state", async () => {
        for (const operation of ["getCsvHeader", "describeUserPool"] as const) {
            fixture.api.script(operation, accessDenied());
            const { inputs, failures } = await check(fixture.deps, {}, programInputs({ isUp: true }));

            assert.deepEqual(failures, []);
            assert.equal("isUp" in inputs, false);
            assert.equal(fixture.progress.allText(), "");
        }
    });

    it("keeps nothing in state of what the program has found of a part", async () => {
        const plannedPart = {
            ...{ reference: "part://1/users.csv", fromByte: 7, toByte: 9, firstLine: 2, headerBytes: 7 },
            ...{ digest: "sha256:0", contentDigest: "0", cacheKey: "1,2" },
        };
        const { inputs, failures } = await check(fixture.deps, {}, programInputs({ plannedPart }));

        assert.deepEqual(failures, []);
        assert.equal("plannedPart" in inputs, false);
    });

    it("has nobody to ask, and says nothing, where the pool does not exist yet or the content is in state", async () => {
        fixture.api.script("getCsvHeader", accessDenied());
        await check(fixture.deps, {}, programInputs({ userPoolId: unknownValue }));
        await check(fixture.deps, checkedInputs(), programInputs());

        assert.deepEqual([fixture.progress.allText(), fixture.api.requests], ["", []]);
    });

    it("asks with few tries, since a preview should not hang", async () => {
        await run();

        assert.deepEqual(fixture.connections, [2]);
    });
});
