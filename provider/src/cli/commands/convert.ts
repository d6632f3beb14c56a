import { type Command, Option } from "commander";
import { isEncoding } from "../../convert/encodings";
import { type PresetName, presetNames } from "../../convert/presets/presets";
import { type PasswordHashingAlgorithm, passwordHashingAlgorithms } from "../../types";
import { type CommandDefinition, usageError } from "../command";
import type { ConvertOptions } from "../convertOptions";
import { checkUserPoolId, collectList } from "../optionParsers";

/** The options as commander hands them over. */
interface WrittenOptions {
    readonly output?: string;
    readonly userPool?: string;
    readonly userPoolId?: string;
    readonly preset?: PresetName;
    readonly mapping?: string;
    readonly verified?: readonly string[];
    readonly passwordHashingAlgorithm?: PasswordHashingAlgorithm;
    readonly rejected?: string;
    readonly groups?: string;
    readonly separator?: string;
    readonly encoding?: string;
    readonly allowRejected?: boolean;
    readonly force?: boolean;
}

const after = `
Every row of OUT passes \`validate\` for the pool. A user who cannot be imported is left out, and counted by reason.
What cannot be carried of a user (groups, ids, hashes of another form) is counted too. An address counts as verified
only if the file says so, or you do.

OUT and the files of --rejected and --groups hold personal data. Only their owner can read them (0600).

Exit codes
  0  every user is in OUT
  1  some users were left out (0 with --allow-rejected)
  2  wrong arguments, or FILE has not the form or not what the pool needs; no file is written then

Examples
  cognito-user-import convert export.csv -o users.csv --user-pool-id eu-west-1_AbCdEfGhI
  cognito-user-import convert auth0.ndjson -o users.csv --preset auth0 --user-pool pool.json --rejected rejected.ndjson
  cognito-user-import convert old.csv -o users.csv --mapping mapping.yaml --user-pool pool.json

docs/convert.md explains presets and mappings.
`;

/** `convert`: makes the CSV for a pool of another system's export. */
export const convert: CommandDefinition = {
    declare(command) {
        command
            .description("Writes the CSV for a user pool from the export of another system: CSV, JSON or JSON lines.")
            .argument("<FILE>", "the export, or - for standard input")
            .option("-o, --output <OUT>", "the CSV to write")
            .option(
                "--user-pool <FILE>",
                "the pool that takes the users, from a file with the output of\n" +
                    "aws cognito-idp describe-user-pool --user-pool-id ID > pool.json",
            )
            .option("--user-pool-id <ID>", "the same, but ask AWS")
            .addOption(new Option("--preset <NAME>", "the system that the export is of").choices(presetNames))
            .option("--mapping <FILE>", "YAML or JSON that says which values become which columns")
            .addOption(
                new Option(
                    "--verified <NAME>",
                    "count everybody's email or phone_number as verified, if somebody has verified them all\n" +
                        "Users reset their passwords with them. Separate both with a comma, or repeat the option.",
                ).argParser(collectList),
            )
            .addOption(
                new Option(
                    "--password-hashing-algorithm <NAME>",
                    "carry password hashes of the algorithm that the job will name",
                ).choices(passwordHashingAlgorithms),
            )
            .option("--rejected <FILE>", "write users who are left out, with line and reasons")
            .option("--groups <FILE>", "write who is in which group, for UserImportGroups")
            .option(
                "--separator <CHARACTER>",
                "what separates the values of a CSV; tab for a tab (by default what the header has)",
            )
            .option("--encoding <NAME>", "such as windows-1252 (by default UTF-8, or UTF-16 with a byte order mark)")
            .option("--allow-rejected", "end with 0 although users were left out")
            .option("--force", "replace files that are there already")
            .addHelpText("after", after);
    },
    async run(command, streams) {
        const options = readOptions(command);
        const { convertFile } = await import("../convertFile");
        return await convertFile(options, streams);
    },
};

function readOptions(command: Command): ConvertOptions {
    const written = command.opts<WrittenOptions>();
    const { output, userPool, userPoolId, encoding, separator } = written;
    if (output === undefined) {
        throw usageError("-o OUT is missing. Say which file to write.");
    }
    if (output === "-") {
        throw usageError("-o must be a file: nothing is written until everything is right.");
    }
    if ((userPool === undefined) === (userPoolId === undefined)) {
        throw usageError("Use --user-pool or --user-pool-id, one of them: the pool says which columns there are.");
    }
    checkUserPoolId("--user-pool-id", userPoolId);
    if (encoding !== undefined && !isEncoding(encoding)) {
        throw usageError("--encoding must be the name of an encoding, such as windows-1252 or utf-16le.");
    }
    if (separator !== undefined && separator !== "tab" && [...separator].length !== 1) {
        throw usageError("--separator must be one character, or tab.");
    }
    return {
        file: command.args[0] ?? "",
        out: output,
        force: written.force === true,
        preset: written.preset,
        mappingFile: written.mapping,
        verified: readVerified(written.verified ?? []),
        passwordHashingAlgorithm: written.passwordHashingAlgorithm,
        userPoolFile: userPool,
        userPoolId,
        separator: separator === "tab" ? "\t" : separator,
        encoding,
        rejectedFile: written.rejected,
        groupsFile: written.groups,
        allowRejected: written.allowRejected === true,
    };
}

function readVerified(names: readonly string[]): readonly ("email" | "phone_number")[] {
    return names.map((name) => {
        if (name !== "email" && name !== "phone_number") {
            throw usageError("--verified must be email or phone_number.");
        }
        return name;
    });
}
