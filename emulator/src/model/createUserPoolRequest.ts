import { boolean, integer, oneOf, string } from "./scalars";
import { type Infer, list, map, opaqueStructure, required, structure } from "./shape";
import { emailMessage, friendlyName, smsMessage, userPoolId } from "./types";

const emailSubject = string({ min: 1, max: 140, pattern: "[\\p{L}\\p{M}\\p{S}\\p{N}\\p{P}\\s]+" });

const schemaAttribute = structure({
    Name: string({ min: 1, max: 20, pattern: "[\\p{L}\\p{M}\\p{S}\\p{N}\\p{P}]+" }),
    AttributeDataType: oneOf("String", "Number", "DateTime", "Boolean"),
    DeveloperOnlyAttribute: boolean(),
    Mutable: boolean(),
    Required: boolean(),
    NumberAttributeConstraints: structure({ MinValue: string(), MaxValue: string() }),
    StringAttributeConstraints: structure({ MinLength: string(), MaxLength: string() }),
});

const policies = structure({
    PasswordPolicy: structure({
        MinimumLength: integer({ min: 6, max: 99 }),
        RequireUppercase: boolean(),
        RequireLowercase: boolean(),
        RequireNumbers: boolean(),
        RequireSymbols: boolean(),
        PasswordHistorySize: integer({ min: 0, max: 24 }),
        TemporaryPasswordValidityDays: integer({ min: 0, max: 365 }),
    }),
    SignInPolicy: structure({
        AllowedFirstAuthFactors: list(oneOf("PASSWORD", "EMAIL_OTP", "SMS_OTP", "WEB_AUTHN", "SOFTWARE_TOKEN"), {
            min: 1,
            max: 5,
        }),
    }),
});

/** What can be given when a pool is made and changed later. What has no influence on users is kept as given. */
const changeable = {
    Policies: policies,
    DeletionProtection: oneOf("ACTIVE", "INACTIVE"),
    LambdaConfig: opaqueStructure(),
    AutoVerifiedAttributes: list(oneOf("phone_number", "email")),
    SmsVerificationMessage: smsMessage,
    EmailVerificationMessage: emailMessage,
    EmailVerificationSubject: emailSubject,
    VerificationMessageTemplate: opaqueStructure(),
    SmsAuthenticationMessage: smsMessage,
    MfaConfiguration: oneOf("OFF", "ON", "OPTIONAL"),
    UserAttributeUpdateSettings: opaqueStructure(),
    DeviceConfiguration: opaqueStructure(),
    EmailConfiguration: opaqueStructure(),
    SmsConfiguration: opaqueStructure(),
    UserPoolTags: map(string({ min: 0, max: 256 })),
    AdminCreateUserConfig: structure({
        AllowAdminCreateUserOnly: boolean(),
        UnusedAccountValidityDays: integer({ min: 0, max: 365 }),
        InviteMessageTemplate: opaqueStructure(),
    }),
    UserPoolAddOns: opaqueStructure(),
    AccountRecoverySetting: opaqueStructure(),
    DcrConfiguration: opaqueStructure(),
    KeyConfiguration: opaqueStructure(),
    IssuerConfiguration: opaqueStructure(),
    AcrConfiguration: map(opaqueStructure(), { min: 0, max: 4 }),
    UserPoolTier: oneOf("LITE", "ESSENTIALS", "PLUS"),
};

/** CreateUserPool's request. */
export const createUserPoolRequest = structure({
    PoolName: required(friendlyName),
    ...changeable,
    AliasAttributes: list(oneOf("phone_number", "email", "preferred_username")),
    UsernameAttributes: list(oneOf("phone_number", "email")),
    Schema: list(schemaAttribute, { min: 1, max: 50 }),
    UsernameConfiguration: structure({ CaseSensitive: required(boolean()) }),
});

/** UpdateUserPool's request. */
export const updateUserPoolRequest = structure({
    UserPoolId: required(userPoolId),
    PoolName: friendlyName,
    ...changeable,
});

/** What CreateUserPool is asked for. */
export type CreateUserPoolRequest = Infer<typeof createUserPoolRequest>;
/** What UpdateUserPool is asked for. */
export type UserPoolChanges = Omit<Infer<typeof updateUserPoolRequest>, "UserPoolId">;
/** One attribute of a pool's schema. */
export type SchemaAttribute = Infer<typeof schemaAttribute>;
