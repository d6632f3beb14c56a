import { type Command, Option } from "commander";
import { parseResourceId } from "../../resource/resourceId";
import { type CommandDefinition, usageError } from "../command";
import type { ReportOptions } from "../writeReport";

/** The options as commander hands them over. */
interface WrittenOptions {
    readonly stackOutput?: string;
    readonly format: "markdown" | "html";
    readonly output: string;
    readonly force?: boolean;
    readonly mapping?: string;
    readonly source?: string;
}

const after = `
The report has counts, reasons and lines, and no value of a row. The mapping is a CSV with the columns line,
cognito:username, sub and status; a row whose user is not in the pool has the status MISSING. Files are made for their
owner alone (mode 0600). For the mapping, AWS is asked page by page or row by row, whichever takes fewer calls, with at
most 20 calls a second.

Exit codes
  0  the report was written, however the import ended
  2  wrong arguments, or something could not be read, asked or written

Examples
  cognito-user-import report eu-west-1_AbCdEfGhI/import-AbCdEfGhIj >> "$GITHUB_STEP_SUMMARY"
  pulumi stack output --json | cognito-user-import report --stack-output - --format html -o report.html
  cognito-user-import report eu-west-1_AbCdEfGhI/import-AbCdEfGhIj --mapping mapping.csv --source users.csv

docs/report.md shows a report, and the permissions that it takes.
`;

/** `report`: what became of an import. */
export const report: CommandDefinition = {
    declare(command) {
        command
            .description(
                "Reports what became of an import: how many users were imported, skipped and failed, why and on which lines, and what to do next. It changes nothing.",
            )
            .argument("[POOL/JOB]", "one job, such as eu-west-1_AbCdEfGhI/import-AbCdEfGhIj, which AWS is asked about")
            .option(
                "--stack-output <FILE>",
                "instead of a job: what pulumi stack output --json printed, or - for standard input\n" +
                    "Each import in it is reported. AWS is not asked.",
            )
            .addOption(
                new Option("--format <FORMAT>", "for job summaries and merge requests, or as a page of its own")
                    .choices(["markdown", "html"])
                    .default("markdown"),
            )
            .addOption(new Option("-o, --output <FILE>", "the file to write, or - for standard output").default("-"))
            .option("--mapping <FILE>", "write who each row of --source is in the pool now: username, new sub, status")
            .option("--source <SOURCE>", "with --mapping: the CSV that was imported, a path or s3://bucket/key")
            .option("--force", "overwrite files that exist")
            .addHelpText("after", after);
    },
    async run(command, streams) {
        const options = readOptions(command);
        const { writeReport } = await import("../writeReport");
        return await writeReport(options, streams);
    },
};

function readOptions(command: Command): ReportOptions {
    const [id] = command.args;
    const { stackOutput, format, output, force = false, mapping, source } = command.opts<WrittenOptions>();
    if ((id === undefined) === (stackOutput === undefined)) {
        throw usageError(
            id === undefined
                ? "A job is missing. Give POOL/JOB, such as eu-west-1_AbCdEfGhI/import-AbCdEfGhIj, or --stack-output FILE."
                : "Use POOL/JOB or --stack-output, not both.",
        );
    }
    if (id !== undefined) {
        parseResourceId(id);
    }
    if ((mapping === undefined) !== (source === undefined)) {
        throw usageError(
            mapping === undefined
                ? "--source is for --mapping, which is missing."
                : "--source is missing. Give the CSV that was imported, for --mapping.",
        );
    }
    if (mapping === "-") {
        throw usageError("--mapping must be a file: it has people in it.");
    }
    if (mapping !== undefined && mapping === output) {
        throw usageError("--mapping and --output must be two files.");
    }
    return {
        id,
        stackOutput,
        format,
        output,
        overwrites: force,
        mapping: mapping === undefined || source === undefined ? undefined : { file: mapping, source },
    };
}
