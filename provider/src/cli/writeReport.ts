import { readFileSync } from "node:fs";
import { explainAwsError } from "../aws/awsError";
import { type ClientSettings, clientSettings } from "../aws/clientSettings";
import { readAwsSettings } from "../aws/settings/config";
import { systemClock } from "../clock";
import type { ImportApi } from "../cognito/importApi";
import { readRowFailures } from "../cognito/readRowFailures";
import { createSdkImportApi } from "../cognito/sdkImportApi";
import { reasonOfErrno } from "../errors/fileError";
import { countOf, formatCount } from "../messages";
import { htmlReport } from "../report/html";
import { markdownReport } from "../report/markdown";
import { type ReportedImport, reportedJob } from "../report/reportedImport";
import { importsInOutput } from "../report/stackOutput";
import { writeMapping } from "../report/writeMapping";
import { noJobId, parseResourceId } from "../resource/resourceId";
import { openSource } from "../source/openSource";
import type { Source } from "../source/source";
import { CommandError, type CommandStreams } from "./command";
import { type PersonalFile, withPersonalFiles } from "./personalFile";
import { ProgressLine } from "./progressLine";

/** What `report` was asked to do. */
export interface ReportOptions {
    /** `<userPoolId>/<jobId>`, checked; `undefined`: there is a stack's output. */
    readonly id: string | undefined;
    /** File with what `pulumi stack output --json` printed, or `-`; `undefined`: there is an id. */
    readonly stackOutput: string | undefined;
    readonly format: "markdown" | "html";
    /** A file, or `-`. */
    readonly output: string;
    /** Whether files that exist may be overwritten. */
    readonly overwrites: boolean;
    /** The mapping to write; `undefined`: none. */
    readonly mapping: { readonly file: string; readonly source: string } | undefined;
}

/** More than any source has: sizes are known, or checked when it was imported. */
const maxSourceBytes = 1024 ** 3;

/**
 * Writes the report, and the mapping if there is to be one: both or neither.
 *
 * @throws CommandError or UserImportError where something cannot be read, asked or written
 */
export async function writeReport(options: ReportOptions, streams: CommandStreams): Promise<0> {
    const { id, output, overwrites, mapping, format } = options;
    return await withPersonalFiles(async (open) => {
        const reportFile = output === "-" ? undefined : open(output, overwrites);
        const mappingFile = mapping === undefined ? undefined : open(mapping.file, overwrites);
        const imports = id === undefined ? readStackOutput(options.stackOutput ?? "-") : [await askForJob(id)];
        const summary =
            mapping === undefined || mappingFile === undefined
                ? undefined
                : await makeMapping(poolOf(imports), mapping.source, mappingFile, streams);
        const text = format === "html" ? htmlReport(imports) : markdownReport(imports);
        mappingFile?.finish();
        reportFile?.write(text);
        reportFile?.finish();
        if (reportFile === undefined) {
            streams.stdout.write(text);
        }
        if (summary !== undefined) {
            streams.stderr.write(summary);
        }
        return 0 as const;
    });
}

function readStackOutput(path: string): ReportedImport[] {
    const name = path === "-" ? "standard input" : path;
    let text: string;
    try {
        text = readFileSync(path === "-" ? 0 : path, "utf8");
    } catch (error) {
        throw new CommandError(`${name} cannot be read: ${reasonOfErrno(error)}.`);
    }
    const imports = importsInOutput(parse(name, text.replace(/^\ufeff/u, "")));
    if (imports.length === 0) {
        throw new CommandError(
            `There is no import in ${name}. Export the resource in the program, such as export const people = new UserImport(…), and ` +
                "save what pulumi stack output --json prints.",
        );
    }
    return imports;
}

function parse(name: string, text: string): unknown {
    try {
        return JSON.parse(text);
    } catch {
        throw new CommandError(`${name} is not JSON. Save what pulumi stack output --json prints.`);
    }
}

async function askForJob(id: string): Promise<ReportedImport> {
    const { userPoolId, jobId } = parseResourceId(id);
    if (jobId === noJobId) {
        throw new CommandError(`${id} stands for an import without a job. There is nothing to report.`);
    }
    const api = connect(settingsOf(userPoolId));
    try {
        const { job } = await api.describeJob(userPoolId, jobId);
        return reportedJob(job, await readRowFailures(api, job));
    } catch (error) {
        throw explainAwsError(error, { operation: "DescribeUserImportJob", userPoolId, jobId });
    }
}

/** The one pool that all imports are of. */
function poolOf(imports: readonly ReportedImport[]): string {
    const pools = new Set(imports.flatMap(({ jobs }) => jobs.map(({ userPoolId }) => userPoolId)));
    const [pool] = pools;
    if (pools.size !== 1 || pool === undefined) {
        throw new CommandError(
            "--mapping needs one user pool, and the stack's output does not name just one. Give POOL/JOB instead.",
        );
    }
    return pool;
}

/** @returns what to say about it */
async function makeMapping(
    userPoolId: string,
    written: string,
    file: PersonalFile,
    streams: CommandStreams,
): Promise<string> {
    const settings = settingsOf(userPoolId);
    const source = await openCsv(written, settings);
    const progress = new ProgressLine(streams.stderr, file.path, undefined);
    try {
        const onProgress = (text: string): void => progress.say(() => text);
        const search = { api: connect(settings), clock: systemClock, userPoolId, source, onProgress };
        const { rows, found } = await writeMapping(search, (text) => file.write(text));
        return `${file.path}: ${countOf(rows, "row")}, ${formatCount(found)} of them in the pool\n`;
    } catch (error) {
        throw explainAwsError(error, { operation: "ListUsers", userPoolId });
    } finally {
        progress.clear();
    }
}

async function openCsv(source: string, settings: ClientSettings): Promise<Source> {
    return await openSource(source, {
        s3: async () => {
            const { createS3Objects } = await import("../source/s3Objects");
            return createS3Objects(settings.s3);
        },
        trustedOrigins: [],
        maxBytes: maxSourceBytes,
        clock: systemClock,
    });
}

function settingsOf(userPoolId: string): ClientSettings {
    return clientSettings(
        readAwsSettings(() => undefined),
        userPoolId,
    );
}

function connect(settings: ClientSettings): ImportApi {
    return createSdkImportApi(settings);
}
