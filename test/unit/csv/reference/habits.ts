import { badHashes, goodHashes } from "./randomHashes";
import { many } from "./randomValues";

/** What most rows of a file may have in common. */
export const habits: readonly (readonly [string, readonly string[]])[] = [
    ["cognito:username", ["0b9d1c7e-52a4-4f0e-9d55-0123456789aB", "6fa0c9a2-1b58-4d0c-9f3e-2a7d5c8e1b40"]],
    ["cognito:username", many.map((name) => `${name}@example.com`)],
    ["cognito:username", many.map((name) => `Google_${name}`)],
    ["cognito:username", ["x".repeat(129), "😀".repeat(65), "a\u0007", "a\u200db", "a b", "Zoë", "zoë", "ZOË"]],
    ["cognito:mfa_enabled", ["TRUE", "FALSE", ""]],
    ["phone_number", ["+0155501", "+1234567890123456", "15550100"]],
    ["updated_at", ["1700000000000", "99999999999", "100000000000", "-1", "1e3"]],
    ["custom:team", ["😀", "r", "é", "12345678", "123456789", "😀😀😀😀😀"]],
    ["address", ["x".repeat(15_900), "ä".repeat(8_000), "x".repeat(16_000), "😀".repeat(15_900), "x".repeat(70_000)]],
    ["email", ["grace@example.com", "linus@example.com"]],
    ["phone_number", [""]],
    ["password_hash", badHashes],
    ["password_hash", Object.values(goodHashes).flat()],
];
