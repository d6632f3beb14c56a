/** A structure of the SDK's own schemas: kind, namespace, name, traits, members' names, their schemas, how many are required. */
type StructureSchema = readonly [number, string, string, unknown, readonly string[], readonly unknown[], number?];

const [listKind, mapKind, structureKind, operationKind] = [1, 2, 3, 9];

/** What the installed SDK sends and understands of one operation, as paths such as `UserAttributes[].Name`. */
export interface SdkOperation {
    readonly input: readonly string[];
    readonly requiredInput: readonly string[];
    readonly output: readonly string[];
}

/** The package of an SDK client: what it exports, by name. */
export type SdkPackage = Readonly<Record<string, unknown>>;

/** Every operation of the installed SDK's model. */
export function sdkOperations(sdk: SdkPackage): string[] {
    return Object.entries(sdk).flatMap(([name, schema]) =>
        name.endsWith("$") && Array.isArray(schema) && schema[0] === operationKind ? [name.slice(0, -1)] : [],
    );
}

/** Walks the installed SDK's schemas of one operation. */
export function sdkOperation(sdk: SdkPackage, operation: string): SdkOperation {
    const [, , , , input, output] = sdk[`${operation}$`] as readonly [number, string, string, number, unknown, unknown];
    const required = new Set<string>();
    return {
        input: walk(input, "", required),
        requiredInput: [...required].sort(),
        output: walk(output, "", new Set()),
    };
}

function walk(reference: unknown, path: string, required: Set<string>): string[] {
    const schema = typeof reference === "function" ? (reference as () => unknown)() : reference;
    if (typeof schema === "number") {
        // Bits 64 and 128 make a list or a map of what the lower ones say.
        const suffix = (schema & 64) !== 0 ? ["[]"] : (schema & 128) !== 0 ? ["{}"] : [];
        return [path, ...suffix.map((mark) => path + mark)];
    }
    if (schema === "unit") {
        return [];
    }
    if (!Array.isArray(schema)) {
        throw new Error(`unknown schema at ${path}`);
    }
    if (typeof schema[0] === "function") {
        // A reference with traits beside it.
        return walk(schema[0], path, required);
    }
    const kind = schema[0] as number;
    if (kind === listKind || kind === mapKind) {
        const member: unknown = schema.at(-1);
        return [path, ...walk(member, path + (kind === listKind ? "[]" : "{}"), required)];
    }
    if (kind !== structureKind) {
        return [path];
    }
    const [, , , , names, members, requiredCount = 0] = schema as unknown as StructureSchema;
    const inner = names.flatMap((name, index) => {
        const memberPath = path === "" ? name : `${path}.${name}`;
        if (index < requiredCount) {
            required.add(memberPath);
        }
        return walk(members[index], memberPath, required);
    });
    return path === "" ? inner.sort() : [path, ...inner];
}
