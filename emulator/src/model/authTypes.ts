import { oneOf, string } from "./scalars";
import { list, map, required, structure } from "./shape";

/**
 * The types of signing in, as in AWS's model of cognito-idp 2016-04-18.
 * Captured 2026-11-21 from botocore 1.44.5 (`data/cognito-idp/2016-04-18/service-2.json`).
 */
const anyText = string({ min: 0, max: 131072 });
export const clientId = string({ min: 1, max: 128, pattern: "[\\w+]+", sensitive: true });
export const secretHash = string({ min: 1, max: 128, pattern: "[\\w+=/]+", sensitive: true });
export const password = string({ max: 256, pattern: "[\\S]+", sensitive: true });
export const confirmationCode = string({ min: 1, max: 2048, pattern: "[\\S]+" });
export const session = string({ min: 20, max: 4096, sensitive: true });
export const clientMetadata = map(anyText);
export const analyticsMetadata = structure({ AnalyticsEndpointId: anyText });
export const userContextData = structure({ IpAddress: anyText, EncodedData: anyText });
export const contextData = structure({
    IpAddress: required(anyText),
    ServerName: required(anyText),
    ServerPath: required(anyText),
    HttpHeaders: required(list(structure({ headerName: anyText, headerValue: anyText }))),
    EncodedData: anyText,
});
/** The value of an authentication parameter is never repeated in an error: it may be a password. */
export const authParameters = map(string({ min: 0, max: 131072, sensitive: true }));
export const authFlow = oneOf(
    "USER_SRP_AUTH",
    "REFRESH_TOKEN_AUTH",
    "REFRESH_TOKEN",
    "CUSTOM_AUTH",
    "ADMIN_NO_SRP_AUTH",
    "USER_PASSWORD_AUTH",
    "ADMIN_USER_PASSWORD_AUTH",
    "USER_AUTH",
);
