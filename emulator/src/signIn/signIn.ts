import { randomBytes } from "node:crypto";
import type { Clock } from "../clock/clock";
import type { Waiter } from "../clock/waiter";
import { EmulatorError, invalidParameter, notAuthorized, unsupportedFeature } from "../errors";
import type { Journal } from "../journal";
import { type AppClient, checkSecretHash, hidesUsers } from "../pools/appClient";
import type { UserPool } from "../pools/userPool";
import type { User, UserEntry } from "../users/user";
import { issueTokens } from "./tokenIssuer";
import { verifyPasswordHash } from "./verifyPasswordHash";

/** A flow in which the password is sent as it is, and the client setting that allows it. */
const passwordFlows: Readonly<Record<string, readonly string[]>> = {
    USER_PASSWORD_AUTH: ["ALLOW_USER_PASSWORD_AUTH", "USER_PASSWORD_AUTH"],
    ADMIN_USER_PASSWORD_AUTH: ["ALLOW_ADMIN_USER_PASSWORD_AUTH", "ADMIN_NO_SRP_AUTH"],
    ADMIN_NO_SRP_AUTH: ["ALLOW_ADMIN_USER_PASSWORD_AUTH", "ADMIN_NO_SRP_AUTH"],
};

interface PasswordServices {
    readonly waiter: Waiter;
    readonly journal: Journal<UserEntry>;
}

/** What InitiateAuth and AdminInitiateAuth have in common. */
export interface SignIn {
    readonly AuthFlow: string;
    readonly AuthParameters?: Readonly<Record<string, string>> | undefined;
}

/**
 * Signs a user in by username and password.
 * @throws EmulatorError PasswordResetRequiredException for a user who was imported without a hash and has not set a password yet;
 * NotAuthorizedException where the client must not tell who exists, for a wrong password and for a disabled user;
 * UserNotConfirmedException for one who has not confirmed the sign-up; UnsupportedFeatureException for a right password where the pool
 * requires MFA.
 */
export async function signIn(
    services: { readonly clock: Clock } & PasswordServices,
    pool: UserPool,
    client: AppClient,
    request: SignIn,
): Promise<object> {
    const allowedBy = passwordFlows[request.AuthFlow];
    if (allowedBy === undefined) {
        throw unsupportedFeature(`the flow ${request.AuthFlow}`);
    }
    if (client.settings.ExplicitAuthFlows?.some((flow) => allowedBy.includes(flow)) !== true) {
        throw invalidParameter(`${request.AuthFlow} flow not enabled for this client`);
    }
    const parameters = new Map(Object.entries(request.AuthParameters ?? {}));
    const username = parameterOf(parameters, "USERNAME");
    const password = parameterOf(parameters, "PASSWORD");
    checkSecretHash(client, username, parameters.get("SECRET_HASH"));
    const user = findSigningIn(pool, client, username);
    if (user.status === "RESET_REQUIRED" && !hidesUsers(client)) {
        throw new EmulatorError("PasswordResetRequiredException", "Password reset required for the user");
    }
    // Assumed: a user without any password, who signs in by code, is answered like one with another password.
    if (!(await isRightPassword(services, pool, user, password))) {
        throw wrongPassword();
    }
    // Assumed: only who knows the password is told of the user's state.
    if (!user.enabled) {
        throw notAuthorized("User is disabled.");
    }
    if (user.status === "UNCONFIRMED") {
        throw new EmulatorError("UserNotConfirmedException", "User is not confirmed.");
    }
    if (user.status === "FORCE_CHANGE_PASSWORD") {
        const parameters = { USER_ID_FOR_SRP: user.username, requiredAttributes: "[]", userAttributes: "{}" };
        const Session = randomBytes(64).toString("base64url");
        return { ChallengeName: "NEW_PASSWORD_REQUIRED", Session, ChallengeParameters: parameters };
    }
    if (pool.settings.MfaConfiguration === "ON") {
        throw unsupportedFeature(
            "signing in where the pool requires MFA. The password is right; Cognito would now ask for a second factor, or for one to be set up",
        );
    }
    return { ChallengeParameters: {}, AuthenticationResult: issueTokens(pool, client.id, user, services.clock.now()) };
}

/**
 * The user who signs in or resets a password.
 * @throws EmulatorError UserNotFoundException, or NotAuthorizedException where the client must not tell who exists.
 */
export function findSigningIn(pool: UserPool, client: AppClient, username: string): User {
    const user = pool.users.get(username);
    if (user !== undefined) {
        return user;
    }
    throw hidesUsers(client) ? wrongPassword() : new EmulatorError("UserNotFoundException", "User does not exist.");
}

function wrongPassword(): EmulatorError {
    return notAuthorized("Incorrect username or password.");
}

/**
 * Whether it is the user's password. Where the user was imported with a hash, the first right password is stored like any other, so that
 * later sign-ins are quick. Cognito does the same.
 * @throws EmulatorError UnsupportedFeatureException for the few imported hashes that cannot be verified.
 */
async function isRightPassword(
    { waiter, journal }: PasswordServices,
    pool: UserPool,
    user: User,
    password: string,
): Promise<boolean> {
    const { passwordHash, sub } = user;
    if (pool.passwords.has(sub) || passwordHash === undefined) {
        return pool.passwords.isRight(sub, password);
    }
    let isRight = false;
    // Work that does not wait for the clock.
    await waiter.run(async () => {
        isRight = await verifyPasswordHash(passwordHash, password);
    });
    // In the meantime the user may have been deleted, or may have set a new password.
    if (pool.passwords.has(sub) || pool.users.get(user.username)?.sub !== sub) {
        return pool.passwords.isRight(sub, password);
    }
    if (isRight) {
        journal.append({ type: "password", poolId: pool.id, sub, hash: pool.passwords.set(sub, password) });
    }
    return isRight;
}

function parameterOf(parameters: ReadonlyMap<string, string>, name: string): string {
    const value = parameters.get(name);
    if (value === undefined || value === "") {
        throw invalidParameter(`Missing required parameter ${name}`);
    }
    return value;
}
