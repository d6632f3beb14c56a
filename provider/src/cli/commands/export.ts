import { type Command, Option } from "commander";
import { systemClock } from "../../clock";
import { userKinds } from "../../export/leftOut";
import { type CommandDefinition, usageError } from "../command";
import type { ExportOptions } from "../exportUsers";
import { interruptible } from "../interruption";
import { checkUserPoolId, collectList } from "../optionParsers";

/** The options as commander hands them over. */
interface WrittenOptions {
    readonly userPoolId: string;
    readonly output: string;
    readonly toUserPool?: string;
    readonly toUserPoolId?: string;
    readonly include?: readonly string[];
    readonly drop?: readonly string[];
    readonly sub?: string;
    readonly rejected?: string;
    readonly groups?: string;
    readonly force?: boolean;
    readonly restart?: boolean;
}

const after = `
Users that an import would change are counted and left out, unless --include names their kind:
  federated    they sign in through another identity provider; the import makes users of the pool itself
  unconfirmed  they signed up, but did not confirm it; the import makes users who count as confirmed
  archived     their status is ARCHIVED, COMPROMISED or UNKNOWN
  disabled     the import makes enabled users
  unverified   nothing that the pool verifies is verified. Their addresses and numbers are then written as verified,
               because Cognito imports nobody else. You must know that this is true.
Users with a value that the CSV or the pool cannot take are left out too. docs/csv.md explains the codes.

An export that was stopped goes on when the same command is run again within an hour. Until the end everything is in
FILE.part and FILE.resume.json. All files can be read by you alone.

Exit codes
  0  the files are written
  2  wrong arguments, or something could not be asked or written; no file is written

Examples
  cognito-user-import export --user-pool-id eu-west-1_AbCdEfGhI -o users.csv
  cognito-user-import export --user-pool-id eu-west-1_AbCdEfGhI -o users.csv --groups groups.csv \\
    --to-user-pool-id eu-central-1_AbCdEfGhI --sub custom:old_sub --include disabled --rejected rejected.csv

docs/export.md explains more.
`;

/** `export`: a pool's users and groups, for another pool. */
export const exportCommand: CommandDefinition = {
    declare(command) {
        command
            .description(
                "Writes the users of a pool into a CSV that an import job of another pool takes. Passwords are not in it, because " +
                    "Cognito gives none out. It makes 20 calls a second, which are 1,200 users, and changes nothing.",
            )
            .requiredOption("--user-pool-id <ID>", "the pool whose users are exported")
            .requiredOption("-o, --output <FILE>", "the CSV to write")
            .option(
                "--to-user-pool-id <ID>",
                "the pool that takes the users: its columns and rules count\nWithout it, they are those of the exported pool.",
            )
            .option(
                "--to-user-pool <FILE>",
                "the same, from a file with the output of\n" +
                    "aws cognito-idp describe-user-pool --user-pool-id ID > pool.json\n" +
                    "for a pool that your credentials cannot read",
            )
            .addOption(
                new Option("--include <KIND>", "write users of this kind too; separate several with commas").argParser(
                    collectList,
                ),
            )
            .addOption(
                new Option(
                    "--drop <COLUMN>",
                    "leave this column empty, or leave out an attribute that the other pool lacks",
                ).argParser(collectList),
            )
            .option("--sub <COLUMN>", "write each user's sub into this column, such as custom:old_sub")
            .option("--groups <FILE>", "write who is in which group, of those who are in the CSV")
            .option("--rejected <FILE>", "write who is left out, and why")
            .option("--force", "overwrite files that exist")
            .option("--restart", "forget an export that was stopped, and begin anew")
            .addHelpText("after", after);
    },
    async run(command, streams) {
        const options = readOptions(command);
        const { exportUsers } = await import("../exportUsers");
        return await interruptible("The export", (signal) =>
            exportUsers(options, streams, { clock: systemClock, signal }),
        );
    },
};

function readOptions(command: Command): ExportOptions {
    const written = command.opts<WrittenOptions>();
    const { userPoolId, toUserPoolId, toUserPool: toUserPoolFile, include = [], drop = [] } = written;
    checkUserPoolId("--user-pool-id", userPoolId);
    checkUserPoolId("--to-user-pool-id", toUserPoolId);
    if (toUserPoolId !== undefined && toUserPoolFile !== undefined) {
        throw usageError("Use --to-user-pool or --to-user-pool-id, not both.");
    }
    if (drop.includes("cognito:username")) {
        throw usageError("--drop cannot leave out cognito:username, because every user needs one.");
    }
    const kinds = userKinds.filter((kind) => include.includes(kind));
    if (kinds.length < new Set(include).size) {
        throw usageError(`--include must be one or more of ${userKinds.join(", ")}.`);
    }
    const { output: users, rejected, groups } = written;
    const files = [users, rejected, groups].filter((path) => path !== undefined);
    if (files.some((path) => path === "" || path === "-")) {
        throw usageError(
            "-o, --groups and --rejected must be paths of files, because an export that is stopped goes on in them.",
        );
    }
    if (new Set(files).size < files.length) {
        throw usageError("-o, --groups and --rejected must be different files.");
    }
    return {
        userPoolId,
        files: { users, rejected, groups },
        toUserPoolFile,
        toUserPoolId,
        include: kinds,
        drop,
        subColumn: written.sub,
        force: written.force ?? false,
        restart: written.restart ?? false,
    };
}
