import { boolean, integer, oneOf, string } from "./scalars";
import { type Infer, list, opaqueStructure, required, structure } from "./shape";
import { friendlyName, userPoolId } from "./types";

const redirectUrl = string({ min: 1, max: 1024, pattern: "[\\p{L}\\p{M}\\p{S}\\p{N}\\p{P}]+" });
const timeUnit = oneOf("seconds", "minutes", "hours", "days");
const attributes = list(string({ min: 1, max: 2048 }));

/** CreateUserPoolClient's request. What has no influence on signing in is kept as given and given back. */
export const createUserPoolClientRequest = structure({
    UserPoolId: required(userPoolId),
    ClientName: required(friendlyName),
    GenerateSecret: boolean(),
    ClientSecret: string({ min: 24, max: 64, pattern: "[\\w+]+", sensitive: true }),
    RefreshTokenValidity: integer({ min: 0, max: 315360000 }),
    AccessTokenValidity: integer({ min: 1, max: 86400 }),
    IdTokenValidity: integer({ min: 1, max: 86400 }),
    TokenValidityUnits: structure({ AccessToken: timeUnit, IdToken: timeUnit, RefreshToken: timeUnit }),
    ReadAttributes: attributes,
    WriteAttributes: attributes,
    ExplicitAuthFlows: list(
        oneOf(
            "ADMIN_NO_SRP_AUTH",
            "CUSTOM_AUTH_FLOW_ONLY",
            "USER_PASSWORD_AUTH",
            "ALLOW_ADMIN_USER_PASSWORD_AUTH",
            "ALLOW_CUSTOM_AUTH",
            "ALLOW_USER_PASSWORD_AUTH",
            "ALLOW_USER_SRP_AUTH",
            "ALLOW_REFRESH_TOKEN_AUTH",
            "ALLOW_USER_AUTH",
            "ALLOW_TOKEN_EXCHANGE_DELEGATION",
            "ALLOW_TOKEN_EXCHANGE_IMPERSONATION",
        ),
    ),
    SupportedIdentityProviders: list(string({ min: 1, max: 32, pattern: "[\\p{L}\\p{M}\\p{S}\\p{N}\\p{P}\\p{Z}]+" })),
    CallbackURLs: list(redirectUrl, { min: 0, max: 100 }),
    LogoutURLs: list(redirectUrl, { min: 0, max: 100 }),
    DefaultRedirectURI: redirectUrl,
    AllowedOAuthFlows: list(oneOf("code", "implicit", "client_credentials"), { min: 0, max: 3 }),
    AllowedOAuthScopes: list(string({ min: 1, max: 256, pattern: "[\\x21\\x23-\\x5B\\x5D-\\x7E]+" }), { max: 50 }),
    AllowedOAuthFlowsUserPoolClient: boolean(),
    AnalyticsConfiguration: opaqueStructure(),
    PreventUserExistenceErrors: oneOf("LEGACY", "ENABLED"),
    EnableTokenRevocation: boolean(),
    EnablePropagateAdditionalUserContextData: boolean(),
    AuthSessionValidity: integer({ min: 3, max: 15 }),
    RefreshTokenRotation: opaqueStructure(),
});

/** What CreateUserPoolClient is asked for. */
export type CreateUserPoolClientRequest = Infer<typeof createUserPoolClientRequest>;
