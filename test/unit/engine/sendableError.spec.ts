import assert from "node:assert/strict";
import { sendableError } from "../../../provider/src/engine/sendableError";
import { UserImportError } from "../../../provider/src/errors/errors";

describe("sendableError", () => {
    it("leaves an error alone that fits into a header", () => {
        const error = new UserImportError("timeout", "too slow\nby far", { jobId: "import-1" });

        assert.equal(sendableError(error), error);
        assert.equal(error.message, "too slow\nby far");
    });

    it("cuts a message that takes too much of a header, and keeps the error", () => {
        const error = new UserImportError("timeout", "很长的消息".repeat(9999), { jobId: "import-1" });

        assert.equal(sendableError(error), error);
        assert.match(error.message, /^很长的消息.*…$/);
        assert.ok(encodeURI(error.message).length <= 60_000);
        assert.equal(error.jobId, "import-1");
    });

    it("replaces half a letter, which cannot be encoded", () => {
        assert.equal(sendableError(new Error("no file \ud83d.csv")).message, "no file \ufffd.csv");
    });

    it("makes an error of anything", () => {
        assert.equal(sendableError("no text at all").message, "no text at all");
    });
});
