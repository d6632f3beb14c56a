import type { CsvPoolRules } from "../../../../provider/src/csv/types";
import { goodHashes } from "./randomHashes";
import type { RandomJob } from "./randomJob";

const texts = [
    "",
    "",
    "Ada",
    "Ada Lovelace",
    "Möbius",
    "李雷",
    "Мария",
    "12 Main St\\, Springfield",
    " padded ",
    'the "best"',
    "a\\b",
    "😀😀",
];
const usernames = [
    "ada",
    "Ada",
    "ADA",
    "grace",
    "grace.hopper",
    "linus\\,t",
    "zoë",
    "ZOË",
    "李雷",
    "a@example.com",
    "+15550100",
    "google_1",
    "google-1",
    "Facebook_12",
    "signInWithApple_001234.abc",
    "loginwithamazon_a@b",
    "latin_",
    " ada",
];
/** Usernames that differ. */
export const many = Array.from({ length: 40 }, (_, index) => `user${index}`);
const emails = [
    "a@example.com",
    "A@example.com",
    "A.B+c@example.org",
    "ada@example.com",
    "ü@example.com",
    '"a b"@example.com',
];
const phones = ["+15550100123", "+4915550100", "+1", "", "", ""];

/** Values of a column, most of them good. */
export function columnValues(column: string, { pool, passwordHashingAlgorithm }: RandomJob): readonly string[] {
    const isVerifiedByPhone = pool.autoVerifiedAttributes?.[0] === "phone_number";
    switch (column) {
        case "cognito:username":
            return usernamesOf(pool);
        case "email":
            return emails;
        case "phone_number":
            return phones;
        case "email_verified":
            return isVerifiedByPhone ? ["FALSE", "", "true"] : ["TRUE", "TRUE", "true", "True "];
        case "phone_number_verified":
            return isVerifiedByPhone ? ["TRUE", "tRue"] : ["TRUE", "FALSE", "", "", "fAlse"];
        case "cognito:mfa_enabled":
            return pool.mfaConfiguration === "ON" ? ["TRUE", "true", ""] : ["FALSE", "false", ""];
        case "password_hash":
            return passwordHashingAlgorithm === undefined
                ? ["", "", "", "anything"]
                : ["", ...goodHashes[passwordHashingAlgorithm]];
        case "birthdate":
            return ["12/10/1985", "02/29/2000", "", "01/01/0001"];
        case "updated_at":
            return ["1700000000", "0", "", "99999999999"];
        case "custom:level":
            return ["", "0", "-5", "100", "007", "42"];
        case "custom:flag":
            return ["", "", "", "", "", "", "", "", "TRUE", "false"];
        default:
            return texts;
    }
}

function usernamesOf({ usernameAttributes }: CsvPoolRules): readonly string[] {
    const [form] = usernameAttributes ?? [];
    if (form === "email") {
        return many.map((name) => `${name}@example.com`);
    }
    return form === "phone_number" ? many.map((_, index) => `+1555${index}`) : [...usernames, ...many];
}
