import { CloudWatchLogsClient } from "@aws-sdk/client-cloudwatch-logs";
import { CognitoIdentityProviderClient } from "@aws-sdk/client-cognito-identity-provider";
import { type Emulator, type EmulatorOptions, startEmulator } from "../../../emulator/src";

/** Real SDK clients that talk to one emulator. They try a call once: tests want to see every answer. */
export interface EmulatorClients {
    readonly cognito: CognitoIdentityProviderClient;
    readonly logs: CloudWatchLogsClient;
}

/** Starts an emulator on a free port, hands it and its clients over, and stops everything whatever happens. */
export async function withEmulator<T>(
    options: EmulatorOptions,
    use: (emulator: Emulator, clients: EmulatorClients) => Promise<T>,
): Promise<T> {
    const emulator = await startEmulator(options);
    const settings = {
        endpoint: emulator.url,
        region: emulator.region,
        credentials: { accessKeyId: "emulator", secretAccessKey: "emulator" },
        maxAttempts: 1,
    };
    const clients = {
        cognito: new CognitoIdentityProviderClient(settings),
        logs: new CloudWatchLogsClient(settings),
    };
    try {
        return await use(emulator, clients);
    } finally {
        clients.cognito.destroy();
        clients.logs.destroy();
        await emulator.close();
    }
}
