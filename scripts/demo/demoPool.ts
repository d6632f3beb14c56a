import {
    AdminCreateUserCommand,
    CognitoIdentityProviderClient,
    CreateUserPoolClientCommand,
    CreateUserPoolCommand,
    InitiateAuthCommand,
    paginateListUsers,
} from "@aws-sdk/client-cognito-identity-provider";
import { startEmulator } from "cognito-user-import-emulator";

/** Rows of users/demo.csv who are in the pool before the import. */
export const existingUsers = [1, 2, 3, 500, 1000].map((row) => `made-up-${String(row).padStart(4, "0")}`);

/** A user of users/demo-passwords.csv with a hash, and what it is the hash of. */
export const oldPassword = { username: "made-up-1003", password: "demo-password-of-1003" };

/** A user of the same file without a hash. */
export const withoutPassword = "made-up-1005";

/** A user pool on an emulator of its own. */
export interface DemoPool extends AsyncDisposable {
    readonly userPoolId: string;
    /** The emulator's address, for `aws:endpoints`. */
    readonly endpoint: string;
    countUsers(): Promise<number>;
    /** Signs a user in by USER_PASSWORD_AUTH; resolves to "is signed in" or the name of Cognito's exception. */
    signIn(username: string, password: string): Promise<string>;
}

/** Starts the emulator and makes a pool with an app client, and {@link existingUsers} in it. Disposing stops the emulator. */
export async function createDemoPool(): Promise<DemoPool> {
    // Node 20 is supported here; the SDK's notice about its own future is not part of the show.
    process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED ??= "true";
    // Slow enough that the counts can be seen moving on the resource's row.
    const emulator = await startEmulator({ pendingSeconds: 0.5, rowsPerSecond: 400 });
    const client = new CognitoIdentityProviderClient({
        endpoint: emulator.url,
        region: "us-east-1",
        credentials: { accessKeyId: "demo", secretAccessKey: "demo" },
    });
    const { UserPool } = await client.send(
        new CreateUserPoolCommand({ PoolName: "demo", AutoVerifiedAttributes: ["email"] }),
    );
    const userPoolId = UserPool?.Id ?? "";
    const { UserPoolClient } = await client.send(
        new CreateUserPoolClientCommand({
            UserPoolId: userPoolId,
            ClientName: "app",
            ExplicitAuthFlows: ["ALLOW_USER_PASSWORD_AUTH"],
        }),
    );
    for (const username of existingUsers) {
        await client.send(
            new AdminCreateUserCommand({ UserPoolId: userPoolId, Username: username, MessageAction: "SUPPRESS" }),
        );
    }
    return {
        userPoolId,
        endpoint: emulator.url,
        countUsers: async () => {
            let users = 0;
            for await (const page of paginateListUsers({ client }, { UserPoolId: userPoolId })) {
                users += page.Users?.length ?? 0;
            }
            return users;
        },
        signIn: async (username, password) => {
            const signIn = new InitiateAuthCommand({
                ClientId: UserPoolClient?.ClientId,
                AuthFlow: "USER_PASSWORD_AUTH",
                AuthParameters: { USERNAME: username, PASSWORD: password },
            });
            return await client.send(signIn).then(
                ({ AuthenticationResult }) => (AuthenticationResult ? "is signed in" : "is asked for more"),
                (error: Error) => error.name,
            );
        },
        [Symbol.asyncDispose]: async () => {
            client.destroy();
            await emulator.close();
        },
    };
}
