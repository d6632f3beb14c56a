import * as pulumi from "@pulumi/pulumi";
import { type InvalidRows, UserImportJob } from "pulumi-cognito-user-import";

const config = new pulumi.Config();

const users = new UserImportJob("users", {
    userPoolId: config.require("userPoolId"),
    cloudWatchLogsRoleArn: config.require("cloudWatchLogsRoleArn"),
    source: config.require("source"),
    invalidRows: config.require<InvalidRows>("invalidRows"),
});

export const { jobId, status, importedUsers, skippedUsers, failedUsers, failures } = users;
