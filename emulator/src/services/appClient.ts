import { createHmac } from "node:crypto";
import { EmulatorError, notAuthorized, resourceNotFound } from "../errors";
import type { CreateUserPoolClientRequest } from "../model/createUserPoolClientRequest";
import type { PoolStore } from "./poolStore";
import type { UserPool } from "./userPool";
import type { User } from "./users/user";

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
 * An app client and its pool.
 * @throws EmulatorError ResourceNotFoundException when there is no such client.
 */
export function findClient(
    pools: PoolStore,
    clientId: string,
): { readonly pool: UserPool; readonly client: AppClient } {
    const pool = pools.findByClient(clientId);
    const client = pool?.clients.get(clientId);
    if (pool === undefined || client === undefined) {
        throw resourceNotFound(`User pool client ${clientId} does not exist.`);
    }
    return { pool, client };
}

/**
 * Checks the proof that a client with a secret has to give of it.
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

/**
 * The user who signs in or resets a password.
 * @throws EmulatorError UserNotFoundException, or NotAuthorizedException where the client is not to tell who exists.
 */
export function findSigningIn(pool: UserPool, client: AppClient, username: string): User {
    const user = pool.users.get(username);
    if (user !== undefined) {
        return user;
    }
    throw hidesUsers(client) ? wrongPassword() : new EmulatorError("UserNotFoundException", "User does not exist.");
}

/** Whether the client is not to tell who exists: unknown users and those who have no password yet then get {@link wrongPassword}. */
export function hidesUsers({ settings }: AppClient): boolean {
    return settings.PreventUserExistenceErrors === "ENABLED";
}

/** The answer to a wrong password. */
export function wrongPassword(): EmulatorError {
    return notAuthorized("Incorrect username or password.");
}
