import assert from "node:assert/strict";
import { join } from "node:path";
import { callerFixture } from "../../support/aws/callerFixture";
import { webIdentityToken } from "../../support/emulator/webIdentityToken";

const [tools, target] = ["111111111111", "222222222222"];
const deploy = `arn:aws:iam::${tools}:role/Deploy`;
const importer = `arn:aws:iam::${target}:role/Import`;
const key = { accessKey: "AKIDTOOLS", secretKey: "made-up" };
const accounts = { AKIDTOOLS: tools, AKIDENV: "333333333333", AKIDPROFILE: "444444444444" };

describe("credentials", () => {
    const { file, callerOf, trying } = callerFixture({ accounts });

    it(
        "assumes roles one after another, with all that the settings say of each",
        trying(
            () => ({}),
            async ({ settings, emulator }) => {
                const roles = [
                    { roleArn: deploy, sessionName: "ci", tags: { team: "people" }, transitiveTagKeys: ["team"] },
                    {
                        roleArn: importer,
                        externalId: "shared",
                        durationSeconds: 900,
                        policy: '{"Version":"2012-10-17"}',
                        policyArns: ["arn:aws:iam::aws:policy/ReadOnlyAccess"],
                        sourceIdentity: "release-7",
                    },
                ];
                const assumed = settings({ ...key, assumeRoles: roles });

                assert.equal(
                    await callerOf(assumed),
                    `arn:aws:sts::${target}:assumed-role/Import/pulumi-cognito-user-import`,
                );
                assert.equal(
                    await callerOf(assumed),
                    `arn:aws:sts::${target}:assumed-role/Import/pulumi-cognito-user-import`,
                );
                const [first, second, ...more] = emulator.assumedRoles;
                assert.deepEqual(more, [], "once for all clients");
                assert.equal(first?.callerArn, `arn:aws:iam::${tools}:user/emulator`);
                assert.deepEqual(
                    [first?.roleSessionName, first?.tags, first?.transitiveTagKeys],
                    ["ci", { team: "people" }, ["team"]],
                );
                assert.equal(second?.callerArn, `arn:aws:sts::${tools}:assumed-role/Deploy/ci`);
                assert.deepEqual(
                    [
                        second?.externalId,
                        second?.durationSeconds,
                        second?.policy,
                        second?.policyArns,
                        second?.sourceIdentity,
                    ],
                    [
                        "shared",
                        900,
                        '{"Version":"2012-10-17"}',
                        ["arn:aws:iam::aws:policy/ReadOnlyAccess"],
                        "release-7",
                    ],
                );
            },
        ),
    );

    it(
        "come with a token of an identity provider in place of all others, and before the roles",
        trying(
            () => ({ AWS_ACCESS_KEY_ID: "AKIDENV", AWS_SECRET_ACCESS_KEY: "made-up" }),
            async ({ settings, emulator }) => {
                const token = webIdentityToken();
                const byText = {
                    roleArn: deploy,
                    webIdentityToken: token,
                    sessionName: "run-7",
                    durationSeconds: 1800,
                };
                const byFile = { roleArn: deploy, webIdentityTokenFile: file("token", `${token}\n`) };

                assert.equal(
                    await callerOf(settings({ assumeRoleWithWebIdentity: byText })),
                    `arn:aws:sts::${tools}:assumed-role/Deploy/run-7`,
                );
                assert.equal(
                    await callerOf(
                        settings({ assumeRoleWithWebIdentity: byFile, assumeRoles: [{ roleArn: importer }] }),
                    ),
                    `arn:aws:sts::${target}:assumed-role/Import/pulumi-cognito-user-import`,
                );
                assert.equal(emulator.assumedRoles[0]?.durationSeconds, 1800);
                assert.equal(emulator.assumedRoles[0]?.webIdentity?.subject, "repo:example/users:ref:refs/heads/main");
            },
        ),
    );

    it(
        "come from the environment as in the AWS plugin: a key before a token, a token before a profile",
        trying(
            () => ({
                AWS_ACCESS_KEY_ID: "AKIDENV",
                AWS_SECRET_ACCESS_KEY: "made-up",
                AWS_PROFILE: "dev",
                AWS_CONFIG_FILE: file(
                    "config",
                    "[profile dev]\naws_access_key_id = AKIDPROFILE\naws_secret_access_key = x\n",
                ),
                AWS_WEB_IDENTITY_TOKEN_FILE: file("token", webIdentityToken()),
                AWS_ROLE_ARN: deploy,
                AWS_ROLE_SESSION_NAME: "pod",
            }),
            async ({ settings }) => {
                const warn = console.warn;
                const warnings: unknown[] = [];
                console.warn = (...texts) => warnings.push(...texts);
                try {
                    assert.equal(
                        await callerOf(settings({ profile: "dev" })),
                        "arn:aws:iam::444444444444:user/emulator",
                    );
                    assert.equal(await callerOf(settings()), "arn:aws:iam::333333333333:user/emulator");
                    delete process.env.AWS_ACCESS_KEY_ID;
                    assert.equal(await callerOf(settings()), `arn:aws:sts::${tools}:assumed-role/Deploy/pod`);
                    delete process.env.AWS_ROLE_ARN;
                    assert.equal(await callerOf(settings()), "arn:aws:iam::444444444444:user/emulator");
                } finally {
                    console.warn = warn;
                }
                assert.deepEqual(warnings, [], "the SDK would say that both AWS_PROFILE and a key are set");
            },
        ),
    );

    it(
        "come from a profile of all files together, where a later file wins",
        trying(
            () => ({}),
            async ({ settings, emulator, folder }) => {
                const sharedConfigFiles = [
                    file(
                        "one",
                        `[profile base]\nregion = eu-west-1\n[profile dev]\nrole_arn = ${deploy}\nsource_profile = base\n`,
                    ),
                    file(
                        "two",
                        `[profile dev]\nrole_arn = ${importer}\nrole_session_name = two\nexternal_id = shared\n`,
                    ),
                    join(folder, "missing"),
                ];
                const sharedCredentialsFiles = [
                    file("old", "[base]\naws_access_key_id = AKIDENV\naws_secret_access_key = x\n"),
                    file("new", "[base]\naws_access_key_id = AKIDTOOLS\n"),
                ];

                assert.equal(
                    await callerOf(settings({ profile: "dev", sharedConfigFiles, sharedCredentialsFiles })),
                    `arn:aws:sts::${target}:assumed-role/Import/two`,
                );
                assert.equal(emulator.assumedRoles[0]?.callerArn, `arn:aws:iam::${tools}:user/emulator`);
                assert.equal(emulator.assumedRoles[0]?.externalId, "shared");
                await assert.rejects(
                    callerOf(settings({ profile: "prod", sharedConfigFiles, sharedCredentialsFiles })),
                    {
                        code: "access-denied",
                        message:
                            `GetCSVHeader in user pool us-east-1_NoSuchPool failed. The profile prod gives no credentials: no file has it: ` +
                            `${[...sharedConfigFiles, ...sharedCredentialsFiles].join(", ")}. Correct the Pulumi config or argument aws:profile, or add the profile.`,
                    },
                );
            },
        ),
    );

    it(
        "are not those of somebody else where the environment's profile does not exist",
        trying(
            () => ({
                AWS_PROFILE: "acme-prod",
                AWS_CONFIG_FILE: file(
                    "config",
                    "[default]\naws_access_key_id = AKIDTOOLS\naws_secret_access_key = x\n",
                ),
            }),
            async ({ settings, emulator }) => {
                await assert.rejects(callerOf(settings()), {
                    code: "access-denied",
                    message:
                        /The profile acme-prod gives no credentials: no file has it: .*config, \/dev\/null\. Correct the environment variable AWS_PROFILE/,
                });
                assert.deepEqual(emulator.calls, []);
            },
        ),
    );
});
