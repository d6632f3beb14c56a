import { invalidParameter } from "../errors";
import {
    analyticsMetadata,
    authFlow,
    authParameters,
    clientId,
    clientMetadata,
    session,
    userContextData,
} from "../model/authTypes";
import { required, structure } from "../model/shape";
import { findClient } from "../services/appClient";
import { signIn } from "../services/signIn";
import { target } from "./target";

const input = structure({
    AuthFlow: required(authFlow),
    AuthParameters: authParameters,
    ClientMetadata: clientMetadata,
    ClientId: required(clientId),
    AnalyticsMetadata: analyticsMetadata,
    UserContextData: userContextData,
    Session: session,
});

/**
 * USER_PASSWORD_AUTH only; no MFA: where the pool requires it, nobody signs in.
 * @see https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_InitiateAuth.html
 */
export const InitiateAuth = target(
    input,
    (services, request) => {
        const { pool, client } = findClient(services.pools, request.ClientId);
        if (request.AuthFlow.startsWith("ADMIN_")) {
            throw invalidParameter("Initiate Auth method not supported.");
        }
        return signIn(services, pool, client, request);
    },
    true,
);
