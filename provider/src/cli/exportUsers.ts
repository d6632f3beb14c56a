import { statSync } from "node:fs";
import { resolve } from "node:path";
import { explainAwsError } from "../aws/awsError";
import { clientSettings } from "../aws/clientSettings";
import { createSdkClients } from "../aws/sdkClients";
import { readAwsSettings } from "../aws/settings/config";
import type { Clock } from "../clock";
import type { ImportApi } from "../cognito/importApi";
import { callsOf } from "../cognito/sdkImportApi";
import { createUserListApi } from "../cognito/userListApi";
import { sha256Hex } from "../csv/contentDigest";
import type { DescribedUserPool } from "../csv/poolRules";
import type { CsvPoolRules } from "../csv/types";
import type { ExportFiles } from "../export/exportFiles";
import { exportPool } from "../export/exportPool";
import type { ExportPlan } from "../export/exportRun";
import { forgetExport } from "../export/exportState";
import type { UserKind } from "../export/leftOut";
import type { RowTarget } from "../export/userRow";
import { isCustomColumn } from "../users/standardColumns";
import { CommandError, type CommandStreams } from "./command";
import { formatExport } from "./exportReport";
import { givenPool } from "./givenPool";
import { ProgressLine } from "./progressLine";

/** What `export` was asked to do. */
export interface ExportOptions {
    /** The pool whose users are exported. */
    readonly userPoolId: string;
    readonly files: ExportFiles;
    /** The pool that takes the users, as a file with what DescribeUserPool answered, or as an id; neither: the exported one. */
    readonly toUserPoolFile: string | undefined;
    readonly toUserPoolId: string | undefined;
    /** Kinds of users that are written too. */
    readonly include: readonly UserKind[];
    /** Columns that stay empty. */
    readonly drop: readonly string[];
    /** The column that gets the old `sub`; `undefined`: none does. */
    readonly subColumn: string | undefined;
    /** Whether files that exist may be overwritten. */
    readonly force: boolean;
    /** Whether an export that was stopped is forgotten. */
    readonly restart: boolean;
}

/** The clock and what stops the run; tests have others. */
export interface ExportSurroundings {
    readonly clock: Clock;
    readonly signal: AbortSignal;
}

/**
 * Exports the users of a pool, and says what was written and who was left out.
 *
 * @throws CommandError or UserImportError where something cannot be asked or written; then nothing appears under the names of
 *   the files
 */
export async function exportUsers(
    options: ExportOptions,
    streams: CommandStreams,
    { clock, signal }: ExportSurroundings,
): Promise<0> {
    const { userPoolId, files } = options;
    const clients = createSdkClients(
        clientSettings(
            readAwsSettings(() => undefined),
            userPoolId,
        ),
    );
    const source = await describePool(callsOf(clients), userPoolId);
    const pool = await givenPool(options.toUserPoolFile, options.toUserPoolId ?? userPoolId, "--to-user-pool");
    const target = targetOf(options, source, pool);
    if (options.restart) {
        forgetExport(files);
    }
    const progress = new ProgressLine(streams.stderr, files.users, source.EstimatedNumberOfUsers || undefined);
    const plan: ExportPlan = {
        api: createUserListApi(clients.cognito, signal),
        clock,
        userPoolId,
        target,
        request: requestOf(options, pool),
        files,
        overwrites: options.force,
        expectedUsers: source.EstimatedNumberOfUsers,
        signal,
        onProgress: ({ read, written }) => progress.show(read, written),
        onNotice: (text) => {
            progress.clear();
            streams.stderr.write(`${text}\n`);
        },
    };
    try {
        const state = await exportPool(plan);
        progress.clear();
        streams.stderr.write(formatExport(state, files, statSync(files.users).size));
        return 0;
    } finally {
        progress.clear();
    }
}

async function describePool(api: ImportApi, userPoolId: string): Promise<DescribedUserPool> {
    try {
        return (await api.describeUserPool(userPoolId)).raw;
    } catch (error) {
        throw explainAwsError(error, { operation: "DescribeUserPool", userPoolId });
    }
}

/**
 * What rows are made for.
 *
 * @throws CommandError where the pool cannot take what the exported one has
 */
function targetOf(options: ExportOptions, source: DescribedUserPool, pool: CsvPoolRules): RowTarget {
    const { header = [] } = pool;
    const { drop, subColumn, include } = options;
    if (pool.autoVerifiedAttributes?.length === 0) {
        throw new CommandError(
            "The pool that takes the users verifies neither email nor phone_number, so no import job can start. Set its auto-verified attributes.",
        );
    }
    const unknown = subColumn !== undefined && !header.includes(subColumn) ? subColumn : undefined;
    if (unknown !== undefined) {
        throw new CommandError(
            `--sub: the pool that takes the users has no column ${unknown}. Add the attribute to it, and name it with --to-user-pool-id or --to-user-pool if it is not the exported one.`,
        );
    }
    const custom = (source.SchemaAttributes ?? []).flatMap(({ Name }) => Name ?? []).filter(isCustomColumn);
    const missing = custom.filter((name) => !header.includes(name) && !drop.includes(name));
    if (missing.length > 0) {
        throw new CommandError(
            `The pool that takes the users has no column ${missing.join(", ")}. Add what is missing to its schema, or leave it out with --drop ${missing.join(",")}.`,
        );
    }
    const mistaken = drop.find((column) => !header.includes(column) && !custom.includes(column));
    if (mistaken !== undefined) {
        throw new CommandError("--drop names a column that neither pool has.");
    }
    return {
        pool: { ...pool, header },
        hasMadeUpUsernames: (source.UsernameAttributes ?? []).length > 0,
        include,
        drop,
        subColumn,
    };
}

function requestOf(options: ExportOptions, pool: CsvPoolRules): ExportPlan["request"] {
    const { userPoolId, files, include, drop, subColumn } = options;
    return {
        "--user-pool-id": userPoolId,
        "--include": [...include].sort(),
        "--drop": [...drop].sort(),
        "--sub": subColumn,
        "--rejected": files.rejected && resolve(files.rejected),
        "--groups": files.groups && resolve(files.groups),
        "pool that takes the users": sha256Hex(JSON.stringify({ ...pool, attributes: [...(pool.attributes ?? [])] })),
    };
}
