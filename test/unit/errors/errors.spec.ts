import assert from "node:assert/strict";
import { isUserImportError, messageOf, UserImportError } from "../../../provider/src/errors/errors";

describe("UserImportError", () => {
    it("carries its code, facts and what may be shown of its cause", () => {
        const cause = new Error("why");
        const error = new UserImportError("timeout", "too slow", { jobId: "import-1", status: "Pending", cause });

        const { name, code, message, jobId, status } = error;
        assert.deepEqual(
            { name, code, message, jobId, status },
            { name: "UserImportError", code: "timeout", message: "too slow", jobId: "import-1", status: "Pending" },
        );
        assert.equal((error.cause as Error).message, "why");
        assert.equal(new UserImportError("timeout", "too slow", { cause: error }).cause, error);
        assert.equal("cause" in new UserImportError("timeout", "too slow"), false);
    });
});

describe("isUserImportError", () => {
    it("knows an error of another copy of this package", () => {
        const copy = Object.assign(new Error("x"), { name: "UserImportError", code: "timeout" });

        assert.equal(isUserImportError(copy), true);
        assert.equal(isUserImportError(new UserImportError("timeout", "x")), true);
        for (const other of [new Error("x"), { name: "UserImportError", code: "timeout" }, undefined, "x"]) {
            assert.equal(isUserImportError(other), false);
        }
    });
});

describe("messageOf", () => {
    it("gives the text of anything thrown", () => {
        assert.deepEqual([new Error("x"), "y", undefined, 1].map(messageOf), ["x", "y", "undefined", "1"]);
    });
});
