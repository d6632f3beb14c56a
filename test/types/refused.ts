/**
 * What a program must not be able to say: `npm run types` fails where one of these lines compiles. It is never run. That a
 * job has both `source` and `users`, or none of them, is refused by the preview and not by the types, so that a program can
 * build its arguments step by step.
 */
import * as pulumi from "@pulumi/pulumi";
import {
    getUserImportJobs,
    UserImport,
    UserImportError,
    type UserImportErrorCode,
    UserImportJob,
    type UserImportJobArgs,
    UserImportRole,
    type UserRecord,
} from "pulumi-cognito-user-import";

const complete: UserImportJobArgs = {
    userPoolId: "eu-west-1_AbCdEfGhI",
    cloudWatchLogsRoleArn: "arn:aws:iam::123456789012:role/CognitoImportLogs",
    source: "users.csv",
};
const { userPoolId: _pool, ...withoutPool } = complete;
const { cloudWatchLogsRoleArn: _role, ...withoutRole } = complete;

export const jobs = [
    new UserImportJob("accepted", complete),
    new UserImportJob("accepted outputs", { ...complete, userPoolId: pulumi.output("eu-west-1_AbCdEfGhI") }),
    new UserImportJob("accepted users", {
        ...withoutPool,
        userPoolId: "p",
        users: [{ username: pulumi.output("ada") }],
    }),
    // @ts-expect-error A job goes into a pool.
    new UserImportJob("no pool", withoutPool),
    // @ts-expect-error A job has a role; UserImport creates one.
    new UserImportJob("no role", withoutRole),
    // @ts-expect-error Only `get` makes a resource without arguments.
    new UserImportJob("no arguments"),
    // @ts-expect-error A pool is given by its id.
    new UserImportJob("a number", { ...complete, userPoolId: 1 }),
    // @ts-expect-error Cognito has no such algorithm.
    new UserImportJob("algorithm", { ...complete, passwordHashingAlgorithm: "MD5" }),
    // @ts-expect-error AWS writes it in capitals.
    new UserImportJob("spelling", { ...complete, passwordHashingAlgorithm: "bcrypt" }),
    // @ts-expect-error Users who exist are skipped or omitted, never updated.
    new UserImportJob("existing", { ...complete, existingUsers: "update" }),
    // @ts-expect-error Rows are not dropped silently.
    new UserImportJob("rows", { ...complete, invalidRows: "ignore" }),
    // @ts-expect-error A time has its unit.
    new UserImportJob("time", { ...complete, timeout: 90 }),
    // @ts-expect-error A misspelt argument would do nothing.
    new UserImportJob("misspelt", { ...complete, maxFailed: 1 }),
    // @ts-expect-error One user is a list too.
    new UserImportJob("one user", { ...complete, source: undefined, users: { username: "ada" } }),
    // @ts-expect-error Every user has a username.
    new UserImportJob("nameless", { ...complete, users: [{ email: "ada@example.com" }] }),
    // @ts-expect-error A column that is not standard belongs into `attributes`.
    new UserImportJob("column", { ...complete, users: [{ username: "ada", "custom:team": "research" }] }),
    // @ts-expect-error An adopted job is named by its id.
    UserImportJob.get("adopted"),
];

export const components = [
    new UserImport("accepted", { userPoolId: "eu-west-1_AbCdEfGhI", source: "users.csv" }),
    // @ts-expect-error A component names its jobs after itself.
    new UserImport("job name", { userPoolId: "eu-west-1_AbCdEfGhI", source: "users.csv", jobName: "seed" }),
    // @ts-expect-error A component imports into a pool.
    new UserImport("no pool", { source: "users.csv" }),
    // @ts-expect-error The pool of the role is that of the component.
    new UserImport("role", { userPoolId: "p", source: "users.csv", role: { userPoolId: "p" } }),
    // @ts-expect-error Tags are texts.
    new UserImportRole("tags", { tags: { cost: 1 } }),
];

/** Lines that change or mistake what there is. */
export async function mistakes(job: UserImportJob, user: UserRecord): Promise<void> {
    // @ts-expect-error An output is no plain value.
    const imported: number = job.importedUsers;
    // @ts-expect-error An output is not set.
    job.status = pulumi.output("Succeeded");
    // @ts-expect-error A user is not changed in place: it may have been packed.
    user.email = "ada@example.com";
    // @ts-expect-error A job has no such status.
    await getUserImportJobs({ userPoolId: "eu-west-1_AbCdEfGhI", status: "Done" });
    // @ts-expect-error Codes are a closed list.
    const code: UserImportErrorCode = "failed";
    // @ts-expect-error An error has one of them.
    throw new UserImportError("failed", `${imported} ${code}`);
}
