import assert from "node:assert/strict";
import { check } from "../../../provider/src/lifecycle/check";
import { create } from "../../../provider/src/lifecycle/create";
import { readPoolRules } from "../../../provider/src/lifecycle/poolRules";
import { update } from "../../../provider/src/lifecycle/update";
import { validationKey } from "../../../provider/src/resource/inspectSource";
import { checkedInputs, digestOf, poolHeader, programInputs } from "../../support/lifecycle/lifecycleFixture";
import { initializationErrorOf, type UploadFixture, useUploadFixture } from "../../support/lifecycle/uploadFixture";
import { type ChangingSource, changingSources, interrupted } from "../../support/sources/changingSource";

/** Rows of more than 2,000 characters, so that a file is read in several chunks. */
function csv(users: number): string {
    const address = "1 Made-up Street ".repeat(120);
    const rows = Array.from(
        { length: users },
        (_, index) => `user${index},,,,,,,,,,user${index}@example.com,true,,,,,,false,${address},,false\n`,
    );
    return `${poolHeader}\n${rows.join("")}`;
}

const content = csv(400);
const changes = { shrinks: csv(300), grows: csv(500) };

/** A file can also be written while it is read; S3 and web servers send what was there when the reading began. */
const moments = [
    ["a file", "opened"],
    ["a file", "begun"],
    ["an object in S3", "opened"],
    ["a download", "opened"],
] as const;

for (const [kind, moment] of moments) {
    for (const [change, changed] of Object.entries(changes)) {
        describe(`${kind} that ${change} once it is ${moment}`, () => {
            const fixture = useUploadFixture();
            let store: ChangingSource;
            let changesNow: boolean;
            beforeEach(async () => {
                store = await changingSources[kind]();
                await store.write(content);
                changesNow = true;
            });
            afterEach(async () => await store.close());

            const deps = (): UploadFixture["deps"] => ({
                ...fixture.deps,
                openSource: async () =>
                    interrupted(await store.open(), moment, async () => {
                        if (changesNow) {
                            await store.write(changed);
                        }
                    }),
            });

            it("is refused by check, and is checked as it is once it is left alone", async () => {
                const { failures } = await check(deps(), {}, programInputs());

                assert.equal(failures.length, 1);
                assert.match(
                    failures[0]?.reason ?? "",
                    /users\.csv (changed|was replaced) while it was read\. Wait until it is complete, then run again/,
                );
                assert.equal(fixture.deps.memory.validContent.size, 0);

                changesNow = false;
                const { failures: later, inputs } = await check(deps(), {}, programInputs());
                assert.deepEqual([later, inputs.sourceDigest], [[], digestOf(changed)]);
            });

            it("starts no job, and is imported whole by the same job once it is back", async () => {
                const inputs = checkedInputs({ sourceDigest: digestOf(content), totalUsers: 400 });
                fixture.deps.memory.validContent.add(
                    validationKey(inputs, await readPoolRules(fixture.api, inputs, assert.fail)),
                );

                const error = await initializationErrorOf(fixture, create(deps(), inputs));

                assert.equal((error.cause as { code?: string }).code, "source-changed");
                assert.match(
                    error.message,
                    /while it was (read|uploaded)\..* Import job import-Fake1 was not started\./,
                );
                assert.equal(error.properties.status, "Created");
                assert.equal(fixture.api.count("startJob"), 0);
                assert.ok(fixture.server.puts.every(({ body }) => body.length < content.length));

                changesNow = false;
                await store.write(content);
                const { outs } = await update(deps(), error.id, error.properties, inputs);
                assert.equal(outs.status, "Succeeded");
                assert.equal(fixture.server.puts.at(-1)?.body, content);
                assert.equal(fixture.api.count("createJob"), 1);
            });
        });
    }
}
