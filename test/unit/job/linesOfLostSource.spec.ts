import assert from "node:assert/strict";
import type { LifecycleDependencies } from "../../../provider/src/job/dependencies";
import { create } from "../../../provider/src/lifecycle/create";
import { read } from "../../../provider/src/lifecycle/read";
import { update } from "../../../provider/src/lifecycle/update";
import { digestSource } from "../../../provider/src/resource/inspectSource";
import { toOutputs } from "../../../provider/src/resource/outputs";
import type { CheckedInputs } from "../../../provider/src/resource/properties";
import type { AssetValue } from "../../../provider/src/source/assetValue";
import { openUsersSource } from "../../../provider/src/source/usersSource";
import { packUsers } from "../../../provider/src/users/packUsers";
import { fakePoolId } from "../../support/aws/fakeImportApi";
import { checkedInputs, digestOf, memorySource, poolHeader } from "../../support/lifecycle/lifecycleFixture";
import { useUploadFixture } from "../../support/lifecycle/uploadFixture";
import { remoteAsset } from "../../support/sources/remoteAsset";

const names = ["ada", "grace", "edsger", "barbara", "alan"];
const row = (name: string): string => `${name},,,,,,,,,,${name}@example.com,true,,,,,,false,,,false`;
const csv = `${[poolHeader, ...names.map(row)].join("\n")}\n`;
const url = "https://files.example.net/users.csv";
const packed = packUsers(
    names.map((username) => ({ username, email: `${username}@example.com`, emailVerified: true })),
);

/** Ada and Edsger are left out; the third row of what is uploaded fails: Alan's, line 6 of the source. */
describe("failure lines of a source that state cannot name", () => {
    const fixture = useUploadFixture();
    const opened: unknown[] = [];
    let deps: LifecycleDependencies;
    beforeEach(() => {
        opened.length = 0;
        const openSource: LifecycleDependencies["openSource"] = async (source) => {
            opened.push(source);
            return memorySource("the source", csv);
        };
        deps = { ...fixture.deps, openSource };
        const createdMs = fixture.clock.now();
        for (const username of ["ada", "edsger"]) {
            fixture.api.users.push({ username, attributes: new Map(), createdMs });
        }
        fixture.clock.advance(1);
        const end = { status: "Succeeded", importedUsers: 2, failedUsers: 1 };
        fixture.api.life = { pendingSeconds: 1, runSeconds: 5, end };
    });

    const kinds: Record<string, () => Promise<Partial<CheckedInputs>>> = {
        "a text asset": async () => ({ source: asset({ text: csv }), sourceDigest: digestOf(csv) }),
        "a remote asset": async () => ({
            source: remoteAsset(`${url}?token=secret`) as AssetValue,
            sourceDigest: digestOf(csv),
        }),
        users: async () => ({
            source: undefined,
            users: packed,
            sourceDigest: await digestSource(openUsersSource(packed), {}),
        }),
    };

    for (const [kind, source] of Object.entries(kinds)) {
        it(`are not looked for by a refresh, which says who does; an update finds them: ${kind}`, async () => {
            const inputs = checkedInputs({ existingUsers: "omit", totalUsers: 5, ...(await source()) });
            // The log is not there yet when the job is judged.
            const { id, outs } = await create(deps, inputs);
            assert.deepEqual(outs.failures, []);
            fixture.api.logs.set(`${outs.jobId}/seed-0123`, [["[FAILED] Line Number 4 - Bad row."]]);
            fixture.progress.warnings.length = 0;
            opened.length = 0;

            const { props } = await read(deps, id, outs);

            assert.deepEqual(opened, []);
            assert.deepEqual(props.failures, []);
            assert.match(fixture.progress.warnings.join("\n"), /a refresh cannot find them.* `pulumi up` finds them/);
            assert.doesNotMatch(fixture.progress.warnings.join("\n"), /`pulumi refresh`/);

            const updated = await update(deps, id, outs, { ...inputs, timeout: "5m" });
            assert.deepEqual(updated.outs.failures, [{ line: 6, reason: "Bad row." }]);
        });
    }

    for (const source of ["users", "./text asset", "s3://people/users.csv", "part://1;last/users.csv"]) {
        it(`are looked for by a refresh where state can name it: ${source}`, async () => {
            const inputs = checkedInputs({ existingUsers: "omit", totalUsers: 5, source, sourceDigest: digestOf(csv) });
            const { id, outs } = await create(deps, inputs);
            fixture.api.logs.set(`${outs.jobId}/seed-0123`, [["[FAILED] Line Number 4 - Bad row."]]);
            fixture.progress.warnings.length = 0;

            // An update leaves it to the refresh, and says so.
            await update(deps, id, outs, { ...inputs, timeout: "5m" });
            const { props } = await read(deps, id, outs);

            assert.match(fixture.progress.warnings.join("\n"), /Run `pulumi refresh` to find them/);
            assert.deepEqual(props.failures, [{ line: 6, reason: "Bad row." }]);
        });
    }

    it("are those of the log where nobody was left out, whatever the source is", async () => {
        const job = fixture.api.addJob({ status: "Succeeded", importedUsers: 4, failedUsers: 1, jobName: "seed-0123" });
        fixture.api.logs.set(`${job.jobId}/seed-0123`, [["[FAILED] Line Number 4 - Bad row."]]);
        const inputs = checkedInputs({ totalUsers: 5, source: asset({ text: csv }) });

        const { props } = await read(deps, `${fakePoolId}/${job.jobId}`, toOutputs(inputs, job));

        assert.deepEqual(props.failures, [{ line: 4, reason: "Bad row." }]);
        assert.deepEqual([opened, fixture.progress.warnings], [[], []]);
    });
});

/** An asset as the engine hands it to a dynamic provider. */
function asset(content: object): AssetValue {
    const { uri: _, ...signed } = remoteAsset("") as { uri: string };
    return { ...signed, ...content };
}
