import { invalidParameter, resourceNotFound } from "../errors";
import {
    analyticsMetadata,
    authFlow,
    authParameters,
    clientId,
    clientMetadata,
    contextData,
    session,
    userContextData,
} from "../model/authTypes";
import { required, structure } from "../model/shape";
import { userPoolId } from "../model/types";
import { signIn } from "../signIn/signIn";
import { target } from "./target";

const initiateAuthInput = structure({
    AuthFlow: required(authFlow),
    AuthParameters: authParameters,
    ClientMetadata: clientMetadata,
    ClientId: required(clientId),
    AnalyticsMetadata: analyticsMetadata,
    UserContextData: userContextData,
    Session: session,
});

/**
 * Only USER_PASSWORD_AUTH. There is no MFA: where the pool requires it, nobody can sign in.
 * @see https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_InitiateAuth.html
 */
export const InitiateAuth = target(
    initiateAuthInput,
    (services, request) => {
        const { pool, client } = services.accounts.findClient(request.ClientId);
        if (request.AuthFlow.startsWith("ADMIN_")) {
            throw invalidParameter("Initiate Auth method not supported.");
        }
        return signIn(services, pool, client, request);
    },
    { isPublic: true },
);

const adminInitiateAuthInput = structure({
    UserPoolId: required(userPoolId),
    ClientId: required(clientId),
    AuthFlow: required(authFlow),
    AuthParameters: authParameters,
    ClientMetadata: clientMetadata,
    AnalyticsMetadata: analyticsMetadata,
    ContextData: contextData,
    Session: session,
});

/**
 * Only the flows that send the password. There is no MFA: where the pool requires it, nobody can sign in.
 * @see https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_AdminInitiateAuth.html
 */
export const AdminInitiateAuth = target(adminInitiateAuthInput, (services, request) => {
    const pool = services.pools.get(request.UserPoolId);
    const client = pool.clients.get(request.ClientId);
    if (client === undefined) {
        throw resourceNotFound(`User pool client ${request.ClientId} does not exist.`);
    }
    return signIn(services, pool, client, request);
});
