import assert from "node:assert/strict";
import { check } from "../../../provider/src/lifecycle/check";
import { unknownValue } from "../../../provider/src/resource/inputValues";
import type { CheckedInputs } from "../../../provider/src/resource/properties";
import {
    type LifecycleFixture,
    lifecycleFixture,
    peopleCsv,
    programInputs,
} from "../../support/lifecycle/lifecycleFixture";

const [header = "", ada = ""] = peopleCsv.split("\n");

/** So many people. */
const csvOf = (rows: number): string =>
    [
        header,
        ...Array.from({ length: rows }, (_, index) =>
            ada.replace("ada,", `ada${index},`).replace("ada@", `ada${index}@`),
        ),
        "",
    ].join("\n");

describe("check, of an import after another one of the same resource", () => {
    let fixture: LifecycleFixture;
    let olds: CheckedInputs;
    beforeEach(async () => {
        fixture = lifecycleFixture();
        olds = await checked({});
    });

    const checked = async (
        overrides: Parameters<typeof programInputs>[0],
        before: Partial<CheckedInputs> = {},
    ): Promise<CheckedInputs> => {
        const { inputs, failures } = await check(fixture.deps, before, programInputs(overrides));
        assert.deepEqual(failures, []);
        return inputs;
    };

    for (const rows of [1, 3, 6]) {
        it(`says what becomes of people who may be there, once, where 3 rows become ${rows}`, async () => {
            fixture.files.set("users.csv", csvOf(rows));

            await checked({}, olds);

            assert.deepEqual(fixture.progress.warnings, [
                "The previous import into this user pool had 3 rows. Cognito skips users who are in both, " +
                    'and AWS may fail a job with too many of them. To leave them out, set existingUsers: "omit".',
            ]);
        });
    }

    it("says it where the same content is imported again", async () => {
        await checked({ triggers: ["again"] }, olds);

        assert.equal(fixture.progress.warnings.length, 1);
    });

    it("says nothing where most rows are new, or the first", async () => {
        fixture.files.set("users.csv", csvOf(7));

        await checked({}, olds);
        await checked({}, {});

        assert.deepEqual(fixture.progress.warnings, []);
    });

    it("says nothing where they are left out, go into another pool, or are imported once", async () => {
        fixture.files.set("users.csv", csvOf(4));
        for (const overrides of [{ existingUsers: "omit" }, { userPoolId: "eu-west-1_Another" }, { once: true }]) {
            await checked(overrides, olds);
        }

        assert.deepEqual(fixture.progress.warnings, []);
    });

    it("says nothing where nothing is imported again, as far as a preview knows", async () => {
        await checked({ timeout: "1h" }, olds);
        await checked({ triggers: [unknownValue] }, olds);
        await checked({ source: unknownValue }, olds);

        assert.deepEqual(fixture.progress.warnings, []);
    });
});
