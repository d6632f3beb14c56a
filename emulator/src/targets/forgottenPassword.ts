import { EmulatorError, invalidParameter, notAuthorized } from "../errors";
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
import { checkSecretHash } from "../pools/appClient";
import { findSigningIn } from "../signIn/signIn";
import { checkPassword } from "../users/passwords";
import type { User } from "../users/user";
import { target } from "./target";

const forgotPasswordInput = structure({
    ClientId: required(clientId),
    SecretHash: secretHash,
    UserContextData: userContextData,
    Username: required(username),
    AnalyticsMetadata: analyticsMetadata,
    ClientMetadata: clientMetadata,
});

/**
 * No message is sent; the code is among the emulator's messages.
 * @see https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_ForgotPassword.html
 */
export const ForgotPassword = target(
    forgotPasswordInput,
    ({ accounts, clock, messages, journal }, request) => {
        const { pool, client } = accounts.findClient(request.ClientId);
        checkSecretHash(client, request.Username, request.SecretHash);
        const user = findSigningIn(pool, client, request.Username);
        if (user.status === "FORCE_CHANGE_PASSWORD") {
            throw notAuthorized("User password cannot be reset in the current state.");
        }
        const { attribute, medium, maskedDestination } = codeDeliveryTo(user);
        const timeMs = clock.now();
        const resetCode = pool.passwords.newCode(user.sub, timeMs);
        journal.append({ type: "code", poolId: pool.id, sub: user.sub, ...resetCode });
        messages.add({ userPoolId: pool.id, username: user.username, medium, code: resetCode.code, timeMs });
        return {
            CodeDeliveryDetails: {
                Destination: maskedDestination,
                DeliveryMedium: medium,
                AttributeName: attribute,
            },
        };
    },
    { isPublic: true },
);

const confirmForgotPasswordInput = structure({
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
    confirmForgotPasswordInput,
    ({ accounts, clock, journal }, request) => {
        const { pool, client } = accounts.findClient(request.ClientId);
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
    { isPublic: true },
);

/** Where a reset code goes. */
interface CodeDelivery {
    readonly attribute: "email" | "phone_number";
    readonly medium: "EMAIL" | "SMS";
    /** As AWS shows it: `j***@e***`, `+*******0199`. */
    readonly maskedDestination: string;
}

/**
 * Where a user's reset code goes: to a verified phone number, else to a verified e-mail address, as is AWS's default.
 * @throws EmulatorError InvalidParameterException when the user has neither.
 */
function codeDeliveryTo(user: User): CodeDelivery {
    const { attributes } = user;
    const { phone_number: phoneNumber = "", email = "" } = attributes;
    if (phoneNumber !== "" && attributes.phone_number_verified === "true") {
        const maskedDestination = `+${"*".repeat(Math.max(0, phoneNumber.length - 5))}${phoneNumber.slice(-4)}`;
        return { attribute: "phone_number", medium: "SMS", maskedDestination };
    }
    if (email !== "" && attributes.email_verified === "true") {
        const [name = "", domain = ""] = email.split("@");
        return {
            attribute: "email",
            medium: "EMAIL",
            maskedDestination: `${name.slice(0, 1)}***@${domain.slice(0, 1)}***`,
        };
    }
    throw invalidParameter(
        "Cannot reset password for the user as there is no registered/verified email or phone_number",
    );
}
