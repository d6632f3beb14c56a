import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { UserImport } from "pulumi-cognito-user-import";

// A stack for each pull request, such as pr-123: a pool of its own, which `pulumi destroy` deletes with its users.
const pool = new aws.cognito.UserPool("people", {
    name: `people-${pulumi.getStack()}`,
    autoVerifiedAttributes: ["email"],
});

const client = new aws.cognito.UserPoolClient("app", {
    userPoolId: pool.id,
    explicitAuthFlows: ["ALLOW_USER_PASSWORD_AUTH", "ALLOW_REFRESH_TOKEN_AUTH"],
});

// Made-up people with one known password, so that tests can sign in. An edited seed does not import again.
const seed = new UserImport("seed", {
    userPoolId: pool.id,
    source: "seed.csv",
    passwordHashingAlgorithm: "BCRYPT",
    once: true,
});

export const userPoolId = pool.id;
export const clientId = client.id;
export const { importedUsers } = seed;
