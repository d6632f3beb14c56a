import assert from "node:assert/strict";
import * as semver from "semver";
import { isRecentEnough, minimumVersion, parseVersion, pinnedVersion } from "../../../scripts/pulumi/versions";

describe("parseVersion", () => {
    for (const [text, version] of [
        ["v3.258.0\n", "3.258.0"],
        ["3.258.0", "3.258.0"],
        ["3.260.0-alpha.1+dirty", "3.260.0-alpha.1"],
    ] as const) {
        it(`reads ${JSON.stringify(text)}`, () => {
            assert.equal(parseVersion(text), version);
        });
    }

    for (const text of ["", "pulumi", "3.258", "command not found: v3.258.0"]) {
        it(`reads nothing out of ${JSON.stringify(text)}`, () => {
            assert.equal(parseVersion(text), undefined);
        });
    }
});

describe("isRecentEnough", () => {
    it("takes the version of the installed SDK, and the one that is downloaded or built", () => {
        assert.equal(isRecentEnough(minimumVersion), true);
        assert.equal(isRecentEnough(pinnedVersion), true);
    });

    it("refuses an older version, a pre-release of the oldest, and another major version", () => {
        assert.equal(isRecentEnough("3.9.0"), false);
        assert.equal(isRecentEnough(`${minimumVersion}-alpha.1`), false);
        assert.equal(isRecentEnough(semver.inc(pinnedVersion, "major") ?? ""), false);
    });
});
