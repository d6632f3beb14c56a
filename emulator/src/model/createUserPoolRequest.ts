import { boolean, integer, oneOf, string } from "./scalars";
import { type Infer, list, map, opaqueStructure, required, structure } from "./shape";
import { friendlyName } from "./types";

const text = "[\\p{L}\\p{M}\\p{S}\\p{N}\\p{P}\\s*]*";
const emailMessage = string({ min: 6, max: 20000, pattern: `${text}\\{####\\}${text}` });
const emailSubject = string({ min: 1, max: 140, pattern: "[\\p{L}\\p{M}\\p{S}\\p{N}\\p{P}\\s]+" });
const smsMessage = string({ min: 6, max: 140, pattern: ".*\\{####\\}.*" });

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
    SignInPolicy: opaqueStructure(),
});

/** CreateUserPool's request. What has no influence on users and imports is kept as given and given back. */
export const createUserPoolRequest = structure({
    PoolName: required(friendlyName),
    Policies: policies,
    DeletionProtection: oneOf("ACTIVE", "INACTIVE"),
    LambdaConfig: opaqueStructure(),
    AutoVerifiedAttributes: list(oneOf("phone_number", "email")),
    AliasAttributes: list(oneOf("phone_number", "email", "preferred_username")),
    UsernameAttributes: list(oneOf("phone_number", "email")),
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
    UserPoolTags: map(string()),
    AdminCreateUserConfig: structure({
        AllowAdminCreateUserOnly: boolean(),
        UnusedAccountValidityDays: integer({ min: 0, max: 365 }),
        InviteMessageTemplate: opaqueStructure(),
    }),
    Schema: list(schemaAttribute, { min: 1, max: 50 }),
    UserPoolAddOns: opaqueStructure(),
    UsernameConfiguration: structure({ CaseSensitive: required(boolean()) }),
    AccountRecoverySetting: opaqueStructure(),
    UserPoolTier: oneOf("LITE", "ESSENTIALS", "PLUS"),
});

/** What CreateUserPool is asked for. */
export type CreateUserPoolRequest = Infer<typeof createUserPoolRequest>;
/** One attribute of a pool's schema. */
export type SchemaAttribute = Infer<typeof schemaAttribute>;
