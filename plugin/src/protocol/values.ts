import { Struct } from "google-protobuf/google/protobuf/struct_pb";
import {
    asSecret,
    isPresent,
    secretSignature,
    signatureKey,
    unknownValue,
} from "pulumi-cognito-user-import/bin/native";

/** The properties of a resource, or arguments, as the protocol carries them. */
export type Values = Readonly<Record<string, unknown>>;

/** The engine's other sentinels for values that are not known yet, by type: bool, number, array, asset, archive, object. */
const typedUnknowns: readonly unknown[] = [
    "1c4a061d-8072-4f0a-a4cb-0ff528b18fe7",
    "3eeb2bf0-c639-47a8-9e75-3b44932eb421",
    "6a19a0b0-7e62-4c92-b797-7f8e31da9cc2",
    "030794c1-ac77-496b-92df-f27374a8bd58",
    "e48ece36-62e2-4504-bad9-02848725956a",
    "dd056dcd-154b-4c76-9bd3-c8f88648b5ff",
];

/**
 * Properties out of a message. A value that is not known yet, of whatever type, is the lifecycle's sentinel. Secrets are plain: see {@link withSecretsOf}.
 */
export function fromStruct(struct: Struct | undefined): Values {
    return plainOf(sentIn(struct));
}

/** Properties as they were sent: with the marks of secrets, and every sentinel. */
export function sentIn(struct: Struct | undefined): Values {
    return struct?.toJavaScript() ?? {};
}

/** The same as {@link fromStruct} has them. */
export function plainOf(sent: Values): Values {
    return plain(sent) as Values;
}

/** Properties for a message, which has no place for `undefined`. */
export function toStruct(values: object): Struct {
    return Struct.fromJavaScript(withoutUndefined(values) as Parameters<typeof Struct.fromJavaScript>[0]);
}

/**
 * Marks as secrets what comes back under the name of one. The engine does so itself for a plugin that takes no secrets, but gives such
 * a plugin no components.
 *
 * @param given what was sent, with its secrets marked
 */
export function withSecretsOf(given: Values, values: object): object {
    return Object.fromEntries(
        Object.entries(values).map(([name, value]: [string, unknown]) => {
            const before = given[name];
            if (isRecord(value) && isRecord(before)) {
                return [name, withSecretsOf(before, value)];
            }
            return [name, isPresent(value) && !isSecret(value) && holdsSecret(before) ? asSecret(value) : value];
        }),
    );
}

/** Whether it is an object, and no value of a kind of its own, such as an asset or a secret. */
function isRecord(value: unknown): value is Values {
    return typeof value === "object" && value !== null && !Array.isArray(value) && signatureOf(value) === undefined;
}

/** The properties that are secrets, or have one in them. */
export function secretNamesIn(given: Values): readonly string[] {
    return Object.keys(given).filter((name) => holdsSecret(given[name]));
}

function holdsSecret(value: unknown): boolean {
    return isSecret(value) || (typeof value === "object" && value !== null && Object.values(value).some(holdsSecret));
}

function plain(value: unknown): unknown {
    if (typedUnknowns.includes(value)) {
        return unknownValue;
    }
    if (typeof value !== "object" || value === null) {
        return value;
    }
    if (isSecret(value)) {
        return plain(value.value);
    }
    return Array.isArray(value)
        ? value.map(plain)
        : Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, plain(inner)]));
}

function withoutUndefined(value: unknown): unknown {
    if (typeof value !== "object" || value === null) {
        return value;
    }
    return Array.isArray(value)
        ? value.map((inner) => withoutUndefined(inner) ?? null)
        : Object.fromEntries(
              Object.entries(value)
                  .filter(([, inner]) => inner !== undefined)
                  .map(([name, inner]) => [name, withoutUndefined(inner)]),
          );
}

function isSecret(value: unknown): value is { readonly value: unknown } {
    return signatureOf(value) === secretSignature;
}

function signatureOf(value: unknown): unknown {
    return typeof value === "object" && value !== null ? (value as Values)[signatureKey] : undefined;
}
