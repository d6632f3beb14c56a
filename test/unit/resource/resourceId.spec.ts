import assert from "node:assert/strict";
import { formatResourceId, isUserPoolId, parseResourceId } from "../../../provider/src/resource/resourceId";

describe("parseResourceId", () => {
    it("takes apart what formatResourceId puts together", () => {
        const parts = { userPoolId: "us-east-1_AbCdEfGhI", jobId: "import-AbCdEfGhIj" };

        assert.deepEqual(parseResourceId(formatResourceId(parts.userPoolId, parts.jobId)), parts);
    });

    for (const id of ["", "import-1", "us-east-1_A/", "/import-1", "us-east-1_A/job-1", "us-east-1_A/import-1/x"]) {
        it(`refuses "${id}", saying how to write one`, () => {
            assert.throws(() => parseResourceId(id), {
                code: "validation-failed",
                message: /such as us-east-1_AbCdEfGhI\/import-AbCdEfGhIj/,
            });
        });
    }
});

describe("isUserPoolId", () => {
    it("takes 1 to 55 characters of AWS's pattern", () => {
        assert.equal(isUserPoolId("us-east-1_AbCdEfGhI"), true);
        assert.equal(isUserPoolId(`us-east-1_${"x".repeat(45)}`), true);
        for (const text of ["", "us-east-1", "us-east-1_", `us-east-1_${"x".repeat(46)}`, "us-east-1_a\n", "a b_c"]) {
            assert.equal(isUserPoolId(text), false, text);
        }
    });
});
