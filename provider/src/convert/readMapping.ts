import { readFile } from "node:fs/promises";
import { join } from "node:path";
import Ajv, { type ErrorObject } from "ajv";
import { LineCounter, parseDocument } from "yaml";
import { UserImportError } from "../errors/errors";
import { reasonOfErrno } from "../errors/fileError";
import type { Mapping } from "./mapping";

/** Beside `bin/` as beside `src/`. */
const schemaPath = join(__dirname, "../../convert-mapping.schema.json");

/**
 * The mapping in a file of YAML or JSON, checked by the schema.
 *
 * @throws UserImportError where it cannot be read, or is not as the schema has it, with the line or the place
 */
export async function readMapping(path: string): Promise<Mapping> {
    let text: string;
    try {
        text = await readFile(path, "utf8");
    } catch (error) {
        throw invalid(`${path} cannot be read: ${reasonOfErrno(error)}.`);
    }
    return parseMapping(text, path);
}

/** As `readMapping`, of a text. JSON is YAML too. */
export function parseMapping(text: string, name: string): Mapping {
    const lines = new LineCounter();
    const document = parseDocument(text.replace(/^\ufeff/u, ""), { lineCounter: lines, prettyErrors: false });
    const [problem] = document.errors;
    if (problem !== undefined) {
        throw invalid(`${name} is not YAML or JSON: see line ${lines.linePos(problem.pos[0]).line}.`);
    }
    const mapping: unknown = document.toJS({ maxAliasCount: 0 });
    const objection = objectionTo(mapping);
    if (objection !== undefined) {
        throw invalid(`${name} is not a mapping: ${objection}`);
    }
    return mapping as Mapping;
}

/** What is wrong with a mapping by the schema, as a sentence; `undefined`: nothing. */
export function objectionTo(mapping: unknown): string | undefined {
    const schema = require(schemaPath) as object;
    const validate = new Ajv({ allErrors: true, allowUnionTypes: true, strictTypes: false }).compile(schema);
    if (validate(mapping)) {
        return undefined;
    }
    // The deepest one says most: above it are the choices that did not fit either.
    const errors = [...(validate.errors ?? [])].sort((one, other) => rank(other) - rank(one));
    return errors[0] === undefined ? "it does not fit." : sentenceOf(errors[0]);
}

function rank({ instancePath, keyword }: ErrorObject): number {
    return 2 * instancePath.split("/").length + (["additionalProperties", "enum", "pattern"].includes(keyword) ? 1 : 0);
}

function sentenceOf({ instancePath, keyword, params, message }: ErrorObject): string {
    const place = instancePath.split("/").slice(1).map(unescaped).join(".");
    const at = place === "" ? "It" : place;
    switch (keyword) {
        case "additionalProperties":
            return `${at} has no ${String(params.additionalProperty)}.`;
        case "enum":
            return `${at} must be ${(params.allowedValues as readonly unknown[]).join(" or ")}.`;
        case "required":
            return `${at} needs ${String(params.missingProperty)}.`;
        case "propertyNames":
            return `${at} cannot have ${String(params.propertyName)}. Password hashes belong in passwordHash.`;
        default:
            return `${at} ${message ?? "is wrong"}.`;
    }
}

function unescaped(part: string): string {
    return part.replaceAll("~1", "/").replaceAll("~0", "~");
}

function invalid(message: string): UserImportError {
    return new UserImportError("config-invalid", message);
}
