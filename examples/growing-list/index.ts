import * as pulumi from "@pulumi/pulumi";
import { UserImport } from "pulumi-cognito-user-import";

const config = new pulumi.Config();

// New rows at the end of the file become new users. Without "omit" AWS would fail the job, because it skips too many.
const people = new UserImport("people", {
    userPoolId: config.require("userPoolId"),
    cloudWatchLogsRoleArn: config.require("cloudWatchLogsRoleArn"),
    source: "users.csv",
    existingUsers: "omit",
});

export const { importedUsers, omittedUsers, totalUsers } = people;
