import assert from "node:assert/strict";
import {
    CreateUserPoolCommand,
    DeleteUserPoolCommand,
    DescribeUserPoolCommand,
    GetCSVHeaderCommand,
    ListUserPoolsCommand,
} from "@aws-sdk/client-cognito-identity-provider";
import { withEmulator } from "../../support/aws/withEmulator";
import { createPool } from "../../support/emulator/importFixtures";

describe("CreateUserPool", () => {
    it("answers with AWS's defaults for what was not given", async () => {
        await withEmulator({}, async (_emulator, { cognito }) => {
            const { UserPool: pool } = await cognito.send(new CreateUserPoolCommand({ PoolName: "MyUserPool" }));

            assert.match(pool?.Id ?? "", /^us-east-1_[0-9A-Za-z]{9}$/);
            assert.equal(pool?.Arn, `arn:aws:cognito-idp:us-east-1:123456789012:userpool/${pool?.Id}`);
            assert.equal(pool?.Name, "MyUserPool");
            assert.equal(pool?.MfaConfiguration, "OFF");
            assert.equal(pool?.EstimatedNumberOfUsers, 0);
            assert.equal(pool?.Policies?.PasswordPolicy?.MinimumLength, 8);
            assert.equal(pool?.AdminCreateUserConfig?.AllowAdminCreateUserOnly, false);
            assert.deepEqual(pool?.CreationDate, pool?.LastModifiedDate);
            assert.equal(pool?.SchemaAttributes?.length, 20);
            assert.equal(pool?.AutoVerifiedAttributes, undefined);
            assert.deepEqual(pool?.SchemaAttributes?.[0], {
                Name: "sub",
                AttributeDataType: "String",
                DeveloperOnlyAttribute: false,
                Mutable: false,
                Required: true,
                StringAttributeConstraints: { MinLength: "1", MaxLength: "2048" },
            });
        });
    });

    it("keeps what was given, also when it is described later", async () => {
        await withEmulator({ region: "eu-west-1", accountId: "999999999999" }, async (_emulator, { cognito }) => {
            const created = await cognito.send(
                new CreateUserPoolCommand({
                    PoolName: "people",
                    AutoVerifiedAttributes: ["email", "phone_number"],
                    AliasAttributes: ["email"],
                    MfaConfiguration: "OPTIONAL",
                    DeletionProtection: "ACTIVE",
                    UsernameConfiguration: { CaseSensitive: false },
                    UserPoolTags: { team: "blue", __proto__x: "kept" },
                    LambdaConfig: { PreSignUp: "arn:aws:lambda:eu-west-1:999999999999:function:check" },
                    Schema: [
                        { Name: "family_name", Required: true },
                        { Name: "team", AttributeDataType: "String", Mutable: true },
                    ],
                }),
            );

            const { UserPool: pool } = await cognito.send(
                new DescribeUserPoolCommand({ UserPoolId: created.UserPool?.Id }),
            );

            assert.deepEqual(pool, created.UserPool);
            assert.deepEqual(pool?.AutoVerifiedAttributes, ["email", "phone_number"]);
            assert.deepEqual(pool?.UserPoolTags, { team: "blue", __proto__x: "kept" });
            assert.equal(pool?.UsernameConfiguration?.CaseSensitive, false);
            assert.equal(pool?.SchemaAttributes?.find(({ Name }) => Name === "family_name")?.Required, true);
            assert.equal(pool?.SchemaAttributes?.at(-1)?.Name, "custom:team");
            assert.ok(pool?.Arn?.startsWith("arn:aws:cognito-idp:eu-west-1:999999999999:userpool/eu-west-1_"));
        });
    });

    it("refuses what AWS refuses in a schema, and aliases together with username attributes", async () => {
        await withEmulator({}, async (_emulator, { cognito }) => {
            const contradictions = [
                { Schema: [{ Name: "team", AttributeDataType: "String", Required: true }] },
                { Schema: [{ Name: "team" }] },
                {
                    Schema: [
                        { Name: "team", AttributeDataType: "String" },
                        { Name: "team", AttributeDataType: "Number" },
                    ],
                },
                { AliasAttributes: ["email"], UsernameAttributes: ["email"] },
            ] as const;

            for (const settings of contradictions) {
                const command = new CreateUserPoolCommand({ PoolName: "x", ...structuredClone<object>(settings) });
                await assert.rejects(cognito.send(command), { name: "InvalidParameterException" });
            }
        });
    });
});

describe("GetCSVHeader", () => {
    it("lists AWS's columns in AWS's order, custom attributes before the last three", async () => {
        await withEmulator({}, async (_emulator, { cognito }) => {
            const poolId = await createPool(cognito, { Schema: [{ Name: "team", AttributeDataType: "String" }] });

            const answer = await cognito.send(new GetCSVHeaderCommand({ UserPoolId: poolId }));

            assert.equal(answer.UserPoolId, poolId);
            assert.equal(
                answer.CSVHeader?.join(),
                "name,given_name,family_name,middle_name,nickname,preferred_username,profile,picture,website,email," +
                    "email_verified,gender,birthdate,zoneinfo,locale,phone_number,phone_number_verified,address," +
                    "updated_at,custom:team,cognito:mfa_enabled,cognito:username,password_hash",
            );
        });
    });
});

describe("ListUserPools", () => {
    it("pages through all pools", async () => {
        await withEmulator({}, async (_emulator, { cognito }) => {
            for (const PoolName of ["one", "two", "three"]) {
                await createPool(cognito, { PoolName });
            }

            const first = await cognito.send(new ListUserPoolsCommand({ MaxResults: 2 }));
            const second = await cognito.send(new ListUserPoolsCommand({ MaxResults: 2, NextToken: first.NextToken }));

            const names = [...(first.UserPools ?? []), ...(second.UserPools ?? [])].map(({ Name }) => Name);
            assert.deepEqual(names, ["one", "two", "three"]);
            assert.equal(second.NextToken, undefined);
        });
    });
});

describe("DeleteUserPool", () => {
    it("removes the pool", async () => {
        await withEmulator({}, async (_emulator, { cognito }) => {
            const UserPoolId = await createPool(cognito);

            await cognito.send(new DeleteUserPoolCommand({ UserPoolId }));

            await assert.rejects(cognito.send(new DescribeUserPoolCommand({ UserPoolId })), {
                name: "ResourceNotFoundException",
                message: `User pool ${UserPoolId} does not exist.`,
            });
        });
    });

    it("refuses a protected pool", async () => {
        await withEmulator({}, async (_emulator, { cognito }) => {
            const UserPoolId = await createPool(cognito, { DeletionProtection: "ACTIVE" });

            await assert.rejects(cognito.send(new DeleteUserPoolCommand({ UserPoolId })), {
                name: "InvalidParameterException",
            });
        });
    });
});
