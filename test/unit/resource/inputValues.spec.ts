import assert from "node:assert/strict";
import { unknownValue as sdkUnknownValue } from "@pulumi/pulumi/runtime/rpc";
import { isUnknown, normalTriggers, unknownValue } from "../../../provider/src/resource/inputValues";

describe("isUnknown", () => {
    it("knows the sentinel of the installed @pulumi/pulumi", () => {
        assert.equal(unknownValue, sdkUnknownValue);
    });

    it("finds it inside lists and objects", () => {
        assert.equal(isUnknown(unknownValue), true);
        assert.equal(isUnknown(["a", { b: [unknownValue] }]), true);
        for (const value of [undefined, null, "", 0, [], {}, ["a", { b: null }]]) {
            assert.equal(isUnknown(value), false);
        }
    });
});

describe("normalTriggers", () => {
    it("takes undefined, null and an empty list for none", () => {
        for (const none of [undefined, null, []]) {
            assert.equal(normalTriggers(none), undefined);
        }
    });

    it("leaves others as they are, also ones that are not known yet", () => {
        for (const triggers of [[1], ["", null], [{ a: ["b"] }], [unknownValue, "x".repeat(10_000)]]) {
            assert.deepEqual(normalTriggers(triggers), triggers);
        }
    });

    it("makes a digest of large ones, which is large no more and differs with any value", () => {
        const large = ["ä".repeat(2_048)];
        const digests = [large, [...large, 1], ["x".repeat(100_000)]].map((triggers) => normalTriggers(triggers));

        for (const digest of digests) {
            assert.match(JSON.stringify(digest), /^\["sha256:[0-9a-f]{64}"\]$/);
            assert.deepEqual(normalTriggers(digest), digest);
        }
        assert.equal(new Set(digests.map((digest) => String(digest))).size, 3);
    });
});
