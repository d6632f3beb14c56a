import { notAuthorized } from "../errors";
import { analyticsMetadata, clientId, clientMetadata, secretHash, userContextData } from "../model/authTypes";
import { required, structure } from "../model/shape";
import { username } from "../model/types";
import { checkSecretHash, findClient, findSigningIn } from "../services/appClient";
import { codeDeliveryTo } from "../services/codeDelivery";
import { target } from "./target";

const input = structure({
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
    input,
    ({ pools, clock, messages, journal }, request) => {
        const { pool, client } = findClient(pools, request.ClientId);
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
    true,
);
