import assert from "node:assert/strict";
import { InitializationError } from "../../../provider/src/job/initializationError";
import { create } from "../../../provider/src/lifecycle/create";
import { readPoolRules } from "../../../provider/src/lifecycle/poolRules";
import { validationKey } from "../../../provider/src/resource/inspectSource";
import { checkedInputs, lifecycleFixture, memorySource, peopleCsv } from "../../support/lifecycle/lifecycleFixture";
import { interrupted } from "../../support/sources/changingSource";

describe("the timeout", () => {
    it("ends an upload that takes too long, and keeps the job in state", async () => {
        const fixture = lifecycleFixture({
            put: async ({ body }) => {
                for await (const _chunk of body) {
                    fixture.clock.advance(50);
                }
                return { status: 200, errorCode: "", errorMessage: "" };
            },
        });

        await assert.rejects(create(fixture.deps, checkedInputs({ timeout: "1m" })), (error: unknown) => {
            assert.ok(error instanceof InitializationError);
            assert.match(error.message, /Timed out after 1m while uploading the CSV/);
            assert.equal(error.properties.status, "Created");
            return true;
        });
        assert.equal(fixture.api.count("startJob"), 0);
    });

    it("ends a reading that takes too long, before a job exists", async () => {
        for (const [existingUsers, isValid, step] of [
            ["skip", false, "checking the source"],
            ["omit", true, "looking up who is in the pool"],
        ] as const) {
            const fixture = lifecycleFixture();
            const inputs = checkedInputs({ timeout: "1m", existingUsers });
            const source = memorySource("users.csv", peopleCsv);
            const slow = interrupted(source, "opened", async () => fixture.clock.advance(61));
            if (isValid) {
                const rules = await readPoolRules(fixture.context(inputs).api, inputs, assert.fail);
                fixture.deps.memory.validContent.add(validationKey(inputs, rules));
            }

            const created = create({ ...fixture.deps, openSource: async () => slow }, inputs);

            await assert.rejects(created, {
                code: "timeout",
                message: new RegExp(`Timed out after 1m while ${step}`),
            });
            assert.equal(fixture.api.count("createJob"), 0);
        }
    });

    it("ends a search for existing users that takes too long, before a job exists", async () => {
        const fixture = lifecycleFixture();
        fixture.api.script("findUser", ...Array.from({ length: 3 }, () => () => void fixture.clock.advance(3600)));
        fixture.api.script("listUsers", () => {
            fixture.clock.advance(3600);
            return { users: [], paginationToken: "more" };
        });

        const inputs = checkedInputs({ timeout: "1m", existingUsers: "omit" });
        await assert.rejects(create(fixture.deps, inputs), /Timed out after 1m while looking up who is in the pool/);
        assert.equal(fixture.api.count("createJob"), 0);
    });
});
