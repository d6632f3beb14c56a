import { checkLength, jsonType, serialization } from "./constraints";
import type { Shape } from "./shape";

/** Constraints of a string in AWS's model. */
export interface StringTraits {
    /** Shortest length in characters. */
    readonly min?: number;
    /** Longest length in characters. */
    readonly max?: number;
    /** AWS's regular expression; the whole value has to match. */
    readonly pattern?: string;
    /** AWS never repeats the value in an error. */
    readonly sensitive?: boolean;
}

/** A string. */
export function string(traits: StringTraits = {}): Shape<string> {
    const expression = traits.pattern === undefined ? undefined : new RegExp(`^(?:${traits.pattern})$`, "u");
    return {
        traits: { type: "string", ...traits },
        read(value, path, violations) {
            const text = asString(value);
            const member = { path, value: traits.sensitive === true ? undefined : text };
            if (expression?.test(text) === false) {
                const constraint = `Member must satisfy regular expression pattern: ${traits.pattern}`;
                violations.push({ ...member, constraint });
            }
            checkLength(text.length, traits, member, violations);
            return text;
        },
    };
}

/** A string out of a closed set. */
export function oneOf<const T extends string>(...values: readonly T[]): Shape<T> {
    return {
        traits: { type: "string", enum: values },
        read(value, path, violations) {
            const text = asString(value);
            if (!(values as readonly string[]).includes(text)) {
                const constraint = `Member must satisfy enum value set: [${values.join(", ")}]`;
                violations.push({ path, value: text, constraint });
            }
            return text as T;
        },
    };
}

/** A whole number; `min` and `max` are inclusive. */
export function integer(bounds: { readonly min?: number; readonly max?: number } = {}): Shape<number> {
    return {
        traits: { type: "integer", ...bounds },
        read(value, path, violations) {
            if (typeof value !== "number" || !Number.isSafeInteger(value)) {
                throw serialization(`${jsonType(value)} can not be converted to an Integer`);
            }
            const member = { path, value: String(value) };
            if (bounds.min !== undefined && value < bounds.min) {
                const constraint = `Member must have value greater than or equal to ${bounds.min}`;
                violations.push({ ...member, constraint });
            }
            if (bounds.max !== undefined && value > bounds.max) {
                violations.push({
                    ...member,
                    constraint: `Member must have value less than or equal to ${bounds.max}`,
                });
            }
            return value;
        },
    };
}

/** true or false. */
export function boolean(): Shape<boolean> {
    return {
        traits: { type: "boolean" },
        read(value) {
            if (typeof value !== "boolean") {
                throw serialization(`${jsonType(value)} can not be converted to a Boolean`);
            }
            return value;
        },
    };
}

function asString(value: unknown): string {
    if (typeof value !== "string") {
        throw serialization(`${jsonType(value)} can not be converted to a String`);
    }
    return value;
}
