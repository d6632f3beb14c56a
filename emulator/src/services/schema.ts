import type { SchemaAttribute } from "../model/createUserPoolRequest";

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
export const standardAttributes: readonly SchemaAttribute[] = [
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
