import { Struct } from "google-protobuf/google/protobuf/struct_pb";
import { secretSignature, signatureKey, unknownValue } from "pulumi-cognito-user-import/bin/native";

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
 * Properties out of a message. A value that is not known yet, of whatever type, is the lifecycle's sentinel. Secrets are plain: the
 * engine unwraps them itself, but for those in the arguments of a provider, of a component and of a function.
 */
export function fromStruct(struct: Struct | undefined): Values {
    return plain(struct?.toJavaScript() ?? {}) as Values;
}

/** Properties for a message, which has no place for `undefined`. */
export function toStruct(values: object): Struct {
    return Struct.fromJavaScript(withoutUndefined(values) as Parameters<typeof Struct.fromJavaScript>[0]);
}

function plain(value: unknown): unknown {
    if (typedUnknowns.includes(value)) {
        return unknownValue;
    }
    if (typeof value !== "object" || value === null) {
        return value;
    }
    if (Array.isArray(value)) {
        return value.map(plain);
    }
    const { [signatureKey]: signature, value: inner } = value as Values;
    return signature === secretSignature
        ? plain(inner)
        : Object.fromEntries(Object.entries(value).map(([name, part]) => [name, plain(part)]));
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
