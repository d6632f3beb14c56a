import type { CsvPoolRules } from "../../../../provider/src/csv/types";
import { broughtValues } from "./broughtValues";

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
const many = Array.from({ length: 40 }, (_, index) => `user${index}`);
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
export function columnValues(column: string, pool: CsvPoolRules): readonly string[] {
    switch (column) {
        case "cognito:username":
            return usernamesOf(pool);
        case "email":
            return emails;
        case "phone_number":
            return phones;
        case "email_verified":
            return pool.autoVerifiedAttributes?.[0] === "phone_number"
                ? ["FALSE", "true"]
                : ["TRUE", "TRUE", "true", "True "];
        case "phone_number_verified":
            return pool.autoVerifiedAttributes?.[0] === "phone_number"
                ? ["TRUE", "tRue"]
                : ["TRUE", "FALSE", "FALSE", "fAlse"];
        case "cognito:mfa_enabled":
            return pool.mfaConfiguration === "ON" ? ["TRUE", "true"] : ["FALSE", "false", "FALSE"];
        case "birthdate":
            return ["12/10/1985", "02/29/2000", "", "01/01/0001"];
        case "updated_at":
            return ["1700000000", "0", "", "99999999999"];
        case "custom:level":
            return ["", "0", "-5", "100", "007", "42"];
        case "custom:flag":
            return ["", "TRUE", "false"];
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

const long = "0123456789abcdef".repeat(128);

/** Values that are seldom right anywhere. */
export const rareValues: readonly string[] = [
    "",
    " ",
    "\t",
    '"quoted"',
    '"',
    '""',
    '"half',
    'half"',
    '"a@example.com"',
    "a b",
    "a\tb",
    "\u00a0nbsp",
    "nbsp\u00a0",
    "a\u00a0b",
    "\u3000",
    "a\u2003",
    "\u200bzero",
    "zero\u200b",
    "\ufeffmark",
    "next\u0085",
    "bell\u0007",
    "del\u007f",
    "\u000bvt",
    "joined\u200dletters",
    "back\\",
    "back\\\\",
    "\\",
    "\\ ",
    "a\\\\\\,b",
    "\\\\,",
    "\\,",
    "a\\,",
    "0b9d1c7e-52a4-4f0e-9d55-0123456789aB",
    "0b9d1c7e-52a4-4f0e-9d550123456789ab",
    "faceboo\u212a_1",
    "GOOGLE_",
    "TRUE",
    "yes",
    "1",
    "tru",
    "truee",
    ...broughtValues,
    "+0155501",
    "a@b@c",
    "@a",
    "a@",
    "a@ b",
    '"a b"@c',
    '"a@b"@c',
    '""@c',
    "+",
    "+1234567890123456",
    "15550100",
    "+1 555",
    "+1555a",
    "02/30/2000",
    "13/01/2000",
    "00/10/2000",
    "1/1/2000",
    "2000-01-01",
    "02/29/1900",
    "12/10/85",
    "+5",
    "-1",
    "1.5",
    ".5",
    "5.",
    "1e3",
    "--1",
    "1700000000000",
    "100000000000",
    "101",
    "-6",
    "99999999999999999999",
    "x".repeat(128),
    "x".repeat(129),
    "ä".repeat(128),
    "😀".repeat(65),
    "😀".repeat(128),
    "😀".repeat(129),
    long,
    `${long}!`,
    "ä".repeat(1025),
    "ä".repeat(2049),
    "😀".repeat(4),
    "😀".repeat(5),
    "😀",
    "é",
    "12345678",
    "123456789",
    "1234567\\,",
    "12345678\\,",
];
