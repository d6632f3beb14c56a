import { randomId } from "../ids";
import { createUserPoolClientRequest } from "../model/createUserPoolClientRequest";
import { appClientType } from "./responses";
import { target } from "./target";

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
