import { randomBytes } from "node:crypto";
import { EmulatorError, invalidParameter, unsupportedFeature } from "../errors";
import { type AppClient, checkSecretHash, findSigningIn, hidesUsers, wrongPassword } from "./appClient";
import { isRightPassword } from "./isRightPassword";
import type { Services } from "./services";
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
 * @throws EmulatorError PasswordResetRequiredException for a user who was imported without a hash and has not set a password yet;
 * NotAuthorizedException where the client is not to tell who exists, and for a wrong password; UnsupportedFeatureException for a right
 * one where the pool requires MFA.
 */
export async function signIn(
    services: Pick<Services, "clock" | "waiter" | "journal">,
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
    if (user.status === "FORCE_CHANGE_PASSWORD") {
        const parameters = { USER_ID_FOR_SRP: user.username, requiredAttributes: "[]", userAttributes: "{}" };
        const Session = randomBytes(64).toString("base64url");
        return { ChallengeName: "NEW_PASSWORD_REQUIRED", Session, ChallengeParameters: parameters };
    }
    if (pool.settings.MfaConfiguration === "ON") {
        throw unsupportedFeature(
            "signing in where the pool requires MFA; the password is right, and Cognito would now ask for a factor, or have one set up",
        );
    }
    return { ChallengeParameters: {}, AuthenticationResult: issueTokens(pool, client.id, user, services.clock.now()) };
}

function parameterOf(parameters: ReadonlyMap<string, string>, name: string): string {
    const value = parameters.get(name);
    if (value === undefined || value === "") {
        throw invalidParameter(`Missing required parameter ${name}`);
    }
    return value;
}
