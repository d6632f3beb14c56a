import type { CsvPoolRules } from "../csv/types";
import { UserImportError } from "../errors/errors";
import type { PasswordHashingAlgorithm } from "../types";
import { passwordHashColumn } from "../users/standardColumns";
import { accessTo } from "./access";
import { type ColumnChoices, type OutColumn, poolColumns } from "./columnSources";
import { listOf } from "./mapping";

const hint = "Say in the mapping where it comes from";

/**
 * Makes sure that there is a source for everything that the pool needs, and that the mapping names only what is there.
 *
 * @throws UserImportError with all that is missing
 */
export function checkNeeds(
    choices: ColumnChoices,
    columns: readonly OutColumn[],
    algorithm: PasswordHashingAlgorithm | undefined,
): void {
    const missing = [
        ...unknownColumns(choices),
        ...unknownNames(choices),
        ...missingValues(choices.pool, columns),
        ...missingVerified(choices, columns),
        ...missingHashes(choices, algorithm),
    ];
    if (missing.length > 0) {
        throw new UserImportError("validation-failed", missing.join("\n"));
    }
}

function unknownColumns({ pool, mapping }: ColumnChoices): readonly string[] {
    const known = poolColumns(pool);
    return Object.keys(mapping.columns ?? {})
        .filter((name) => !known.includes(name))
        .map(
            (name) =>
                `The mapping has a column ${name}, which the pool does not have. Its columns are ${known.join(", ")}.`,
        );
}

function unknownNames({ mapping, header }: ColumnChoices): readonly string[] {
    return header === undefined
        ? []
        : mappedNames(mapping)
              .filter(([, name]) => accessTo(name, header) === undefined)
              .map(
                  ([place, name]) =>
                      `The mapping takes ${place} from ${name}, but the file has no such column. It has ${header.length} columns, by its first line.`,
              );
}

/** The names that the rules of columns take values from, by column. */
export function ruleNames(
    mapping: ColumnChoices["mapping"],
): readonly (readonly [column: string, names: readonly string[]])[] {
    return Object.entries(mapping.columns ?? {}).flatMap(([column, rule]) =>
        rule === null || (typeof rule === "object" && "value" in rule)
            ? []
            : [[column, listOf(typeof rule === "string" ? rule : rule.from)] as const],
    );
}

/** Every name of the source that a mapping has, and what it is for. */
function mappedNames(mapping: ColumnChoices["mapping"]): readonly (readonly [place: string, name: string])[] {
    return [
        ...ruleNames(mapping),
        ["password hashes", listOf(mapping.passwordHash?.from ?? [])] as const,
        ["groups", listOf(mapping.groups?.from ?? [])] as const,
    ].flatMap(([place, names]) => names.map((name) => [place, name] as const));
}

function missingValues(pool: CsvPoolRules, columns: readonly OutColumn[]): readonly string[] {
    return columns
        .filter(({ value }) => value === undefined)
        .flatMap(({ name }) => {
            if (name === "cognito:username") {
                return [`Nothing in the source gives the username. ${hint} (columns: cognito:username).`];
            }
            return pool.attributes?.get(name)?.required === true
                ? [`The pool requires ${name}, but nothing in the source gives it. ${hint} (columns: ${name}).`]
                : [];
        });
}

/** A job imports only users with an attribute that the pool verifies, and that is true. */
function missingVerified({ pool, mapping }: ColumnChoices, columns: readonly OutColumn[]): readonly string[] {
    const attributes = pool.autoVerifiedAttributes ?? ["email", "phone_number"];
    if (attributes.length === 0) {
        return [
            "The pool verifies neither email nor phone_number, so no import job can start. Set its auto-verified attributes.",
        ];
    }
    const columnOf = (name: string): OutColumn | undefined => columns.find((column) => column.name === name);
    const canBe = attributes.some((name) => {
        const flag = columnOf(`${name}_verified`);
        return (
            columnOf(name)?.value !== undefined && (flag?.rule !== undefined || mapping.verified?.[name] === "everyone")
        );
    });
    if (canBe) {
        return [];
    }
    const without = attributes.filter((name) => columnOf(name)?.value === undefined);
    const [first] = attributes;
    return without.length === attributes.length
        ? [
              `The pool imports only users with a verified ${attributes.join(" or ")}, but nothing in the source gives it. ${hint}.`,
          ]
        : [
              `The pool imports only users with a verified ${attributes.join(" or ")}, but nothing says whose is. Map ${first}_verified, or, if all of them have been verified, use --verified ${first}.`,
          ];
}

function missingHashes(
    { pool, mapping, preset, header }: ColumnChoices,
    algorithm: PasswordHashingAlgorithm | undefined,
): readonly string[] {
    if (algorithm === undefined) {
        return [];
    }
    if (pool.header !== undefined && pool.isHeaderDerived !== true && !pool.header.includes(passwordHashColumn)) {
        return [
            `GetCSVHeader does not list ${passwordHashColumn} for this pool. Pools on Cognito's older infrastructure cannot import password hashes.`,
        ];
    }
    if (mapping.passwordHash !== undefined) {
        return [];
    }
    if (preset?.hashesLost !== undefined) {
        return [`Hashes of ${preset.title} cannot be imported: ${preset.hashesLost}.`];
    }
    const isThere = preset !== undefined || header === undefined || accessTo(passwordHashColumn, header) !== undefined;
    return isThere
        ? []
        : [`Nothing in the source gives password hashes. Say in the mapping where they are (passwordHash).`];
}
