import fc from "fast-check";
import type { UserRecord } from "../../../provider/src/users/userRecord";

/** Any text that the dialect can express, with many commas, quotes and backslashes. */
export const anyText = fc
    .string({
        unit: fc.oneof(
            fc.constantFrom(",", "\\", '"', " ", "'", ";", "é", "李", "😀"),
            fc.string({ minLength: 1, maxLength: 1, unit: "binary" }),
        ),
        minLength: 1,
        maxLength: 12,
    })
    .filter((text) => !/[\r\n\0]|^[\s\p{Z}\u0085\u200b]|[\s\p{Z}\u0085\u200b]$|\\,|\\$|\p{Surrogate}/u.test(text));
const text = fc.option(anyText, { nil: undefined });

const day = fc.date({ min: new Date("0001-01-01"), max: new Date("9999-12-31"), noInvalidDate: true });
/** Any user that the dialect can express, with up to three custom attributes. */
export const anyUser: fc.Arbitrary<UserRecord> = fc
    .record({
        username: anyText,
        name: text,
        givenName: text,
        nickname: text,
        email: text,
        emailVerified: fc.boolean(),
        birthdate: fc.option(
            day.map((date) => date.toISOString().slice(0, 10)),
            { nil: undefined },
        ),
        phoneNumberVerified: fc.boolean(),
        address: text,
        updatedAt: fc.option(fc.nat(), { nil: undefined }),
        mfaEnabled: fc.option(fc.boolean(), { nil: undefined }),
        passwordHash: text,
        attributes: fc.option(
            fc.record(
                { "custom:team": anyText, "custom:level": fc.integer(), "custom:flag": fc.boolean() },
                { requiredKeys: ["custom:team"], noNullPrototype: true },
            ),
            { nil: undefined },
        ),
    })
    .map((values) => Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as never);
