/** A type as Pulumi's package schema has it: https://www.pulumi.com/docs/iac/extending-pulumi/schema/. */
export interface TypeSpec {
    readonly type?: "string" | "boolean" | "integer" | "number" | "array" | "object";
    readonly $ref?: string;
    readonly items?: TypeSpec;
    readonly additionalProperties?: TypeSpec;
    readonly oneOf?: readonly TypeSpec[];
}

export interface PropertySpec extends TypeSpec {
    readonly description?: string;
    readonly secret?: true;
}

export interface ObjectSpec {
    readonly description?: string;
    readonly properties: Readonly<Record<string, PropertySpec>>;
    readonly required: readonly string[];
}

/** An object type. Pulumi's CLI leaves an empty `required` out. */
export type ObjectType = Omit<ObjectSpec, "required"> & {
    readonly required?: readonly string[];
    readonly type: "object";
};

/** Texts of which one is given. */
export interface EnumSpec {
    readonly description?: string;
    readonly type: "string";
    readonly enum: readonly { readonly name?: string; readonly value: string }[];
}

export interface ResourceSpec {
    readonly description?: string;
    readonly isComponent?: true;
    readonly aliases?: readonly { readonly type: string }[];
    readonly inputProperties: ObjectSpec["properties"];
    readonly requiredInputs: readonly string[];
    readonly properties: ObjectSpec["properties"];
    readonly required: readonly string[];
}

export interface FunctionSpec {
    readonly description?: string;
    readonly inputs: ObjectSpec;
    readonly outputs: ObjectSpec;
}
