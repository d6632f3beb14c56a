import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { FixedRule, Mapping, PhoneRule, SourceRule } from "../../../provider/src/convert/mapping";
import { parseMapping } from "../../../provider/src/convert/readMapping";
import { passwordHashingAlgorithms } from "../../../provider/src/types";

/** A part of the schema, as far as it is looked at here. */
interface Part {
    readonly properties?: Readonly<Record<string, Part>>;
    readonly enum?: readonly string[];
    readonly oneOf?: readonly Part[];
}

const schema = JSON.parse(
    readFileSync(join(__dirname, "../../../provider/convert-mapping.schema.json"), "utf8"),
) as Part & { readonly definitions: { readonly column: Part } };

/** Every property of every type: one that is added does not compile without its place here. */
const phone: Required<PhoneRule> = { countryCode: "49", trunkPrefix: "0" };
const fixed: Required<FixedRule> = { value: "red" };
const source: Required<SourceRule> = {
    from: ["born", "birthday"],
    join: " ",
    lowercase: true,
    default: "none",
    phone,
    date: "dd.mm.yyyy",
    trueWhen: ["yes", 1, true],
};
const verified: Required<NonNullable<Mapping["verified"]>> = { email: "everyone", phone_number: "everyone" };
const passwordHash: Required<NonNullable<Mapping["passwordHash"]>> = { from: "hash", algorithm: "BCRYPT" };
const groups: Required<NonNullable<Mapping["groups"]>> = { from: ["roles"], separator: "|" };
const columns: Mapping["columns"] = { email: "mail", birthdate: source, "custom:team": fixed, locale: null };
const mapping: Required<Mapping> = { records: "people", columns, verified, passwordHash, groups };

function namesOf(value: object | undefined): string[] {
    return Object.keys(value ?? {}).toSorted((one, other) => one.localeCompare(other));
}

describe("the schema of mappings", () => {
    it("takes everything that the type has", () => {
        assert.deepEqual(parseMapping(JSON.stringify(mapping), "it"), mapping);
        for (const algorithm of passwordHashingAlgorithms) {
            const other: Mapping = { passwordHash: { from: "hash", algorithm } };
            assert.deepEqual(parseMapping(JSON.stringify(other), "it"), other);
        }
    });

    it("has nothing that the type has not", () => {
        const { properties = {}, definitions } = schema;
        const part = (name: string): Part | undefined => properties[name];
        const [fixedPart, sourcePart] = (definitions.column.oneOf ?? []).filter((part) => part.properties);

        assert.deepEqual(
            namesOf(properties).filter((name) => name !== "$schema"),
            namesOf(mapping),
        );
        assert.deepEqual(namesOf(part("verified")?.properties), namesOf(verified));
        assert.deepEqual(namesOf(part("passwordHash")?.properties), namesOf(passwordHash));
        assert.deepEqual(
            part("passwordHash")?.properties?.algorithm?.enum?.toSorted(),
            [...passwordHashingAlgorithms].toSorted(),
        );
        assert.deepEqual(namesOf(part("groups")?.properties), namesOf(groups));
        assert.deepEqual(namesOf(fixedPart?.properties), namesOf(fixed));
        assert.deepEqual(namesOf(sourcePart?.properties), namesOf(source));
        assert.deepEqual(namesOf(sourcePart?.properties?.phone?.properties), namesOf(phone));
    });

    it("refuses what the type refuses", () => {
        for (const wrong of [
            { columns: { email: { form: "mail" } } },
            { columns: { email: { from: "mail", value: "x" } } },
            { verified: { email: "some" } },
            { passwordHash: { from: "hash" } },
            { groups: {} },
            { other: 1 },
        ]) {
            assert.throws(() => parseMapping(JSON.stringify(wrong), "it"), /^UserImportError: it is not a mapping: /u);
        }
    });
});
