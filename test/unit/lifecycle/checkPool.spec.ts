import assert from "node:assert/strict";
import { type CheckedArguments, check } from "../../../provider/src/lifecycle/check";
import type { LifecycleDependencies } from "../../../provider/src/lifecycle/dependencies";
import { accessDenied, awsError, networkError, notFound, throttled } from "../../support/awsErrors";
import { fakePoolId } from "../../support/fakeImportApi";
import { type LifecycleFixture, lifecycleFixture, programInputs } from "../../support/lifecycleFixture";

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

    const silent = [
        accessDenied(),
        awsError("CredentialsProviderError", "none"),
        throttled(),
        networkError("ENOTFOUND"),
    ];
    for (const error of silent) {
        it(`says nothing for ${error.name} ${error.message}, and leaves the pool's rules to create`, async () => {
            fixture.api.script("getCsvHeader", error);

            const { inputs, failures } = await run();

            assert.deepEqual(failures, []);
            assert.equal(inputs.totalUsers, 3);
            assert.equal(fixture.progress.allText(), "");
            assert.equal(fixture.deps.validated.size, 0);
        });
    }

    it("asks with few tries, since a preview should not hang", async () => {
        await run();

        assert.deepEqual(fixture.connections, [2]);
    });
});
