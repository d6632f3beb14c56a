import * as pulumi from "@pulumi/pulumi";
import { type InvalidRows, type PasswordHashingAlgorithm, UserImport } from "pulumi-cognito-user-import";

const config = new pulumi.Config();
const source = config.require("source");

const users = new UserImport("users", {
    userPoolId: config.require("userPoolId"),
    source: /^https:\/\//i.test(source) ? new pulumi.asset.RemoteAsset(source) : source,
    invalidRows: config.require<InvalidRows>("invalidRows"),
    // Left empty: the CSV has no password hashes.
    passwordHashingAlgorithm: config.get<PasswordHashingAlgorithm>("passwordHashingAlgorithm") || undefined,
    // Where the config leaves it empty, the role is created.
    cloudWatchLogsRoleArn: config.get("cloudWatchLogsRoleArn") || undefined,
});

// What is too large for one job becomes several.
export const jobIds = users.jobs.apply((jobs) => pulumi.all(jobs.map((job) => job.jobId)));
export const jobId = jobIds[0];
export const { status, importedUsers, skippedUsers, failedUsers, failures } = users;
