import { invalidParameter } from "../errors";
import type { SchemaAttribute } from "../model/createUserPoolRequest";

/** A pool's schema, by attribute name as users have it (`email`, `custom:team`). */
export type Schema = ReadonlyMap<string, SchemaAttribute & { readonly Name: string }>;

function text(name: string, minLength = "0", maxLength = "2048"): SchemaAttribute {
    return {
        Name: name,
        AttributeDataType: "String",
        DeveloperOnlyAttribute: false,
        Mutable: true,
        Required: false,
        StringAttributeConstraints: { MinLength: minLength, MaxLength: maxLength },
    };
}

function flag(name: string): SchemaAttribute {
    return {
        Name: name,
        AttributeDataType: "Boolean",
        DeveloperOnlyAttribute: false,
        Mutable: true,
        Required: false,
    };
}

/**
 * The attributes that every pool has, in the order in which AWS lists them.
 * Captured 2026-11-21 from the AWS CLI's create-user-pool example (awscli 1.45.11, `awscli/examples/cognito-idp`).
 */
const standardAttributes: readonly SchemaAttribute[] = [
    { ...text("sub", "1"), Mutable: false, Required: true },
    ...["name", "given_name", "family_name", "middle_name", "nickname", "preferred_username", "profile"].map((name) =>
        text(name),
    ),
    text("picture"),
    text("website"),
    text("email"),
    flag("email_verified"),
    text("gender"),
    text("birthdate", "10", "10"),
    text("zoneinfo"),
    text("locale"),
    text("phone_number"),
    flag("phone_number_verified"),
    text("address"),
    {
        Name: "updated_at",
        AttributeDataType: "Number",
        DeveloperOnlyAttribute: false,
        Mutable: true,
        Required: false,
        NumberAttributeConstraints: { MinValue: "0" },
    },
];

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
