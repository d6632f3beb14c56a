import { randomBytes } from "node:crypto";
import { EmulatorError, invalidParameter, notAuthorized, unsupportedFeature } from "../errors";
import { type AppClient, checkSecretHash, findSigningIn } from "./appClient";
import { issueTokens } from "./tokenIssuer";
import type { UserPool } from "./userPool";

/** A flow in which the password is sent as it is, and the client setting that allows it. */
const passwordFlows: Readonly<Record<string, readonly string[]>> = {
    USER_PASSWORD_AUTH: ["ALLOW_USER_PASSWORD_AUTH", "USER_PASSWORD_AUTH"],
    ADMIN_USER_PASSWORD_AUTH: ["ALLOW_ADMIN_USER_PASSWORD_AUTH", "ADMIN_NO_SRP_AUTH"],
    ADMIN_NO_SRP_AUTH: ["ALLOW_ADMIN_USER_PASSWORD_AUTH", "ADMIN_NO_SRP_AUTH"],
};

/** What InitiateAuth and AdminInitiateAuth have in common. */
export interface SignIn {
    readonly AuthFlow: string;
    readonly AuthParameters?: Readonly<Record<string, string>> | undefined;
}

/**
 * Signs a user in by username and password.
 * @throws EmulatorError PasswordResetRequiredException for a user who was imported and has not set a password yet.
 */
export function signIn(pool: UserPool, client: AppClient, request: SignIn, nowMs: number): object {
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
    if (user.status === "RESET_REQUIRED") {
        throw new EmulatorError("PasswordResetRequiredException", "Password reset required for the user");
    }
    if (user.status === "CONFIRMED" && !pool.passwords.has(user.sub)) {
        throw unsupportedFeature("signing in with an imported password hash");
    }
    if (!pool.passwords.isRight(user.sub, password)) {
        throw notAuthorized("Incorrect username or password.");
    }
    if (user.status === "FORCE_CHANGE_PASSWORD") {
        const parameters = { USER_ID_FOR_SRP: user.username, requiredAttributes: "[]", userAttributes: "{}" };
        const Session = randomBytes(64).toString("base64url");
        return { ChallengeName: "NEW_PASSWORD_REQUIRED", Session, ChallengeParameters: parameters };
    }
    return { ChallengeParameters: {}, AuthenticationResult: issueTokens(pool, client.id, user, nowMs) };
}

function parameterOf(parameters: ReadonlyMap<string, string>, name: string): string {
    const value = parameters.get(name);
    if (value === undefined || value === "") {
        throw invalidParameter(`Missing required parameter ${name}`);
    }
    return value;
}
