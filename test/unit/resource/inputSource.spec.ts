import assert from "node:assert/strict";
import type { LifecycleDependencies } from "../../../provider/src/job/dependencies";
import { create } from "../../../provider/src/lifecycle/create";
import { openInputSource } from "../../../provider/src/resource/inputSource";
import type { CheckedInputs } from "../../../provider/src/resource/properties";
import type { AssetValue } from "../../../provider/src/source/sourceLocation";
import { checkedInputs, memorySource, peopleCsv } from "../../support/lifecycle/lifecycleFixture";
import { useUploadFixture } from "../../support/lifecycle/uploadFixture";
import { remoteAsset } from "../../support/sources/remoteAsset";

const { uri: _, ...signature } = remoteAsset("") as { uri: string };

/** What an inline program sends with each source, where it cannot see what is in an output. */
const sources: readonly (readonly [string, CheckedInputs["source"], string | undefined])[] = [
    ["a path starts in the program's folder", "users.csv", "/program"],
    [
        "a FileAsset in an output starts in the engine's folder",
        { ...signature, path: "users.csv" } as AssetValue,
        undefined,
    ],
];

describe("the folder where an inline program's source starts", () => {
    const fixture = useUploadFixture();
    for (const [what, source, folder] of sources) {
        it(`is the same in create and after it: ${what}`, async () => {
            const opened: unknown[] = [];
            const openSource: LifecycleDependencies["openSource"] = async (named, _userPoolId, how) => {
                opened.push([named, how.folder]);
                return memorySource("users.csv", peopleCsv);
            };
            const deps = { ...fixture.deps, openSource };

            const { outs } = await create(deps, checkedInputs({ source, sourceFolder: "/program" }));
            await openInputSource(deps, outs);

            assert.deepEqual(opened.at(0), [source, folder]);
            assert.deepEqual(opened.at(-1), ["users.csv", folder]);
        });
    }
});
