import type { ColumnKind } from "../columnPlan";

/** The kinds, each at its number: bytes tell them apart where every row is looked at. */
export const kindsInOrder: readonly ColumnKind[] = [
    ...(["text", "username", "email", "phone", "emailVerified", "phoneVerified", "mfa"] as const),
    ...(["birthdate", "updatedAt", "number", "otherType", "passwordHash"] as const),
];

export const text = 0;
export const username = 1;
export const email = 2;
export const phone = 3;
export const emailVerified = 4;
export const phoneVerified = 5;
export const mfa = 6;
export const birthdate = 7;
export const updatedAt = 8;
export const number = 9;
export const otherType = 10;
export const passwordHash = 11;
