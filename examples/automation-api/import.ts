import { LocalWorkspace } from "@pulumi/pulumi/automation";
import { UserImport } from "pulumi-cognito-user-import";

/** Imports users.csv, and prints what became of the users as JSON: `npx ts-node import.ts POOL ROLE_ARN`. */
async function main([userPoolId, cloudWatchLogsRoleArn]: string[]): Promise<void> {
    if (userPoolId === undefined || cloudWatchLogsRoleArn === undefined) {
        throw new Error("Usage: import.ts POOL ROLE_ARN");
    }
    const program = async (): Promise<Record<string, unknown>> => {
        const people = new UserImport("people", { userPoolId, cloudWatchLogsRoleArn, source: "users.csv" });
        return { imported: people.importedUsers, skipped: people.skippedUsers, failures: people.failures };
    };
    // The engine looks for Pulumi's SDK in workDir and above it. By default workDir is a new, empty folder.
    const stack = await LocalWorkspace.createOrSelectStack(
        { stackName: "dev", projectName: "automation-api", program },
        { workDir: __dirname },
    );
    const { outputs } = await stack.up({ onOutput: (text) => process.stderr.write(text) });
    const values = Object.entries(outputs).map(([name, { value }]) => [name, value]);
    console.log(JSON.stringify(Object.fromEntries(values)));
}

main(process.argv.slice(2)).catch((error: unknown) => {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
});
