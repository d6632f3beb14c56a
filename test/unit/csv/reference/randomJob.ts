import type { CsvProblemCode } from "../../../../provider/src/csv/problems/csvProblemCodes";
import type { CsvAttributeRules, CsvPoolRules } from "../../../../provider/src/csv/types";
import { type PasswordHashingAlgorithm, passwordHashingAlgorithms } from "../../../../provider/src/types";
import type { Chance } from "./chance";
import { type ReferenceCode, referenceCodes } from "./referenceCodes";

/** Everything that the inspection of a file is told. */
export interface RandomJob {
    readonly pool: CsvPoolRules;
    readonly passwordHashingAlgorithm?: PasswordHashingAlgorithm;
    readonly ignoreProblems: readonly CsvProblemCode[];
    readonly limits: { readonly maxRows?: number };
}

/** The columns that every pool has. */
export const standard =
    "cognito:username,name,given_name,family_name,middle_name,nickname,preferred_username,profile,picture,website,email,email_verified,gender,birthdate,zoneinfo,locale,phone_number,phone_number_verified,address,updated_at,cognito:mfa_enabled".split(
        ",",
    );

/** Those, and custom attributes. */
export const customised = [...standard, "custom:team", "custom:level", "custom:flag"];

/** A pool, known or not, a job with an algorithm or without, and what a user has ignored. */
export function randomJob(chance: Chance): RandomJob {
    const codes = Object.keys(referenceCodes) as ReferenceCode[];
    const ignored = chance.once(3) ? Array.from({ length: 1 + chance.below(20) }, () => chance.of(codes)) : [];
    return {
        pool: randomPool(chance),
        ...(chance.once(2) && { passwordHashingAlgorithm: chance.of(passwordHashingAlgorithms) }),
        ignoreProblems: ignored,
        limits: chance.once(9) ? { maxRows: 2 } : {},
    };
}

function randomPool(chance: Chance): CsvPoolRules {
    if (chance.once(4)) {
        return {};
    }
    return {
        ...(chance.once(4) ? {} : { header: chance.once(2) ? customised : [...customised, "password_hash"] }),
        ...(chance.once(4) ? { isHeaderDerived: true } : {}),
        attributes: randomSchema(chance),
        autoVerifiedAttributes: chance.of([
            ["email"],
            ["email"],
            ["phone_number"],
            ["email", "phone_number"],
            ...(chance.once(4) ? [[]] : []),
        ] as const),
        mfaConfiguration: chance.of(["OFF", "ON", "OPTIONAL"] as const),
        ...chance.of([{}, {}, { mfaContacts: ["phone_number"] }, { mfaContacts: ["email", "phone_number"] }] as const),
        ...chance.of([
            {},
            { usernameAttributes: [], aliasAttributes: [] },
            { aliasAttributes: ["email"] },
            { aliasAttributes: ["phone_number", "email"] },
            { usernameAttributes: ["email"] },
            { usernameAttributes: ["phone_number"] },
            { usernameAttributes: ["email", "phone_number"] },
        ] as const),
        ...chance.of([{}, { caseSensitiveUsernames: true }, { caseSensitiveUsernames: false }]),
    };
}

function randomSchema(chance: Chance): ReadonlyMap<string, CsvAttributeRules> {
    const lengths = chance.of([
        {},
        { minLength: 2, maxLength: 8 },
        { minLength: 0, maxLength: 2048 },
        { minLength: 1 },
    ]);
    return new Map<string, CsvAttributeRules>([
        ["email", { dataType: "String", required: chance.once(2), minLength: 0, maxLength: 2048 }],
        ["phone_number", { dataType: "String", required: chance.once(9), minLength: 0, maxLength: 2048 }],
        ["phone_number_verified", { dataType: "Boolean", required: chance.once(9) }],
        ["name", { dataType: "String", required: chance.once(4), minLength: 0, maxLength: 2048 }],
        ["updated_at", { dataType: "Number", required: false, minValue: 0 }],
        ["custom:team", { dataType: "String", required: chance.once(9), ...lengths }],
        ["custom:level", { dataType: "Number", required: false, minValue: -5, maxValue: 100 }],
        ["custom:flag", { dataType: chance.of(["Boolean", "DateTime"] as const), required: false }],
    ]);
}
