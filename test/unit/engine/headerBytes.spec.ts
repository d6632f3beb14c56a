import assert from "node:assert/strict";
import { beginning, messageHeaderBytes, structBytes } from "../../../provider/src/engine/headerBytes";

const { Struct } = require("google-protobuf/google/protobuf/struct_pb");

describe("structBytes", () => {
    it("counts what the protocol takes", () => {
        for (const properties of [
            {},
            { text: "日本", empty: "", number: 1.5, yes: true, nothing: null },
            { list: [1, "a", [], [[]], {}], object: { of: { objects: ["x".repeat(200)] } } },
            { long: "x".repeat(127), longer: "x".repeat(128), longest: "x".repeat(20_000) },
            { many: Array.from({ length: 5000 }, (_, index) => index) },
        ]) {
            const encoded = Struct.fromJavaScript(properties).serializeBinary();
            assert.equal(structBytes(properties), encoded.length, JSON.stringify(properties).slice(0, 80));
        }
    });
});

describe("beginning", () => {
    it("leaves a text alone that fits", () => {
        assert.equal(beginning("日本", 18, messageHeaderBytes), "日本");
    });

    it("is as much of the text as fits, with an ellipsis", () => {
        assert.equal(beginning("a b c d e", 16, messageHeaderBytes), "a b…");
    });

    it("never cuts a letter in two", () => {
        assert.equal(
            beginning("a😀😀😀", 4, (text) => text.length),
            "a😀…",
        );
        assert.equal(
            beginning("a😀😀😀", 3, (text) => text.length),
            "a…",
        );
    });
});
