import { checkLength, jsonType, serialization, type Violation } from "./constraints";

/** A type of AWS's model: takes a value out of JSON, or says what is wrong with it. */
export interface Shape<T> {
    /**
     * Returns the value with unknown members dropped; what is collected in `violations` makes it meaningless.
     * @throws EmulatorError SerializationException when the JSON type is wrong.
     */
    read(value: unknown, path: string, violations: Violation[]): T;
    /** The constraints as data, for tests that walk AWS's model. */
    readonly traits: Readonly<Record<string, unknown>>;
}

/** The TypeScript type that a shape yields. */
export type Infer<S> = S extends Shape<infer T> ? T : never;

/** A required member of a structure. */
export interface RequiredMember<T> {
    readonly required: Shape<T>;
}

type Member = Shape<unknown> | RequiredMember<unknown>;
type RequiredKeys<M> = { [K in keyof M]: M[K] extends RequiredMember<unknown> ? K : never }[keyof M];

/** The object type of a structure with members `M`. */
export type StructureOf<M> = {
    [K in RequiredKeys<M>]: M[K] extends RequiredMember<infer T> ? T : never;
} & { [K in Exclude<keyof M, RequiredKeys<M>>]?: Infer<M[K]> | undefined };

/** Marks a structure's member as required. */
export function required<T>(shape: Shape<T>): RequiredMember<T> {
    return { required: shape };
}

/** A structure: known members are read, unknown ones dropped (as AWS does), null counts as absent. */
export function structure<const M extends Readonly<Record<string, Member>>>(members: M): Shape<StructureOf<M>> {
    const entries = Object.entries<Member>(members);
    return {
        traits: { type: "structure", members },
        read(value, path, violations) {
            const source = asObject(value);
            const result: Record<string, unknown> = {};
            for (const [name, member] of entries) {
                const memberName = name.charAt(0).toLowerCase() + name.slice(1);
                const memberPath = path === "" ? memberName : `${path}.${memberName}`;
                const given = Object.hasOwn(source, name) ? source[name] : undefined;
                if (given !== undefined && given !== null) {
                    const shape = "required" in member ? member.required : member;
                    result[name] = shape.read(given, memberPath, violations);
                } else if ("required" in member) {
                    violations.push({ path: memberPath, value: "null", constraint: "Member must not be null" });
                }
            }
            return result as StructureOf<M>;
        },
    };
}

/** A list; `min` and `max` bound its length. */
export function list<T>(member: Shape<T>, bounds: { readonly min?: number; readonly max?: number } = {}): Shape<T[]> {
    return {
        traits: { type: "list", member, ...bounds },
        read(value, path, violations) {
            if (!Array.isArray(value)) {
                throw serialization(`${jsonType(value)} can not be converted to a List`);
            }
            checkLength(value.length, bounds, { path, value: "[]" }, violations);
            return value.map((item: unknown, index) => member.read(item, `${path}.${index + 1}.member`, violations));
        },
    };
}

/** A map from strings to `member`; `min` and `max` bound its size. */
export function map<T>(
    member: Shape<T>,
    bounds: { readonly min?: number; readonly max?: number } = {},
): Shape<Record<string, T>> {
    return {
        traits: { type: "map", member, ...bounds },
        read(value, path, violations) {
            const entries = Object.entries(asObject(value));
            checkLength(entries.length, bounds, { path, value: "{}" }, violations);
            // fromEntries defines own properties: a key such as __proto__ stays a key.
            return Object.fromEntries(
                entries.map(([key, item]) => [key, member.read(item, `${path}.${key}`, violations)]),
            );
        },
    };
}

/** A structure that the emulator keeps and gives back without looking inside. */
export function opaqueStructure(): Shape<Readonly<Record<string, unknown>>> {
    return { traits: { type: "structure", opaque: true }, read: asObject };
}

function asObject(value: unknown): Readonly<Record<string, unknown>> {
    if (typeof value !== "object" || value === null || Array.isArray(value)) {
        throw serialization(`${jsonType(value)} can not be converted to a Structure`);
    }
    return value as Readonly<Record<string, unknown>>;
}
