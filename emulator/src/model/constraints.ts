import { EmulatorError } from "../errors";

/** What is wrong with one member of a request, in the words of AWS's validation. */
export interface Violation {
    /** The member in AWS's spelling, such as `userAttributes.1.member.name`. */
    readonly path: string;
    /** The value as AWS would show it; `undefined` for sensitive members, whose value AWS leaves out. */
    readonly value: string | undefined;
    /** Such as `Member must not be null`. */
    readonly constraint: string;
}

/** A JSON value of the wrong type: AWS refuses the request before it validates it. */
export function serialization(message: string): EmulatorError {
    return new EmulatorError("SerializationException", message);
}

/** The name that AWS's messages have for a JSON value's type. */
export function jsonType(value: unknown): string {
    if (typeof value === "string") {
        return "STRING_VALUE";
    }
    if (typeof value === "number") {
        return Number.isInteger(value) ? "NUMBER_VALUE" : "DECIMAL_VALUE";
    }
    if (typeof value === "boolean") {
        return value ? "TRUE_VALUE" : "FALSE_VALUE";
    }
    if (value === null) {
        return "NULL_VALUE";
    }
    return Array.isArray(value) ? "START_ARRAY" : "START_OBJECT";
}

/** Checks a length against its bounds, both inclusive. */
export function checkLength(
    length: number,
    bounds: { readonly min?: number; readonly max?: number },
    member: Pick<Violation, "path" | "value">,
    violations: Violation[],
): void {
    if (bounds.min !== undefined && length < bounds.min) {
        const constraint = `Member must have length greater than or equal to ${bounds.min}`;
        violations.push({ ...member, constraint });
    }
    if (bounds.max !== undefined && length > bounds.max) {
        violations.push({ ...member, constraint: `Member must have length less than or equal to ${bounds.max}` });
    }
}

/** AWS's one message for all violations of a request. */
export function describeViolations(violations: readonly Violation[]): string {
    const count = `${violations.length} validation error${violations.length === 1 ? "" : "s"} detected: `;
    const parts = violations.map(({ path, value, constraint }) => {
        const shown = value === undefined || value === "null" ? (value ?? "") : `'${value}'`;
        return `Value ${shown}${shown === "" ? "" : " "}at '${path}' failed to satisfy constraint: ${constraint}`;
    });
    return count + parts.join("; ");
}
