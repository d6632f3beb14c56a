import assert from "node:assert/strict";
import { productionPackages } from "../../../../scripts/plugin/productionPackages";

describe("productionPackages", () => {
    it("are those that a workspace needs, and what they need, each from where Node finds it", () => {
        const packages = {
            "": { dependencies: { typescript: "5", ours: "*" } },
            plugin: { dependencies: { ours: "1.0.0", a: "1" }, devDependencies: { typescript: "5" } },
            provider: {
                dependencies: { b: "2" },
                peerDependencies: { e: "1", typescript: "5" },
                peerDependenciesMeta: { typescript: { optional: true } },
            },
            "node_modules/ours": { link: true, resolved: "provider" },
            "node_modules/typescript": {},
            "node_modules/a": { dependencies: { b: "1" }, optionalDependencies: { c: "1" } },
            "node_modules/a/node_modules/b": { dependencies: { a: "1" } },
            "node_modules/b": {},
            "node_modules/c": {},
            "provider/node_modules/b": { dependencies: { d: "1" } },
            "node_modules/d": {},
            "node_modules/e": {},
        };

        assert.deepEqual(productionPackages({ packages }, "plugin"), [
            "node_modules/a",
            "node_modules/a/node_modules/b",
            "node_modules/c",
            "node_modules/d",
            "node_modules/e",
            "provider",
            "provider/node_modules/b",
        ]);
    });

    it("are refused where one is not locked, or is for one platform alone", () => {
        const plugin = { dependencies: { a: "1" } };

        assert.throws(() => productionPackages({ packages: { plugin } }, "plugin"), /plugin needs a, which/);
        assert.throws(
            () => productionPackages({ packages: { plugin, "node_modules/a": { os: ["linux"] } } }, "plugin"),
            /node_modules\/a runs on some platforms only/,
        );
    });
});
