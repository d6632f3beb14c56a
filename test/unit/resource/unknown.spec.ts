import assert from "node:assert/strict";
import { unknownValue as sdkUnknownValue } from "@pulumi/pulumi/runtime/rpc";
import { isUnknown, unknownValue } from "../../../provider/src/resource/unknown";

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
