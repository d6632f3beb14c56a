import { boolean, oneOf, string } from "./scalars";
import { type Infer, required, structure } from "./shape";
import { emailMessage, roleArn, smsMessage, userPoolId } from "./types";

const region = string({ min: 5, max: 32 });

const smsConfiguration = structure({
    SnsCallerArn: string({ min: 0, max: 2048, pattern: `(${roleArn.traits.pattern})?` }),
    ExternalId: string(),
    SnsRegion: region,
    EumsSms: structure({
        CallerArn: required(roleArn),
        ExternalId: string(),
        OriginationIdentity: string(),
        ConfigurationSetName: string(),
        InEntityId: string(),
        InTemplateId: string(),
        Region: region,
    }),
});

/** SetUserPoolMfaConfig's request. */
export const setUserPoolMfaConfigRequest = structure({
    UserPoolId: required(userPoolId),
    SmsMfaConfiguration: structure({ SmsAuthenticationMessage: smsMessage, SmsConfiguration: smsConfiguration }),
    SoftwareTokenMfaConfiguration: structure({ Enabled: boolean() }),
    EmailMfaConfiguration: structure({
        Message: emailMessage,
        Subject: string({ pattern: "[\\p{L}\\p{M}\\p{S}\\p{N}\\p{P}\\s]+" }),
    }),
    MfaConfiguration: oneOf("OFF", "ON", "OPTIONAL"),
    WebAuthnConfiguration: structure({
        RelyingPartyId: string({ min: 1, max: 127 }),
        UserVerification: oneOf("required", "preferred"),
        FactorConfiguration: oneOf("SINGLE_FACTOR", "MULTI_FACTOR_WITH_USER_VERIFICATION"),
    }),
});

/** What SetUserPoolMfaConfig is asked for. */
export type MfaConfigChanges = Omit<Infer<typeof setUserPoolMfaConfigRequest>, "UserPoolId">;
/** The second factors of a pool, and its passkeys; what is absent is off. */
export type MfaFactors = Omit<MfaConfigChanges, "MfaConfiguration">;
