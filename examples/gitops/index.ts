import * as pulumi from "@pulumi/pulumi";
import { UserImport } from "pulumi-cognito-user-import";

const config = new pulumi.Config();

// A preview names each row that Cognito would refuse, and fails. So does an `up` in which a user is refused after all.
const people = new UserImport("people", {
    userPoolId: config.require("userPoolId"),
    cloudWatchLogsRoleArn: config.require("cloudWatchLogsRoleArn"),
    source: "users.csv",
    existingUsers: "omit",
    maxFailedUsers: 0,
    timeout: "45m",
});

export const { status, importedUsers, omittedUsers, failedUsers, failures } = people;
