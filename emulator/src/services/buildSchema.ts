import { invalidParameter } from "../errors";
import type { SchemaAttribute } from "../model/createUserPoolRequest";
import { standardAttributes } from "./schema";

/** A pool's schema, by attribute name as users have it (`email`, `custom:team`). */
export type Schema = ReadonlyMap<string, SchemaAttribute & { readonly Name: string }>;

/**
 * The standard attributes, changed and extended by what CreateUserPool was given.
 * @throws EmulatorError InvalidParameterException for what AWS does not allow in a schema.
 */
export function buildSchema(requested: readonly SchemaAttribute[]): Schema {
    const schema = new Map<string, SchemaAttribute & { readonly Name: string }>();
    for (const attribute of standardAttributes) {
        schema.set(attribute.Name ?? "", { ...attribute, Name: attribute.Name ?? "" });
    }
    for (const attribute of requested) {
        const name = attribute.Name;
        if (name === undefined) {
            throw invalidParameter("Name is required for schema attributes.");
        }
        const standard = schema.get(name);
        if (standard !== undefined && !name.includes(":")) {
            schema.set(name, { ...standard, ...changesOf(attribute), Name: name });
            continue;
        }
        addCustom(schema, name, attribute);
    }
    return schema;
}

function changesOf(attribute: SchemaAttribute): SchemaAttribute {
    // A standard attribute keeps its data type: AWS refuses another one, the emulator leaves it as it is.
    const { AttributeDataType: _dataType, Name: _name, ...changes } = attribute;
    return changes;
}

function addCustom(
    schema: Map<string, SchemaAttribute & { Name: string }>,
    name: string,
    given: SchemaAttribute,
): void {
    if (given.Required === true) {
        throw invalidParameter("Required custom attributes are not supported currently.");
    }
    if (given.AttributeDataType === undefined) {
        throw invalidParameter("AttributeDataType is required for custom attributes.");
    }
    const fullName = given.DeveloperOnlyAttribute === true ? `dev:custom:${name}` : `custom:${name}`;
    if (schema.has(fullName)) {
        throw invalidParameter(`Attribute ${name} is defined more than once.`);
    }
    schema.set(fullName, {
        DeveloperOnlyAttribute: false,
        Mutable: true,
        Required: false,
        ...(given.AttributeDataType === "String" ? { StringAttributeConstraints: {} } : {}),
        ...(given.AttributeDataType === "Number" ? { NumberAttributeConstraints: {} } : {}),
        ...given,
        Name: fullName,
    });
}
