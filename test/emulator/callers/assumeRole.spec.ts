import assert from "node:assert/strict";
import { ListUserPoolsCommand } from "@aws-sdk/client-cognito-identity-provider";
import {
    AssumeRoleCommand,
    type AssumeRoleCommandInput,
    GetCallerIdentityCommand,
    type Credentials as GivenSession,
} from "@aws-sdk/client-sts";
import { ManualClock } from "../../../emulator/src";
import { withEmulator } from "../../support/aws/withEmulator";

const roleArn = "arn:aws:iam::222222222222:role/ci/Deploy";
const minimal = { RoleArn: roleArn, RoleSessionName: "pipeline" };

describe("GetCallerIdentity", () => {
    it("answers with the account and a user for any credentials", async () => {
        await withEmulator({}, async (_emulator, { sts }) => {
            const { Account, Arn, UserId } = await sts.send(new GetCallerIdentityCommand({}));

            assert.equal(Account, "123456789012");
            assert.equal(Arn, "arn:aws:iam::123456789012:user/emulator");
            assert.match(UserId ?? "", /^AIDA[0-9A-F]{17}$/);
        });
    });
});

describe("AssumeRole", () => {
    it("gives temporary credentials that act in the role's account, until they expire", async () => {
        const clock = new ManualClock();
        await withEmulator({ clock }, async ({ advance, calls }, { sts }, as) => {
            const answer = await sts.send(new AssumeRoleCommand({ ...minimal, DurationSeconds: 900 }));
            const { AssumedRoleUser } = answer;
            const Credentials: Partial<GivenSession> = answer.Credentials ?? {};
            const arn = "arn:aws:sts::222222222222:assumed-role/Deploy/pipeline";
            assert.match(Credentials.AccessKeyId ?? "", /^ASIA[A-Z0-9]{16}$/);
            assert.equal(Credentials.Expiration?.getTime(), Math.floor(clock.now() / 1000 + 900) * 1000);
            assert.equal(AssumedRoleUser?.Arn, arn);
            assert.match(AssumedRoleUser?.AssumedRoleId ?? "", /^AROA[0-9A-F]{17}:pipeline$/);

            const identity = await as(Credentials).sts.send(new GetCallerIdentityCommand({}));
            assert.deepEqual(
                [identity.Account, identity.Arn, identity.UserId],
                ["222222222222", arn, AssumedRoleUser?.AssumedRoleId],
            );
            const list = (given: typeof Credentials) =>
                as(given).cognito.send(new ListUserPoolsCommand({ MaxResults: 1 }));
            await list(Credentials);
            assert.deepEqual([calls.at(-1)?.accountId, calls.at(-1)?.callerArn], ["222222222222", arn]);
            await assert.rejects(list({ ...Credentials, SessionToken: "other" }), {
                name: "UnrecognizedClientException",
            });

            await advance(900);
            await assert.rejects(list(Credentials), {
                name: "ExpiredTokenException",
                message: "The security token included in the request is expired",
            });
            await assert.rejects(as(Credentials).sts.send(new GetCallerIdentityCommand({})), {
                name: "ExpiredToken",
            });
        });
    });

    it("remembers what was asked, but no credentials", async () => {
        await withEmulator({}, async ({ url, assumedRoles }, { sts }) => {
            const policy = '{"Version":"2012-10-17","Statement":[]}';
            const policyArn = "arn:aws:iam::aws:policy/ReadOnlyAccess";
            const { Credentials, SourceIdentity, PackedPolicySize } = await sts.send(
                new AssumeRoleCommand({
                    ...minimal,
                    DurationSeconds: 1800,
                    ExternalId: "partner/7",
                    Policy: policy,
                    PolicyArns: [{ arn: policyArn }],
                    Tags: [
                        { Key: "team", Value: "people/co" },
                        { Key: "stage", Value: "" },
                    ],
                    TransitiveTagKeys: ["team"],
                    SourceIdentity: "ada",
                }),
            );

            assert.equal(SourceIdentity, "ada");
            assert.ok((PackedPolicySize ?? 0) > 0);
            const { timeMs: _timeMs, ...asked } = assumedRoles[0] ?? {};
            assert.deepEqual(asked, {
                operation: "AssumeRole",
                callerArn: "arn:aws:iam::123456789012:user/emulator",
                roleArn,
                roleSessionName: "pipeline",
                durationSeconds: 1800,
                externalId: "partner/7",
                policy,
                policyArns: [policyArn],
                tags: { team: "people/co", stage: "" },
                transitiveTagKeys: ["team"],
                sourceIdentity: "ada",
                webIdentity: undefined,
            });
            const response = await fetch(`${url}/_emulator/roles`);
            const text = await response.text();
            assert.match(text, /"externalId":"partner\/7"/);
            assert.ok(!text.includes(Credentials?.SecretAccessKey ?? "?"));
            assert.ok(!text.includes(Credentials?.SessionToken ?? "?"));
        });
    });

    it("lets a role assume another one, for an hour at most, with its transitive tags and source identity", async () => {
        await withEmulator({}, async ({ assumedRoles }, clients, as) => {
            const tags = { Tags: [{ Key: "team", Value: "A" }], TransitiveTagKeys: ["team"], SourceIdentity: "ada" };
            const first = await clients.sts.send(new AssumeRoleCommand({ ...minimal, ...tags }));
            const { sts } = as(first.Credentials);
            const next = { RoleArn: "arn:aws:iam::333333333333:role/Import", RoleSessionName: "second" };
            const second = await sts.send(new AssumeRoleCommand({ ...next, DurationSeconds: 3600 }));

            const asked = assumedRoles[1];
            assert.equal(asked?.callerArn, first.AssumedRoleUser?.Arn);
            assert.deepEqual([asked?.tags, asked?.sourceIdentity], [{ team: "A" }, "ada"]);
            const identity = await as(second.Credentials).sts.send(new GetCallerIdentityCommand({}));
            assert.equal(identity.Arn, "arn:aws:sts::333333333333:assumed-role/Import/second");
            for (const [more, name, message] of [
                [
                    { DurationSeconds: 3601 },
                    "ValidationError",
                    "The requested DurationSeconds exceeds the 1 hour session limit for roles assumed by role chaining",
                ],
                [{ Tags: [{ Key: "Team", Value: "B" }] }, "InvalidParameterValue", /conflicts/],
                [{ SourceIdentity: "bob" }, "AccessDenied", /source identity/],
            ] as const) {
                await assert.rejects(sts.send(new AssumeRoleCommand({ ...next, ...(more as object) })), {
                    name,
                    message,
                });
            }
        });
    });

    it("checks every input as AWS's model says, in AWS's words", async () => {
        const constraint = (member: string, value: string, rule: string): string =>
            `1 validation error detected: Value '${value}' at '${member}' failed to satisfy constraint: Member must ${rule}`;
        const refused: readonly (readonly [Partial<AssumeRoleCommandInput>, string, string | RegExp])[] = [
            [
                { RoleSessionName: "a" },
                "ValidationError",
                constraint("roleSessionName", "a", "have length greater than or equal to 2"),
            ],
            [
                { RoleSessionName: "a<b>&" },
                "ValidationError",
                constraint("roleSessionName", "a<b>&", "satisfy regular expression pattern: [\\w+=,.@-]*"),
            ],
            [{ RoleSessionName: "x".repeat(65) }, "ValidationError", /less than or equal to 64$/],
            [
                { DurationSeconds: 899 },
                "ValidationError",
                constraint("durationSeconds", "899", "have value greater than or equal to 900"),
            ],
            [{ DurationSeconds: 43201 }, "ValidationError", /less than or equal to 43200$/],
            [{ ExternalId: "a b" }, "ValidationError", /at 'externalId'/],
            [{ Tags: [{ Key: "", Value: "x" }] }, "ValidationError", /at 'tags.1.member.key'/],
            [
                { RoleArn: "arn:aws:iam::222222222222:user/ada" },
                "ValidationError",
                "arn:aws:iam::222222222222:user/ada is invalid",
            ],
            [
                { RoleArn: undefined },
                "ValidationError",
                /Value null at 'roleArn' failed to satisfy constraint: Member must not be null/,
            ],
            [{ Policy: "{" }, "MalformedPolicyDocument", /JSON/],
            [
                { Policy: `{"x":"${"y".repeat(2100)}"}` },
                "PackedPolicyTooLarge",
                /^Packed policy consumes 103% of allotted space/,
            ],
            [
                { PolicyArns: Array(11).fill({ arn: "arn:aws:iam::aws:policy/ReadOnlyAccess" }) },
                "ValidationError",
                /at most 10/,
            ],
            [
                {
                    Tags: [
                        { Key: "a", Value: "1" },
                        { Key: "A", Value: "2" },
                    ],
                },
                "InvalidParameterValue",
                /^Duplicate tag keys/,
            ],
            [{ TransitiveTagKeys: ["team"] }, "InvalidParameterValue", /must be included in the requested tags/],
        ];
        await withEmulator({}, async ({ assumedRoles }, { sts }) => {
            for (const [input, code, message] of refused) {
                const command = new AssumeRoleCommand({ ...minimal, ...input });
                await assert.rejects(sts.send(command), (error: Error & { $metadata?: object }) => {
                    // The SDK has classes of its own for the errors of AWS's model.
                    assert.equal(error.name.replace(/Exception$/, ""), code);
                    assert[typeof message === "string" ? "equal" : "match"](error.message, message as never);
                    return true;
                });
            }
            assert.equal(assumedRoles.length, 0);
        });
    });
});
