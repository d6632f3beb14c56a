import { once } from "node:events";
import { createWriteStream } from "node:fs";
import { finished } from "node:stream/promises";
import { standardColumns } from "../provider/src/users/standardColumns";

/** 22 columns: those of every pool and one custom attribute. */
export const columns = [...standardColumns, "custom:team"];

/** What DescribeUserPool says of a pool with rules for many columns. */
export const userPool = {
    UserPool: {
        SchemaAttributes: [
            ...standardColumns
                .filter((name) => !name.includes(":") && !name.endsWith("_verified") && name !== "updated_at")
                .map((name) => ({
                    Name: name,
                    AttributeDataType: "String",
                    Required: name === "email",
                    StringAttributeConstraints: { MinLength: "0", MaxLength: "2048" },
                })),
            { Name: "updated_at", AttributeDataType: "Number", NumberAttributeConstraints: { MinValue: "0" } },
            {
                Name: "custom:team",
                AttributeDataType: "String",
                StringAttributeConstraints: { MinLength: "1", MaxLength: "256" },
            },
        ],
        AutoVerifiedAttributes: ["email"],
        MfaConfiguration: "OPTIONAL",
        UsernameConfiguration: { CaseSensitive: false },
    },
};

const givenNames = ["Ada", "Grace", "Zoë", "Björn", "Мария", "Kofi", "Mei", "José", "Anna", "Tom"];
const familyNames = ["Lovelace", "Hopper", "Möbius", "Castle", "Иванова", "Ember", "Lin", "Müller", "Gray", "Stone"];
const towns = ["Springfield", "Shelbyville", "Rivertown", "Lakeside"];

/**
 * Writes a valid file of made-up people, the same each time.
 *
 * @param bytesPerRow about as many, from 180 up: addresses are padded
 */
export async function writeCsv(path: string, rows: number, bytesPerRow: number): Promise<void> {
    const stream = createWriteStream(path);
    let lines = `${columns.join(",")}\n`;
    for (let index = 0; index < rows; index++) {
        lines += `${line(index, bytesPerRow)}\n`;
        if (lines.length > 1 << 20) {
            if (!stream.write(lines)) {
                await once(stream, "drain");
            }
            lines = "";
        }
    }
    stream.end(lines);
    await finished(stream);
}

function line(index: number, bytesPerRow: number): string {
    const id = String(index).padStart(7, "0");
    const given = givenNames[index % 10] ?? "";
    const family = familyNames[Math.floor(index / 10) % 10] ?? "";
    const two = (number: number): string => String(number).padStart(2, "0");
    const before = `user${id},${given} ${family},${given},${family},,u${id},,,,,user${id}@example.com,TRUE,,`;
    const birthdate = `${two(1 + (index % 12))}/${two(1 + (index % 28))}/${1940 + (index % 70)}`;
    const address = `${1 + (index % 999)} Main Street\\, ${towns[index % 4] ?? ""}`;
    const after = `,${1_600_000_000 + index},FALSE,team-${index % 50}`;
    const start = `${before}${birthdate},Europe/Berlin,de-DE,+1555${id},FALSE,${address}`;
    return `${start}${padding(bytesPerRow - 1 - Buffer.byteLength(start) - after.length)}${after}`;
}

/** Words, as addresses have them. */
function padding(bytes: number): string {
    return " building"
        .repeat(Math.ceil(Math.max(0, bytes) / 9))
        .slice(0, Math.max(0, bytes))
        .trimEnd();
}
