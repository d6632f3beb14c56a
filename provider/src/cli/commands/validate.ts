import { type Command, Option } from "commander";
import type { CsvProblemCode } from "../../csv/problems/csvProblemCodes";
import { normalCodes, reasonAgainstIgnoring } from "../../csv/problems/ignoredCodes";
import { type PasswordHashingAlgorithm, passwordHashingAlgorithms } from "../../types";
import { type CommandDefinition, usageError } from "../command";
import { checkUserPoolId, collectList, wholeNumber } from "../optionParsers";
import type { ValidateOptions } from "../validateFiles";

/** The options as commander hands them over. */
interface WrittenOptions {
    readonly userPool?: string;
    readonly userPoolId?: string;
    readonly passwordHashingAlgorithm?: PasswordHashingAlgorithm;
    readonly ignore?: readonly string[];
    readonly format: "text" | "json";
    readonly maxProblems: number;
}

const after = `
Line 1 is the header. A file error: the job cannot work at all. A row error: Cognito would fail this row and import the
others. Warnings (allowed, but probably mistakes) do not change the verdict.

--format text prints FILE:LINE: COLUMN: MESSAGE [CODE], for people and editors. --format json prints one object for each
FILE, each on its own line:
  {"verdict":"ok"|"file-error"|"row-errors","rows":N,"bytes":N,"digest":"sha256:...",
   "problems":[{"severity":"error"|"warning","certainty":"documented"|"assumed","count":N,"line":N,
   "column":"email"|null,"code":"...","message":"..."}],"moreProblems":N}
  digest: null if the file is too large to be read. certainty: whether AWS documents the rule or we assume it.
  count: how many problems this one stands for.

Exit codes
  0  no errors in any FILE
  1  errors in a FILE
  2  wrong arguments, or a file or pool could not be read

Examples
  cognito-user-import validate users.csv
  cognito-user-import validate users.csv --password-hashing-algorithm BCRYPT --ignore header-missing-column
  cognito-user-import validate users.csv --user-pool-id eu-west-1_AbCdEfGhI
  gunzip -c users.csv.gz | cognito-user-import validate - --user-pool pool.json --format json | jq .verdict

docs/csv.md explains every code.
`;

/** `validate`: checks CSVs by the rules of a pool. */
export const validate: CommandDefinition = {
    declare(command) {
        command
            .description(
                "Lists what Amazon Cognito would refuse in CSV files of users, line by line, and imports nothing. It prints " +
                    "lines, columns and what to write instead, never a value of a file.",
            )
            .argument("<FILE...>", "a CSV, or - for standard input")
            .addOption(
                new Option(
                    "--user-pool <FILE>",
                    "check the rules of one user pool, from a file with the output of\n" +
                        "aws cognito-idp describe-user-pool --user-pool-id ID > pool.json\n" +
                        "(the columns are derived from its schema)",
                ),
            )
            .option(
                "--user-pool-id <ID>",
                "the same, but ask AWS: GetCSVHeader and DescribeUserPool with your usual credentials (AWS_PROFILE, " +
                    "AWS_ENDPOINT_URL and other variables apply; the region is the pool's)\n" +
                    "Without either, only the rules that hold for every pool are checked.",
            )
            .addOption(
                new Option(
                    "--password-hashing-algorithm <NAME>",
                    "the algorithm of the job, to check the column password_hash\n" +
                        "Without it, the file is checked for an import without password hashes.",
                ).choices(passwordHashingAlgorithms),
            )
            .addOption(
                new Option(
                    "--ignore <CODE>",
                    "make a problem a warning, because you know better; it is still counted\n" +
                        "Separate several codes with commas, or repeat the option.",
                ).argParser(collectList),
            )
            .addOption(
                new Option("--format <FORMAT>", "for people and editors, or for programs")
                    .choices(["text", "json"])
                    .default("text"),
            )
            .addOption(
                new Option("--max-problems <N>", "list up to N problems of each FILE; all are counted")
                    .argParser(wholeNumber("--max-problems"))
                    .default(20),
            )
            .addHelpText("after", after);
    },
    async run(command, streams) {
        const options = readOptions(command);
        const { validateFiles } = await import("../validateFiles");
        return await validateFiles(options, streams);
    },
};

function readOptions(command: Command): ValidateOptions {
    const { userPool: userPoolFile, userPoolId, ...others } = command.opts<WrittenOptions>();
    if (userPoolFile !== undefined && userPoolId !== undefined) {
        throw usageError("Use --user-pool or --user-pool-id, not both.");
    }
    checkUserPoolId("--user-pool-id", userPoolId);
    return {
        files: command.args,
        format: others.format,
        maxProblems: others.maxProblems,
        userPoolFile,
        userPoolId,
        passwordHashingAlgorithm: others.passwordHashingAlgorithm,
        ignoreProblems: readCodes(others.ignore ?? []),
    };
}

function readCodes(codes: readonly string[]): readonly CsvProblemCode[] {
    const reason = reasonAgainstIgnoring(codes);
    if (reason !== undefined) {
        throw usageError(`--ignore: ${reason}.`);
    }
    return normalCodes(codes);
}
