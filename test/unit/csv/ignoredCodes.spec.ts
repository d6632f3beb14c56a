import assert from "node:assert/strict";
import { csvProblemCodeNames, csvProblemCodes } from "../../../provider/src/csv/problems/csvProblemCodes";
import { ignorableCodes, normalCodes, reasonAgainstIgnoring } from "../../../provider/src/csv/problems/ignoredCodes";

describe("reasonAgainstIgnoring", () => {
    it("has nothing against any code that can be ignored, and says why of each that cannot", () => {
        for (const code of csvProblemCodeNames) {
            const reason = reasonAgainstIgnoring([code]);

            if (csvProblemCodes[code].isIgnorable) {
                assert.equal(reason, undefined);
            } else {
                assert.match(
                    reason ?? "",
                    new RegExp(`^${code} cannot be ignored, because such a file cannot be uploaded`),
                );
            }
        }
    });

    for (const [code, near] of [
        [
            "header-mising-column",
            /^header-mising-column is not a problem code\. Similar codes: header-missing-column, /,
        ],
        ["missing-column", /Similar codes: header-missing-column/],
        ["HEADER-MISSING", /Similar codes: header-missing, /],
        ["email_form", /Similar codes: email-form, /],
    ] as const) {
        it(`names the nearest codes to ${code}, and where they are`, () => {
            const reason = reasonAgainstIgnoring([code]) ?? "";

            assert.match(reason, near);
            assert.ok(reason.split(",").length <= 3, reason);
            assert.match(reason, /All codes are in docs\/csv\.md$/);
        });
    }

    it("offers nothing for what is near to no code", () => {
        assert.equal(
            reasonAgainstIgnoring(["everything"]),
            "everything is not a problem code. All codes are in docs/csv.md",
        );
    });

    it("says once where the codes are", () => {
        assert.equal(
            reasonAgainstIgnoring(["everything", "email-form", "EMAIL_FORM_", "no-rows"])?.split("All codes are")
                .length,
            2,
        );
        assert.match(
            reasonAgainstIgnoring(["everything", "nothing"]) ?? "",
            /^everything is not a problem code; nothing is not a problem code.*\. All codes are in docs\/csv\.md$/,
        );
    });

    it("does not repeat what may be somebody's data", () => {
        for (const text of ["ada@example.com", "x".repeat(61), "Ada Lovelace"]) {
            assert.ok(!reasonAgainstIgnoring([text])?.includes(text));
        }
    });
});

describe("normalCodes", () => {
    it("has each code once, in one order, and leaves out what is none", () => {
        assert.deepEqual(normalCodes(["email-form", "nul-byte", "email-form", "toString", "no code"]), [
            "nul-byte",
            "email-form",
        ]);
        assert.deepEqual(normalCodes(undefined), []);
        assert.deepEqual(normalCodes(null), []);
    });

    it("is all that can be ignored where all are given", () => {
        assert.deepEqual(normalCodes(ignorableCodes), ignorableCodes);
    });
});
