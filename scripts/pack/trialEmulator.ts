import { once } from "node:events";
import { join } from "node:path";
import {
    CognitoIdentityProviderClient,
    CreateUserPoolCommand,
    GetCSVHeaderCommand,
    ListUserImportJobsCommand,
} from "@aws-sdk/client-cognito-identity-provider";
import execa from "execa";

/** The emulator that the trial's program has installed, in a process of its own, with a pool. */
export interface TrialEmulator extends AsyncDisposable {
    readonly url: string;
    readonly userPoolId: string;
    /** A CSV with so many made-up users. */
    csv(users: number): string;
    /** How many jobs there are. */
    countJobs(): Promise<number>;
}

/** What runs the emulator in the program's folder. */
export const emulatorScript = `
const { startEmulator } = require("cognito-user-import-emulator");
startEmulator({ port: 0, pendingSeconds: 0.1 }).then(({ url }) => console.log(url));
`;

/** Runs {@link emulatorScript}, as `emulator.js` in the program's folder. Disposing ends it. */
export async function startTrialEmulator(
    node: string,
    program: string,
    environment: NodeJS.ProcessEnv,
): Promise<TrialEmulator> {
    const child = execa(node, [join(program, "emulator.js")], {
        cwd: program,
        env: environment,
        extendEnv: false,
        reject: false,
        stdin: "ignore",
    });
    const dispose = async (): Promise<void> => {
        child.kill("SIGTERM", { forceKillAfterTimeout: 5000 });
        await child;
    };
    const line = await Promise.race([
        child.stdout && once(child.stdout, "data").then(([chunk]) => String(chunk).trim()),
        child.then(({ all, stderr }) => Promise.reject(new Error(`The emulator ended: ${all ?? stderr}`))),
    ]);
    try {
        const url = new URL(line ?? "").href.replace(/\/$/, "");
        const cognito = new CognitoIdentityProviderClient({
            endpoint: url,
            region: "us-east-1",
            credentials: { accessKeyId: "trial", secretAccessKey: "trial" },
        });
        const { UserPool } = await cognito.send(
            new CreateUserPoolCommand({ PoolName: "trial", AutoVerifiedAttributes: ["email"] }),
        );
        const userPoolId = UserPool?.Id ?? "";
        const { CSVHeader: columns = [] } = await cognito.send(new GetCSVHeaderCommand({ UserPoolId: userPoolId }));
        return {
            url,
            userPoolId,
            csv: (users) => [columns.join(","), ...rows(columns, users), ""].join("\n"),
            countJobs: async () => {
                const list = new ListUserImportJobsCommand({ UserPoolId: userPoolId, MaxResults: 60 });
                return (await cognito.send(list)).UserImportJobs?.length ?? 0;
            },
            [Symbol.asyncDispose]: dispose,
        };
    } catch (error) {
        await dispose();
        throw error;
    }
}

function rows(columns: readonly string[], users: number): string[] {
    return Array.from({ length: users }, (_, index) => {
        const values: Record<string, string> = {
            "cognito:username": `made-up-${index}`,
            "cognito:mfa_enabled": "false",
            email: `made-up-${index}@example.com`,
            email_verified: "true",
            phone_number_verified: "false",
        };
        return columns.map((column) => values[column] ?? "").join(",");
    });
}
