import { invalidParameter } from "../errors";
import { newSub } from "../ids";
import type { Schema } from "./schema";
import { addressKind, isEmail, isPhoneNumber, type SignInRules } from "./signInNames";
import type { User } from "./user";

/** What a pool says about its users. */
interface Pool {
    readonly schema: Schema;
    readonly signInRules: SignInRules;
}
type GivenAttributes = readonly { readonly Name: string; readonly Value?: string | undefined }[];

/**
 * The user that AdminCreateUser makes: FORCE_CHANGE_PASSWORD.
 * @throws EmulatorError InvalidParameterException for attributes that the pool does not take; without their values.
 */
export function newUser(username: string, given: GivenAttributes, pool: Pool, nowMs: number): User {
    const attributes = new Map(given.map(({ Name, Value }) => [Name, Value ?? ""]));
    const sub = newSub();
    const kinds = pool.signInRules.usernameAttributes;
    if (kinds.length > 0) {
        const kind = addressKind(username, kinds);
        if (kind === undefined) {
            throw invalidParameter(
                `Username should be ${kinds.length === 2 ? "either an email or a phone number" : describe(kinds[0])}.`,
            );
        }
        attributes.set(kind, username);
    }
    const alias = addressKind(username, pool.signInRules.aliasAttributes);
    if (alias !== undefined) {
        const form = alias === "email" ? "email" : "phone number";
        throw invalidParameter(
            `Username cannot be of ${form} format, since user pool is configured for ${form} alias.`,
        );
    }
    checkAttributes(attributes, pool);
    return {
        username: kinds.length > 0 ? sub : username,
        sub,
        status: "FORCE_CHANGE_PASSWORD",
        enabled: true,
        createdMs: nowMs,
        modifiedMs: nowMs,
        attributes: Object.fromEntries(attributes),
    };
}

function describe(kind: "email" | "phone_number" | undefined): string {
    return kind === "email" ? "an email" : "a phone number";
}

/**
 * Checks the attributes of a user against the pool's schema.
 * @throws EmulatorError InvalidParameterException, without the values.
 */
export function checkAttributes(attributes: ReadonlyMap<string, string>, pool: Pool): void {
    for (const [name, value] of attributes) {
        if (!pool.schema.has(name) || name === "sub") {
            const reason = name === "sub" ? "Attribute cannot be updated." : "Attribute does not exist in the schema.";
            throw invalidParameter(`Attributes did not conform to the schema: ${name}: ${reason}\n`);
        }
        if (name === "email" && value !== "" && !isEmail(value)) {
            throw invalidParameter("Invalid email address format.");
        }
        if (name === "phone_number" && value !== "" && !isPhoneNumber(value)) {
            throw invalidParameter("Invalid phone number format.");
        }
    }
    for (const [name, attribute] of pool.schema) {
        if (attribute.Required === true && name !== "sub" && (attributes.get(name) ?? "") === "") {
            throw invalidParameter(`Attributes did not conform to the schema: ${name}: The attribute is required\n`);
        }
    }
}
