import { headerWithCustomColumns } from "../users/standardColumns";
import type { CsvAttributeRules, CsvPoolRules } from "./types";

/** What DescribeUserPool answers of a pool, as far as a CSV has to do with it. */
export interface DescribedUserPool {
    readonly SchemaAttributes?: readonly DescribedAttribute[] | undefined;
    readonly AutoVerifiedAttributes?: readonly string[] | undefined;
    readonly MfaConfiguration?: string | undefined;
    readonly UsernameAttributes?: readonly string[] | undefined;
    readonly AliasAttributes?: readonly string[] | undefined;
    readonly EstimatedNumberOfUsers?: number | undefined;
    readonly UsernameConfiguration?: { readonly CaseSensitive?: boolean | undefined } | undefined;
}

/** What GetUserPoolMfaConfig answers of a pool, as far as a CSV has to do with it. */
export interface DescribedMfaConfig {
    /** Its SmsConfiguration is there where text messages are sent. */
    readonly SmsMfaConfiguration?: { readonly SmsConfiguration?: object | undefined } | undefined;
    /** There where e-mails are sent. */
    readonly EmailMfaConfiguration?: object | undefined;
    readonly SoftwareTokenMfaConfiguration?: { readonly Enabled?: boolean | undefined } | undefined;
}

/** One attribute of the schema in DescribeUserPool's answer. */
export interface DescribedAttribute {
    readonly Name?: string | undefined;
    readonly AttributeDataType?: string | undefined;
    readonly Required?: boolean | undefined;
    readonly StringAttributeConstraints?:
        | { readonly MinLength?: string | undefined; readonly MaxLength?: string | undefined }
        | undefined;
    readonly NumberAttributeConstraints?:
        | { readonly MinValue?: string | undefined; readonly MaxValue?: string | undefined }
        | undefined;
}

/**
 * The rules that a pool has for a CSV.
 *
 * Assumed: without AutoVerifiedAttributes the pool verifies nothing, as DescribeUserPool leaves an empty list out; without
 * UsernameConfiguration it is not known whether case matters in usernames.
 *
 * @param header what GetCSVHeader returns; `undefined`: derived from the schema
 * @param mfaConfig what GetUserPoolMfaConfig answers; `undefined`: not known
 * @see https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_UserPoolType.html
 */
export function poolRulesFromUserPool(
    userPool: DescribedUserPool,
    header?: readonly string[],
    mfaConfig?: DescribedMfaConfig,
): CsvPoolRules {
    const schema = userPool.SchemaAttributes ?? [];
    const custom = schema.flatMap(({ Name }) => (Name !== undefined && /^(custom|dev):/u.test(Name) ? [Name] : []));
    const mfaConfiguration = knownOf(userPool.MfaConfiguration, ["OFF", "ON", "OPTIONAL"] as const);
    const mfaContacts = mfaConfiguration === "ON" && mfaConfig !== undefined ? mfaContactsOf(mfaConfig) : [];
    const caseSensitive = isCaseSensitive(userPool);
    return {
        header: header ?? headerWithCustomColumns(custom),
        isHeaderDerived: header === undefined,
        attributes: new Map(schema.flatMap((one) => (one.Name === undefined ? [] : [[one.Name, attributeRules(one)]]))),
        autoVerifiedAttributes: contactsOf(userPool.AutoVerifiedAttributes),
        usernameAttributes: contactsOf(userPool.UsernameAttributes),
        aliasAttributes: contactsOf(userPool.AliasAttributes),
        ...(mfaContacts.length === 0 ? {} : { mfaContacts }),
        ...(mfaConfiguration === undefined ? {} : { mfaConfiguration }),
        ...(caseSensitive === undefined ? {} : { caseSensitiveUsernames: caseSensitive }),
    };
}

/** Whether `Ada` and `ada` are two users of a pool; `undefined`: DescribeUserPool does not say. */
export function isCaseSensitive(userPool: DescribedUserPool): boolean | undefined {
    return userPool.UsernameConfiguration?.CaseSensitive;
}

/** None where an authenticator app can be set up at the first sign-in. */
function mfaContactsOf(config: DescribedMfaConfig): readonly ("email" | "phone_number")[] {
    if (config.SoftwareTokenMfaConfiguration?.Enabled === true) {
        return [];
    }
    return [
        ...(config.SmsMfaConfiguration?.SmsConfiguration === undefined ? [] : (["phone_number"] as const)),
        ...(config.EmailMfaConfiguration === undefined ? [] : (["email"] as const)),
    ];
}

function attributeRules(attribute: DescribedAttribute): CsvAttributeRules {
    const length = attribute.StringAttributeConstraints;
    const value = attribute.NumberAttributeConstraints;
    return {
        dataType:
            knownOf(attribute.AttributeDataType, ["String", "Number", "DateTime", "Boolean"] as const) ?? "String",
        required: attribute.Required ?? false,
        ...bound("minLength", length?.MinLength),
        ...bound("maxLength", length?.MaxLength),
        ...bound("minValue", value?.MinValue),
        ...bound("maxValue", value?.MaxValue),
    };
}

/** The schema writes its bounds as texts; one that is not a number sets no bound. */
function bound<Name extends string>(name: Name, written: string | undefined): Partial<Record<Name, number>> {
    const number = written === undefined || written.trim() === "" ? Number.NaN : Number(written);
    return Number.isNaN(number) ? {} : ({ [name]: number } as Record<Name, number>);
}

function contactsOf(names: readonly string[] | undefined): readonly ("email" | "phone_number")[] {
    return (names ?? []).flatMap((name) => knownOf(name, ["email", "phone_number"] as const) ?? []);
}

function knownOf<Known extends string>(value: string | undefined, known: readonly Known[]): Known | undefined {
    return known.find((candidate) => candidate === value);
}
