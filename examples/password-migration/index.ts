import * as aws from "@pulumi/aws";
import { UserImport, UserImportRole } from "pulumi-cognito-user-import";

const pool = new aws.cognito.UserPool(
    "people",
    { autoVerifiedAttributes: ["email"], deletionProtection: "ACTIVE" },
    { protect: true },
);

// Cognito checks an old password at the first sign-in, so the app has to send it: SRP works from the second one on.
const client = new aws.cognito.UserPoolClient("app", {
    userPoolId: pool.id,
    explicitAuthFlows: ["ALLOW_USER_PASSWORD_AUTH", "ALLOW_USER_SRP_AUTH", "ALLOW_REFRESH_TOKEN_AUTH"],
});

// A job has one algorithm, so each old system is an import of its own, with the same role. They run one after another.
const role = new UserImportRole("import-role", { userPoolId: pool.id });
const common = { userPoolId: pool.id, cloudWatchLogsRoleArn: role.arn, maxFailedUsers: 0 };
const shop = new UserImport("shop", {
    ...common,
    source: "users-bcrypt.csv",
    passwordHashingAlgorithm: "BCRYPT",
});
const forum = new UserImport("forum", {
    ...common,
    source: "users-pbkdf2.csv",
    passwordHashingAlgorithm: "PBKDF2_SHA256",
});

export const userPoolId = pool.id;
export const clientId = client.id;
export const imported = { shop: shop.importedUsers, forum: forum.importedUsers };
