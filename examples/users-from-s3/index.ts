import * as pulumi from "@pulumi/pulumi";
import { UserImport } from "pulumi-cognito-user-import";

const config = new pulumi.Config();

// The object is streamed from S3 to Cognito: nobody's data is in this repository, on this disk or in the state.
// With its version in the config, what was reviewed is what is imported.
const version = config.get("version");
const people = new UserImport("people", {
    userPoolId: config.require("userPoolId"),
    cloudWatchLogsRoleArn: config.require("cloudWatchLogsRoleArn"),
    source: config.require("object") + (version === undefined ? "" : `?versionId=${version}`),
});

export const { status, importedUsers, skippedUsers, failedUsers } = people;
/** One for each job: an object of more than 500,000 rows or 100 MB takes several. */
export const digests = people.jobs.apply((jobs) => pulumi.all(jobs.map((job) => job.sourceDigest)));
