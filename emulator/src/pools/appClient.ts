import { createHmac } from "node:crypto";
import { notAuthorized } from "../errors";
import type { CreateUserPoolClientRequest } from "../model/createUserPoolClientRequest";

/** An app client of a user pool. */
export interface AppClient {
    readonly id: string;
    /** `undefined`: a public client. */
    readonly secret: string | undefined;
    readonly settings: CreateUserPoolClientRequest;
    /** Milliseconds since 1970. */
    readonly createdMs: number;
}

/**
 * Checks that the caller knows the client's secret, where it has one.
 * @throws EmulatorError NotAuthorizedException.
 */
export function checkSecretHash(client: AppClient, username: string, secretHash: string | undefined): void {
    if (client.secret === undefined) {
        return;
    }
    if (secretHash === undefined) {
        throw notAuthorized(`Client ${client.id} is configured with secret but SECRET_HASH was not received`);
    }
    const expected = createHmac("sha256", client.secret).update(username + client.id);
    if (expected.digest("base64") !== secretHash) {
        throw notAuthorized(`SecretHash does not match for the client: ${client.id}`);
    }
}

/** Whether the client must not tell who exists. Unknown users and users without a password then get the same answer. */
export function hidesUsers({ settings }: AppClient): boolean {
    return settings.PreventUserExistenceErrors === "ENABLED";
}
