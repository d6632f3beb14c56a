import { CloudWatchLogsClient } from "@aws-sdk/client-cloudwatch-logs";
import { CognitoIdentityProviderClient } from "@aws-sdk/client-cognito-identity-provider";
import { STSClient } from "@aws-sdk/client-sts";
import { type Emulator, type EmulatorOptions, startEmulator } from "../../../emulator/src";

/** Real SDK clients that talk to one emulator. They try a call once: tests want to see every answer. */
export interface EmulatorClients {
    readonly cognito: CognitoIdentityProviderClient;
    readonly logs: CloudWatchLogsClient;
    readonly sts: STSClient;
}

/** Credentials as STS answers them. */
export interface GivenCredentials {
    readonly AccessKeyId?: string | undefined;
    readonly SecretAccessKey?: string | undefined;
    readonly SessionToken?: string | undefined;
}

/** Makes clients that call with other credentials: those that STS gave, or an access key, as of the option `accounts`. */
export type ClientsAs = (credentials: GivenCredentials | string | undefined) => EmulatorClients;

/**
 * Starts an emulator on a free port, hands it and its clients over, and stops everything whatever happens.
 * @example
 * await withEmulator({ accounts: { AKIAOTHER: "222222222222" } }, async (emulator, { cognito }, as) => {
 *     const other = as("AKIAOTHER").cognito;
 * });
 */
export async function withEmulator<T>(
    options: EmulatorOptions,
    use: (emulator: Emulator, clients: EmulatorClients, as: ClientsAs) => Promise<T>,
): Promise<T> {
    const emulator = await startEmulator(options);
    const opened: EmulatorClients[] = [];
    const as: ClientsAs = (credentials) => {
        const clients = clientsOf(emulator, credentials ?? {});
        opened.push(clients);
        return clients;
    };
    try {
        return await use(emulator, as("emulator"), as);
    } finally {
        for (const client of opened.flatMap((clients) => Object.values(clients))) {
            client.destroy();
        }
        await emulator.close();
    }
}

function clientsOf({ url, region }: Emulator, given: GivenCredentials | string): EmulatorClients {
    const {
        AccessKeyId: accessKeyId = "",
        SecretAccessKey: secretAccessKey = "emulator",
        SessionToken: sessionToken,
    }: GivenCredentials = typeof given === "string" ? { AccessKeyId: given } : given;
    const credentials = { accessKeyId, secretAccessKey, ...(sessionToken === undefined ? {} : { sessionToken }) };
    const settings = { endpoint: url, region, credentials, maxAttempts: 1 };
    return {
        cognito: new CognitoIdentityProviderClient(settings),
        logs: new CloudWatchLogsClient(settings),
        sts: new STSClient(settings),
    };
}
