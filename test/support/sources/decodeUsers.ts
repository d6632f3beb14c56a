import { scanCsv } from "../../../provider/src/csv/scanCsv";
import type { CsvAttributeRules } from "../../../provider/src/csv/types";
import { columnOfProperty, type UserProperty, type UserRecord } from "../../../provider/src/users/userRecord";

const propertyOfColumn = new Map<string, UserProperty>(
    (Object.keys(columnOfProperty) as UserProperty[]).map((property) => [columnOfProperty[property], property]),
);

/**
 * Reads users out of a CSV that has no errors; the inverse of `encodeUsers`.
 *
 * Values without the form of their column stay texts, or are left out if the property is not a text: inspect first.
 *
 * @param attributes the pool's schema, by which custom numbers and booleans are told from texts
 * @throws as `scanCsv` does
 */
export async function* decodeUsers(
    chunks: AsyncIterable<Uint8Array>,
    attributes?: ReadonlyMap<string, CsvAttributeRules>,
): AsyncGenerator<UserRecord> {
    let columns: readonly string[] | undefined;
    for await (const { values } of scanCsv(chunks)) {
        if (columns === undefined) {
            columns = values;
        } else {
            yield decodeUser(columns, values, attributes);
        }
    }
}

function decodeUser(
    columns: readonly string[],
    values: readonly string[],
    schema: ReadonlyMap<string, CsvAttributeRules> | undefined,
): UserRecord {
    const user: [string, string | number | boolean][] = [];
    const attributes: [string, string | number | boolean][] = [];
    columns.forEach((column, index) => {
        const value = values[index] ?? "";
        const property = propertyOfColumn.get(column);
        if (value === "") {
            return;
        }
        if (property === undefined) {
            attributes.push([column, decodeAttribute(value, schema?.get(column))]);
            return;
        }
        const decoded = decodeProperty(property, value);
        if (decoded !== undefined) {
            user.push([property, decoded]);
        }
    });
    return {
        username: "",
        ...Object.fromEntries(user),
        ...(attributes.length > 0 ? { attributes: Object.fromEntries(attributes) } : {}),
    };
}

function decodeProperty(property: UserProperty, value: string): string | number | boolean | undefined {
    switch (property) {
        case "emailVerified":
        case "phoneNumberVerified":
        case "mfaEnabled":
            return readBoolean(value);
        case "updatedAt":
            return Number.isFinite(Number(value)) ? Number(value) : undefined;
        case "birthdate":
            return decodeBirthdate(value) ?? value;
        default:
            return value;
    }
}

function decodeAttribute(value: string, rules: CsvAttributeRules | undefined): string | number | boolean {
    if (rules?.dataType === "Number" && Number.isFinite(Number(value))) {
        return Number(value);
    }
    return rules?.dataType === "Boolean" ? (readBoolean(value) ?? value) : value;
}

function readBoolean(value: string): boolean | undefined {
    return value === "TRUE" ? true : value === "FALSE" ? false : undefined;
}

function decodeBirthdate(value: string): string | undefined {
    const match = /^(\d\d)\/(\d\d)\/(\d{4})$/u.exec(value);
    return match === null ? undefined : `${match[3]}-${match[1]}-${match[2]}`;
}
