import {
    AdminInitiateAuthCommand,
    type CognitoIdentityProviderClient,
    CreateUserPoolClientCommand,
    type CreateUserPoolClientCommandInput,
    InitiateAuthCommand,
} from "@aws-sdk/client-cognito-identity-provider";

/** Made up for tests; a password that keeps every pool's policy. */
export const newPassword = "Str0ng-enough!";

/** An app client that may send passwords; returns its id. */
export async function createClient(
    cognito: CognitoIdentityProviderClient,
    poolId: string,
    settings: Partial<CreateUserPoolClientCommandInput> = {},
): Promise<string> {
    const command = new CreateUserPoolClientCommand({
        UserPoolId: poolId,
        ClientName: "app",
        ExplicitAuthFlows: ["ALLOW_USER_PASSWORD_AUTH", "ALLOW_ADMIN_USER_PASSWORD_AUTH"],
        ...settings,
    });
    return (await cognito.send(command)).UserPoolClient?.ClientId ?? "";
}

/** The sign-in of a user by USER_PASSWORD_AUTH. */
export function passwordSignIn(
    clientId: string,
    username: string,
    password: string,
    more: Record<string, string> = {},
): InitiateAuthCommand {
    const AuthParameters = { USERNAME: username, PASSWORD: password, ...more };
    return new InitiateAuthCommand({ ClientId: clientId, AuthFlow: "USER_PASSWORD_AUTH", AuthParameters });
}

/** The sign-in of a user by ADMIN_USER_PASSWORD_AUTH. */
export function adminSignIn(
    poolId: string,
    clientId: string,
    username: string,
    password: string,
): AdminInitiateAuthCommand {
    return new AdminInitiateAuthCommand({
        UserPoolId: poolId,
        ClientId: clientId,
        AuthFlow: "ADMIN_USER_PASSWORD_AUTH",
        AuthParameters: { USERNAME: username, PASSWORD: password },
    });
}
