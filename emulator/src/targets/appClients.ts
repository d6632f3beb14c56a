import { resourceNotFound } from "../errors";
import { randomId } from "../ids";
import { clientId } from "../model/authTypes";
import { createUserPoolClientRequest } from "../model/createUserPoolClientRequest";
import { required, structure } from "../model/shape";
import { userPoolId } from "../model/types";
import type { AppClient } from "../pools/appClient";
import { epochSeconds, target } from "./target";

/** @see https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_CreateUserPoolClient.html */
export const CreateUserPoolClient = target(createUserPoolClientRequest, ({ pools, clock }, request) => {
    const pool = pools.get(request.UserPoolId);
    const { GenerateSecret, ClientSecret, ...settings } = request;
    const client = {
        id: randomId(26).toLowerCase(),
        secret: ClientSecret ?? (GenerateSecret === true ? randomId(51).toLowerCase() : undefined),
        settings,
        createdMs: clock.now(),
    };
    pools.addClient(pool, client);
    return { UserPoolClient: appClientType(client) };
});

const describeUserPoolClientInput = structure({ UserPoolId: required(userPoolId), ClientId: required(clientId) });

/** @see https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_DescribeUserPoolClient.html */
export const DescribeUserPoolClient = target(describeUserPoolClientInput, ({ pools }, request) => {
    const client = pools.get(request.UserPoolId).clients.get(request.ClientId);
    if (client === undefined) {
        throw resourceNotFound(`User pool client ${request.ClientId} does not exist.`);
    }
    return { UserPoolClient: appClientType(client) };
});

/** UserPoolClientType. */
function appClientType(client: AppClient): object {
    return {
        RefreshTokenValidity: 30,
        AllowedOAuthFlowsUserPoolClient: false,
        EnableTokenRevocation: true,
        EnablePropagateAdditionalUserContextData: false,
        AuthSessionValidity: 3,
        ...client.settings,
        ClientId: client.id,
        ClientSecret: client.secret,
        CreationDate: epochSeconds(client.createdMs),
        LastModifiedDate: epochSeconds(client.createdMs),
    };
}
