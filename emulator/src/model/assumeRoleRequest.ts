import { integer, string } from "./scalars";
import { type Infer, list, required, structure } from "./shape";

/**
 * Types of AWS STS 2011-06-15. Captured 2026-11-29 from botocore 1.44.5 (`data/sts/2011-06-15/service-2.json`); its patterns end at
 * `\u10FFFF`, which is no character in JavaScript, and stay as they are.
 */
const arn = string({
    min: 20,
    max: 2048,
    pattern: "[\\u0009\\u000A\\u000D\\u0020-\\u007E\\u0085\\u00A0-\\uD7FF\\uE000-\\uFFFD\\u10000-\\u10FFFF]+",
});
const policyPattern = "[\\u0009\\u000A\\u000D\\u0020-\\u00FF]+";
const tagKey = string({ min: 1, max: 128, pattern: "[\\p{L}\\p{Z}\\p{N}_.:/=+\\-@]+" });
const tagValue = string({ min: 0, max: 256, pattern: "[\\p{L}\\p{Z}\\p{N}_.:/=+\\-@]*" });

/** What both ways to assume a role have. */
const common = {
    RoleArn: required(arn),
    RoleSessionName: required(string({ min: 2, max: 64, pattern: "[\\w+=,.@-]*" })),
    PolicyArns: list(structure({ arn })),
    DurationSeconds: integer({ min: 900, max: 43200 }),
    MinimumSessionTokenSize: integer({ min: 0, max: 4096 }),
};

/** AssumeRole's request. */
export const assumeRoleRequest = structure({
    ...common,
    Policy: string({ min: 1, pattern: policyPattern }),
    Tags: list(structure({ Key: required(tagKey), Value: required(tagValue) }), { max: 50 }),
    TransitiveTagKeys: list(tagKey, { max: 50 }),
    ExternalId: string({ min: 2, max: 1224, pattern: "[\\w+=,.@:\\/-]*" }),
    SerialNumber: string({ min: 9, max: 256, pattern: "[\\w+=/:,.@-]*" }),
    TokenCode: string({ min: 6, max: 6, pattern: "[\\d]*" }),
    SourceIdentity: string({ min: 2, max: 64, pattern: "[\\w+=,.@-]*" }),
    ProvidedContexts: list(structure({ ProviderArn: arn, ContextAssertion: string({ min: 4, max: 2048 }) }), {
        min: 1,
        max: 5,
    }),
});

/** AssumeRoleWithWebIdentity's request. */
export const assumeRoleWithWebIdentityRequest = structure({
    ...common,
    Policy: string({ min: 1, max: 2048, pattern: policyPattern }),
    WebIdentityToken: required(string({ min: 4, max: 20000, sensitive: true })),
    ProviderId: string({ min: 4, max: 2048 }),
});

/** What AssumeRole is asked for. */
export type AssumeRoleRequest = Infer<typeof assumeRoleRequest>;
/** What AssumeRoleWithWebIdentity is asked for. */
export type AssumeRoleWithWebIdentityRequest = Infer<typeof assumeRoleWithWebIdentityRequest>;
