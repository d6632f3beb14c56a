import { resourceNotFound } from "../errors";
import { clientId } from "../model/authTypes";
import { required, structure } from "../model/shape";
import { userPoolId } from "../model/types";
import { appClientType } from "./responses";
import { target } from "./target";

const input = structure({ UserPoolId: required(userPoolId), ClientId: required(clientId) });

/** @see https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_DescribeUserPoolClient.html */
export const DescribeUserPoolClient = target(input, ({ pools }, request) => {
    const client = pools.get(request.UserPoolId).clients.get(request.ClientId);
    if (client === undefined) {
        throw resourceNotFound(`User pool client ${request.ClientId} does not exist.`);
    }
    return { UserPoolClient: appClientType(client) };
});
