import type { CsvAttributeRules, CsvPoolRules } from "../../../../provider/src/csv/types";
import { Chance } from "./chance";
import { columnValues, rareValues } from "./randomValues";

const standard =
    "cognito:username,name,given_name,family_name,middle_name,nickname,preferred_username,profile,picture,website,email,email_verified,gender,birthdate,zoneinfo,locale,phone_number,phone_number_verified,address,updated_at,cognito:mfa_enabled".split(
        ",",
    );
const poolHeader = [...standard, "custom:team", "custom:level", "custom:flag"];

/** A file, valid or not, and a pool, known or not. */
export function randomFile(seed: number): { file: Buffer; pool: CsvPoolRules } {
    const chance = new Chance(seed);
    const pool = randomPool(chance);
    const header = randomHeader(chance, pool);
    const lines = [randomHeaderLine(chance, header)];
    const spoilt = chance.of([0, 0, 1, 3]);
    for (let row = chance.below(6); row > 0; row--) {
        lines.push(randomRow(chance, header, pool, spoilt));
    }
    if (chance.once(8)) {
        lines.splice(chance.below(lines.length + 1), 0, chance.of(["", " \t", ",,,", "\t,", "x"]));
    }
    const lineEnd = chance.of(["\n", "\n", "\r\n"]);
    const text = (chance.once(30) ? "\ufeff" : "") + lines.join(lineEnd) + (chance.once(4) ? "" : lineEnd);
    return { file: spoilBytes(chance, Buffer.from(text)), pool };
}

function randomPool(chance: Chance): CsvPoolRules {
    if (chance.once(4)) {
        return {};
    }
    const lengths = chance.of([
        {},
        { minLength: 2, maxLength: 8 },
        { minLength: 0, maxLength: 2048 },
        { minLength: 1 },
    ]);
    return {
        ...(chance.once(4) ? {} : { header: poolHeader }),
        ...(chance.once(4) ? { isHeaderDerived: true } : {}),
        attributes: new Map<string, CsvAttributeRules>([
            ["email", { dataType: "String", required: chance.once(2), minLength: 0, maxLength: 2048 }],
            ["phone_number_verified", { dataType: "Boolean", required: chance.once(9) }],
            ["name", { dataType: "String", required: chance.once(4), minLength: 0, maxLength: 2048 }],
            ["updated_at", { dataType: "Number", required: false, minValue: 0 }],
            ["custom:team", { dataType: "String", required: chance.once(9), ...lengths }],
            ["custom:level", { dataType: "Number", required: false, minValue: -5, maxValue: 100 }],
            ["custom:flag", { dataType: chance.of(["Boolean", "DateTime"] as const), required: false }],
        ]),
        autoVerifiedAttributes: chance.of([
            ["email"],
            ["email"],
            ["phone_number"],
            ["email", "phone_number"],
            [],
        ] as const),
        mfaConfiguration: chance.of(["OFF", "ON", "OPTIONAL"] as const),
        ...chance.of([
            { usernameAttributes: [] },
            { usernameAttributes: [] },
            { aliasAttributes: ["email"] },
            { aliasAttributes: ["phone_number", "email"] },
            { usernameAttributes: ["email"] },
            { usernameAttributes: ["phone_number"] },
            { usernameAttributes: ["email", "phone_number"] },
        ] as const),
        ...chance.of([{}, {}, { mfaContacts: ["phone_number"] }, { mfaContacts: ["email", "phone_number"] }] as const),
        ...chance.of([{}, { caseSensitiveUsernames: true }, { caseSensitiveUsernames: false }]),
    };
}

function randomHeader(chance: Chance, pool: CsvPoolRules): string[] {
    const header = [...(pool.header ?? chance.of([standard, poolHeader]))];
    if (chance.once(3)) {
        const [moved = ""] = header.splice(chance.below(header.length), 1);
        header.splice(chance.below(header.length + 1), 0, moved);
    }
    return header;
}

function randomHeaderLine(chance: Chance, header: string[]): string {
    const names = [...header];
    const at = chance.below(names.length);
    const name = names[at] ?? "";
    switch (chance.below(40)) {
        case 0:
            names.splice(at, 1);
            break;
        case 1:
            names.push(
                chance.of([
                    name,
                    "",
                    "unknown",
                    "custom:new",
                    "dev:custom:x",
                    "my_password",
                    "cognito:hash",
                    "custom:a b",
                    "sub",
                    "cognito:groups",
                    "UserStatus",
                    "created_at",
                    "password",
                ]),
            );
            break;
        case 2:
            names[at] = chance.of([
                name.toUpperCase(),
                ` ${name}`,
                `${name}\t`,
                `"${name}"`,
                ` "${name}"`,
                name.replaceAll("_", " "),
                name.replace("cognito:", ""),
                "\u00a0email",
                "",
            ]);
            break;
        case 3:
            return chance.of([
                "",
                " \t",
                "ada,ada@example.com",
                '"',
                names.map((one) => `"${one}"`).join(","),
                ",",
                "sep=;",
                names.join(";"),
                names.join("\t"),
            ]);
        default:
            break;
    }
    return names.join(",");
}

function randomRow(chance: Chance, header: readonly string[], pool: CsvPoolRules, spoilt: number): string {
    const values = header.map((column) => chance.of(columnValues(column, pool)));
    const [form] = pool.usernameAttributes ?? [];
    if (form !== undefined && !chance.once(5)) {
        values[header.indexOf(form)] = values[header.indexOf("cognito:username")] ?? "";
    }
    if (pool.aliasAttributes !== undefined && !chance.once(3)) {
        values[header.indexOf("email")] = `user${chance.below(1000)}@example.com`;
    }
    for (let times = spoilt; times > 0; times--) {
        const at = chance.below(values.length);
        values[at] = chance.once(3) ? chance.of(rareValues) : chance.of(columnValues(chance.of(header), pool));
    }
    if (spoilt > 0 && chance.once(12)) {
        values.splice(chance.below(values.length), chance.below(2), ...(chance.once(2) ? [chance.of(rareValues)] : []));
    }
    return values.join(",");
}

const strangeBytes = [
    "\0",
    "\r",
    "\n",
    "\r\n",
    '"',
    "\\",
    "\\,",
    ",",
    "\xff",
    "\xc3",
    "\xe2\x80",
    " ",
    "\t",
    "\xc2\xa0",
];

function spoilBytes(chance: Chance, bytes: Buffer): Buffer {
    if (!chance.once(6)) {
        return bytes;
    }
    const at = chance.below(bytes.length + 1);
    const strange = Buffer.from(chance.of(strangeBytes), "latin1");
    return Buffer.concat([bytes.subarray(0, at), strange, bytes.subarray(at + chance.below(2))]);
}
