import type { UserPool } from "../pools/userPool";
import { isEmail, isPhoneNumber } from "../users/signInNames";
import { failures } from "./failures";
import { csvLimits } from "./format";

/** Whether a column holds true or false. */
export function isFlag(name: string): boolean {
    return name === "email_verified" || name === "phone_number_verified";
}

/** Whether a value means true. Assumed: in any case; AWS's guide has true, its example file TRUE. */
export function isTrue(value: string): boolean {
    return value.toLowerCase() === "true";
}

/** Why an attribute's value cannot be imported; `undefined`: it can. An empty value is valid if the pool requires none. */
export function attributeFailure(name: string, value: string, pool: UserPool): string | undefined {
    const attribute = pool.schema.get(name);
    if (attribute === undefined) {
        return failures.format(name);
    }
    if (value === "") {
        // An empty email_verified or phone_number_verified works as false.
        return attribute.Required === true && !isFlag(name) ? failures.required(name) : undefined;
    }
    if (value.length > csvLimits.valueCharacters) {
        return failures.tooLongValue(name);
    }
    if (!hasFormat(name, value, attribute.AttributeDataType)) {
        return failures.format(name);
    }
    if (attribute.AttributeDataType === "Number") {
        return numberFailure(name, value, attribute.NumberAttributeConstraints ?? {});
    }
    return lengthFailure(name, value, attribute.StringAttributeConstraints ?? {});
}

function hasFormat(name: string, value: string, dataType: string | undefined): boolean {
    switch (name) {
        case "email":
            return isEmail(value);
        case "phone_number":
            return isPhoneNumber(value);
        case "birthdate":
            return /^(?:0[1-9]|1[0-2])\/(?:0[1-9]|[12][0-9]|3[01])\/[0-9]{4}$/.test(value);
        default:
            return dataType !== "Boolean" || /^(?:true|false)$/i.test(value);
    }
}

function numberFailure(
    name: string,
    value: string,
    range: { readonly MinValue?: string | undefined; readonly MaxValue?: string | undefined },
): string | undefined {
    // Assumed: a sign and a fraction are valid, an exponent is not.
    if (!/^[+-]?[0-9]+(?:\.[0-9]+)?$/.test(value)) {
        return failures.notANumber(name);
    }
    const number = Number(value);
    const tooSmall = range.MinValue !== undefined && number < Number(range.MinValue);
    const tooLarge = range.MaxValue !== undefined && number > Number(range.MaxValue);
    return tooSmall || tooLarge ? failures.outOfRange(name) : undefined;
}

function lengthFailure(
    name: string,
    value: string,
    bounds: { readonly MinLength?: string | undefined; readonly MaxLength?: string | undefined },
): string | undefined {
    if (bounds.MinLength !== undefined && value.length < Number(bounds.MinLength)) {
        return failures.tooShortValue(name);
    }
    return bounds.MaxLength !== undefined && value.length > Number(bounds.MaxLength)
        ? failures.tooLongValue(name)
        : undefined;
}
