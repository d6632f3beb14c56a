import { parseArgs } from "node:util";
import type { CsvProblemCode } from "../csv/problems/csvProblemCodes";
import { normalCodes, reasonAgainstIgnoring } from "../csv/problems/ignoredCodes";
import { isUserPoolId } from "../resource/resourceId";
import { type PasswordHashingAlgorithm, passwordHashingAlgorithms } from "../types";
import { CommandError } from "./command";
import { type ImportFileOptions, readImportFileOptions } from "./importFileOptions";

/** What `validate` was asked to do. */
export interface ValidateOptions {
    readonly command: "validate";
    readonly files: readonly string[];
    readonly format: "text" | "json";
    readonly maxProblems: number;
    /** File with what DescribeUserPool answered. */
    readonly userPoolFile: string | undefined;
    readonly userPoolId: string | undefined;
    /** The algorithm that the job will name; `undefined`: none. */
    readonly passwordHashingAlgorithm: PasswordHashingAlgorithm | undefined;
    /** Codes of problems to ignore. */
    readonly ignoreProblems: readonly CsvProblemCode[];
}

/** What the command was asked to do. */
export type CommandOptions = ValidateOptions | ImportFileOptions | { readonly command: "help" | "version" };

/** The options of each command. */
const optionsOf = {
    validate: ["user-pool", "user-pool-id", "format", "max-problems", "password-hashing-algorithm", "ignore"],
    "import-file": ["name", "source", "component", "aws"],
} as const;

/**
 * Reads the arguments.
 *
 * @throws CommandError if they are wrong, with what to write instead
 */
export function readOptions(args: readonly string[]): CommandOptions {
    const { values, positionals } = parse(args);
    if (values.help === true) {
        return { command: "help" };
    }
    if (values.version === true) {
        return { command: "version" };
    }
    const [command, ...files] = positionals;
    if (command !== "validate" && command !== "import-file") {
        throw usage(
            command === undefined
                ? "A command is missing. Use validate or import-file."
                : "This command does not exist. Use validate or import-file.",
        );
    }
    const foreign = Object.keys(values).find((name) => !(optionsOf[command] as readonly string[]).includes(name));
    if (foreign !== undefined) {
        throw usage(`${command} has no option --${foreign}.`);
    }
    return command === "validate" ? readValidateOptions(files, values) : readImportFileOptions(files, values);
}

function readValidateOptions(files: readonly string[], values: WrittenValues): ValidateOptions {
    if (files.length === 0) {
        throw usage("A FILE to validate is missing. Give its path, or - for standard input.");
    }
    const userPoolFile = values["user-pool"];
    const userPoolId = values["user-pool-id"];
    if (userPoolFile !== undefined && userPoolId !== undefined) {
        throw usage("Use --user-pool or --user-pool-id, not both.");
    }
    if (userPoolId !== undefined && !isUserPoolId(userPoolId)) {
        throw usage("--user-pool-id must be the id of a user pool, such as eu-west-1_AbCdEfGhI.");
    }
    return {
        command: "validate",
        files,
        format: readFormat(values.format),
        maxProblems: readMaxProblems(values["max-problems"]),
        userPoolFile,
        userPoolId,
        passwordHashingAlgorithm: readAlgorithm(values["password-hashing-algorithm"]),
        ignoreProblems: readCodes(values.ignore ?? []),
    };
}

type WrittenValues = ReturnType<typeof parseStrictly>["values"];

function parse(args: readonly string[]): ReturnType<typeof parseStrictly> {
    try {
        return parseStrictly(args);
    } catch (error) {
        // Node's text names the option, and the first sentence is all that a reader needs.
        throw usage((error as Error).message.replace(/\.\s.*$/su, "."));
    }
}

function parseStrictly(args: readonly string[]) {
    return parseArgs({
        args: [...args],
        allowPositionals: true,
        options: {
            "user-pool": { type: "string" },
            "user-pool-id": { type: "string" },
            format: { type: "string" },
            "max-problems": { type: "string" },
            "password-hashing-algorithm": { type: "string" },
            ignore: { type: "string", multiple: true },
            name: { type: "string" },
            source: { type: "string" },
            component: { type: "boolean" },
            aws: { type: "string" },
            help: { type: "boolean", short: "h" },
            version: { type: "boolean" },
        },
    });
}

function readFormat(format: string | undefined): "text" | "json" {
    if (format !== undefined && format !== "text" && format !== "json") {
        throw usage("--format must be text or json.");
    }
    return format ?? "text";
}

function readMaxProblems(written: string | undefined): number {
    if (written !== undefined && !/^\d{1,15}$/u.test(written)) {
        throw usage("--max-problems must be a whole number, 0 or more.");
    }
    return written === undefined ? 20 : Number(written);
}

function readAlgorithm(written: string | undefined): PasswordHashingAlgorithm | undefined {
    const algorithm = passwordHashingAlgorithms.find((name) => name === written);
    if (written !== undefined && algorithm === undefined) {
        throw usage(`--password-hashing-algorithm must be one of ${passwordHashingAlgorithms.join(", ")}.`);
    }
    return algorithm;
}

/** Each option may have several codes, with commas between them. */
function readCodes(written: readonly string[]): readonly CsvProblemCode[] {
    const codes = written.flatMap((list) => list.split(",").map((code) => code.trim()));
    const reason = reasonAgainstIgnoring(codes);
    if (reason !== undefined) {
        throw usage(`--ignore: ${reason}.`);
    }
    return normalCodes(codes);
}

function usage(message: string): CommandError {
    return new CommandError(message, true);
}
