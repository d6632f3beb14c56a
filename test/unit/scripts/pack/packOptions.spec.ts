import assert from "node:assert/strict";
import { type PackageManager, packageManagers } from "../../../../scripts/pack/packageManagers";
import { readPackOptions } from "../../../../scripts/pack/packOptions";
import { expect, Steps } from "../../../../scripts/pack/steps";

describe("npm run pack:try", () => {
    it("takes names of package managers, or all of them", () => {
        assert.deepEqual(readPackOptions(["pnpm", "yarn1"]).managers, ["pnpm", "yarn1"]);
        assert.deepEqual(readPackOptions(["all"]).managers, Object.keys(packageManagers));
        assert.deepEqual(readPackOptions(["npm", "--node", "22", "--pulumi", "3.216.0", "--from", "old.tgz"]), {
            managers: ["npm"],
            node: "22",
            pulumi: "3.216.0",
            from: "old.tgz",
        });
    });

    it("says what it takes where it is told something else", () => {
        assert.throws(() => readPackOptions([]), /A package manager is missing\.\nUsage: npm run pack:try -- NAME/);
        assert.throws(() => readPackOptions(["npm", "bun"]), /There is no bun\.\nUsage/);
        assert.throws(() => readPackOptions(["npm", "--fast"]), /--fast.*\nUsage/s);
    });

    it("takes every package manager in a version that stays the same", () => {
        for (const manager of Object.values<PackageManager>(packageManagers)) {
            assert.match(manager.package, /^(@[\w-]+\/)?[\w-]+@\d+\.\d+\.\d+$/);
        }
    });

    it("tells each step in a line, with what was found and how long it took", async () => {
        const lines: string[] = [];
        let nowMs = 0;
        const steps = new Steps(
            "npm",
            (line) => lines.push(line),
            () => nowMs,
        );
        const took = async (seconds: number, found: string): Promise<string> => {
            nowMs += seconds * 1000;
            expect("found", found, "3 users");
            return found;
        };

        await steps.do("up", () => took(12.4, "3 users"));
        await assert.rejects(
            steps.do("destroy", () => took(2, "2 users")),
            { message: 'found: "2 users", not "3 users".' },
        );

        assert.deepEqual(lines, ["ok      npm  up: 3 users (12 s)", "FAILED  npm  destroy (2 s)"]);
    });
});
