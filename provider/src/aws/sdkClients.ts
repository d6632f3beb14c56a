import type { CloudWatchLogsClient } from "@aws-sdk/client-cloudwatch-logs";
import { CognitoIdentityProviderClient } from "@aws-sdk/client-cognito-identity-provider";
import type { ClientSettings } from "./clientSettings";
import { withoutNodeNotice } from "./withoutNodeNotice";

/** The SDK's clients of one user pool. */
export interface SdkClients {
    readonly cognito: CognitoIdentityProviderClient;
    /** For calls that the SDK must not retry. */
    readonly cognitoOnce: CognitoIdentityProviderClient;
    /** Loaded with the first call. */
    logs(): Promise<CloudWatchLogsClient>;
    /** Protocol and host (`https://host:port`) that the last Cognito call went to; `undefined` before the first. */
    lastEndpoint(): string | undefined;
}

/** Makes the clients; no connection is opened before the first call. */
export function createSdkClients(settings: Pick<ClientSettings, "cognito" | "logs">): SdkClients {
    const cognito = withoutNodeNotice(() => new CognitoIdentityProviderClient(settings.cognito));
    // Create has no idempotency token: a retry by the SDK after a lost answer would make a second job.
    const cognitoOnce = withoutNodeNotice(
        () => new CognitoIdentityProviderClient({ ...settings.cognito, maxAttempts: 1 }),
    );
    let logs: CloudWatchLogsClient | undefined;
    let lastEndpoint: string | undefined;
    for (const client of [cognito, cognitoOnce]) {
        client.middlewareStack.add(
            (next) => (args) => {
                lastEndpoint = endpointOf(args.request) ?? lastEndpoint;
                return next(args);
            },
            { step: "finalizeRequest", name: "rememberEndpoint", priority: "low" },
        );
    }
    return {
        cognito,
        cognitoOnce,
        logs: async () => {
            const loaded = await import("@aws-sdk/client-cloudwatch-logs");
            logs ??= withoutNodeNotice(() => new loaded.CloudWatchLogsClient(settings.logs));
            return logs;
        },
        lastEndpoint: () => lastEndpoint,
    };
}

function endpointOf(request: unknown): string | undefined {
    const { protocol, hostname, port } = request as { protocol?: string; hostname?: string; port?: number };
    if (protocol === undefined || hostname === undefined) {
        return undefined;
    }
    return `${protocol}//${hostname}${port === undefined ? "" : `:${port}`}`;
}
