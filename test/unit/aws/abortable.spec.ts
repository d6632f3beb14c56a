import assert from "node:assert/strict";
import { getEventListeners } from "node:events";
import { abortable } from "../../../provider/src/aws/callBounds";

const reason = new Error("The run was cancelled.");

describe("abortable", () => {
    it("ends a call that goes on after the abort, with the signal's reason", async () => {
        const run = new AbortController();

        const call = abortable(run.signal, async () => await new Promise(() => undefined));
        run.abort(reason);

        await assert.rejects(call, reason);
    });

    it("throws the reason, not what the call makes of the abort", async () => {
        const run = new AbortController();

        const call = abortable(run.signal, async ({ abortSignal }) => {
            assert.equal(abortSignal, run.signal);
            run.abort(reason);
            throw Object.assign(new Error("Request aborted"), { name: "AbortError" });
        });

        await assert.rejects(call, reason);
    });

    it("makes no call after the abort", async () => {
        const run = new AbortController();
        run.abort(reason);

        await assert.rejects(
            abortable(run.signal, async () => assert.fail("called")),
            reason,
        );
    });

    it("passes on answers and errors, and leaves nothing at the signal", async () => {
        const { signal } = new AbortController();

        assert.equal(await abortable(signal, async () => 7), 7);
        await assert.rejects(
            abortable(signal, async () => await Promise.reject(new Error("refused"))),
            /refused/,
        );
        assert.equal(await abortable(undefined, async () => 8), 8);
        assert.deepEqual(getEventListeners(signal, "abort"), []);
    });
});
