import * as pulumi from "@pulumi/pulumi";
import { UserImport } from "pulumi-cognito-user-import";

/** A user pool, and who imports into it. The pool's id names its region. */
interface Target {
    readonly userPoolId: string;
    /** A role of the pool's account, which the credentials of the program may assume. */
    readonly importerRoleArn: string;
    readonly cloudWatchLogsRoleArn: string;
}

const targets = new pulumi.Config().requireObject<Readonly<Record<string, Target>>>("pools");

// One credential gets in, and a role leads into each account. AWS runs one job at a time in each: two accounts do not wait
// for each other.
export const imported = Object.fromEntries(
    Object.entries(targets).map(([name, { userPoolId, importerRoleArn, cloudWatchLogsRoleArn }]) => {
        const { importedUsers } = new UserImport(name, {
            userPoolId,
            cloudWatchLogsRoleArn,
            source: `users-${name}.csv`,
            aws: { assumeRoles: [{ roleArn: importerRoleArn, sessionName: `import-${name}` }] },
        });
        return [name, importedUsers];
    }),
);
