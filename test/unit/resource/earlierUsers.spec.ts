import assert from "node:assert/strict";
import { ContentDigest } from "../../../provider/src/csv/contentDigest";
import { check } from "../../../provider/src/lifecycle/check";
import { create } from "../../../provider/src/lifecycle/create";
import { diff } from "../../../provider/src/lifecycle/diff";
import type { CheckedInputs } from "../../../provider/src/resource/properties";
import { packUsers } from "../../../provider/src/users/packUsers";
import type { UserRecord } from "../../../provider/src/users/userRecord";
import { programInputs } from "../../support/lifecycle/lifecycleFixture";
import { useUploadFixture } from "../../support/lifecycle/uploadFixture";

const users: readonly UserRecord[] = [
    { username: "ada", email: "ada@example.com", emailVerified: true, address: "12 Main Street, Springfield" },
    { username: "grace", email: "grace@example.com", emailVerified: true, mfaEnabled: false, name: "Größe" },
];

/** The two users as they were written when MFA that is left out was still FALSE. */
const earlierCsv = [
    "cognito:username,name,given_name,family_name,middle_name,nickname,preferred_username,profile,picture,website,email,email_verified,gender,birthdate,zoneinfo,locale,phone_number,phone_number_verified,address,updated_at,cognito:mfa_enabled",
    "ada,,,,,,,,,,ada@example.com,TRUE,,,,,,FALSE,12 Main Street\\, Springfield,,FALSE",
    "grace,Größe,,,,,,,,,grace@example.com,TRUE,,,,,,FALSE,,,FALSE",
    "",
].join("\n");

function earlierDigest(): string {
    const digest = new ContentDigest();
    digest.update(Buffer.from(earlierCsv));
    return digest.finish();
}

describe("users that an earlier version wrote with FALSE for MFA that is left out", () => {
    const fixture = useUploadFixture();
    const given = programInputs({ source: undefined, users: packUsers(users) });

    const earlierState = async (): Promise<CheckedInputs> => {
        const { inputs } = await check(fixture.deps, {}, given);
        return { ...inputs, sourceDigest: earlierDigest(), jobName: "seed-0123456789ab-01234567" };
    };

    it("are the same content, so that nothing is imported again", async () => {
        const olds = await earlierState();

        const { inputs } = await check(fixture.deps, olds, given);

        assert.equal(inputs.sourceDigest, olds.sourceDigest);
        assert.equal(inputs.jobName, olds.jobName);
        const state = { ...olds, status: "Succeeded", jobId: "import-A", failures: [], importedUsers: 2 };
        const { replaces } = await diff(fixture.deps, `${olds.userPoolId}/import-A`, state as never, inputs);
        assert.deepEqual(replaces, []);
    });

    it("are other content where a user has changed", async () => {
        const olds = await earlierState();
        const changed = packUsers([...users, { username: "joan", email: "joan@example.com", emailVerified: true }]);

        const { inputs } = await check(fixture.deps, olds, { ...given, users: changed });

        assert.notEqual(inputs.sourceDigest, olds.sourceDigest);
    });

    it("are imported where another job is to be made of them", async () => {
        const olds = await earlierState();
        const { inputs } = await check(fixture.deps, olds, { ...given, triggers: ["again"] });

        const { outs } = await create(fixture.deps, inputs);

        assert.equal(outs.status, "Succeeded");
    });
});
