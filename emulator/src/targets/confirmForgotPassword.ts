import { EmulatorError } from "../errors";
import {
    analyticsMetadata,
    clientId,
    clientMetadata,
    confirmationCode,
    password,
    secretHash,
    userContextData,
} from "../model/authTypes";
import { required, structure } from "../model/shape";
import { username } from "../model/types";
import { checkSecretHash, findClient, findSigningIn } from "../services/appClient";
import { checkPassword } from "../services/checkPassword";
import { target } from "./target";

const input = structure({
    ClientId: required(clientId),
    SecretHash: secretHash,
    Username: required(username),
    ConfirmationCode: required(confirmationCode),
    Password: required(password),
    AnalyticsMetadata: analyticsMetadata,
    UserContextData: userContextData,
    ClientMetadata: clientMetadata,
});

/** @see https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_ConfirmForgotPassword.html */
export const ConfirmForgotPassword = target(
    input,
    ({ pools, clock, journal }, request) => {
        const { pool, client } = findClient(pools, request.ClientId);
        checkSecretHash(client, request.Username, request.SecretHash);
        const user = findSigningIn(pool, client, request.Username);
        checkPassword(request.Password, pool.settings.Policies?.PasswordPolicy);
        const nowMs = clock.now();
        const verdict = pool.passwords.takeCode(user.sub, request.ConfirmationCode, nowMs);
        if (verdict === "wrong") {
            throw new EmulatorError("CodeMismatchException", "Invalid verification code provided, please try again.");
        }
        if (verdict === "expired") {
            throw new EmulatorError("ExpiredCodeException", "Invalid code provided, please request a code again.");
        }
        const hash = pool.passwords.set(user.sub, request.Password);
        const { passwordHash: _importedHash, ...kept } = user;
        const confirmed = { ...kept, status: "CONFIRMED", modifiedMs: nowMs } as const;
        pool.users.replace(confirmed);
        journal.append({ type: "password", poolId: pool.id, sub: user.sub, hash });
        journal.append({ type: "user", poolId: pool.id, user: confirmed });
        return {};
    },
    true,
);
