import type { AwsArgument } from "../aws/settings/awsArgument";
import { refusalOfAws } from "../resource/awsProblems";
import { parseResourceId } from "../resource/resourceId";
import { CommandError } from "./command";

/** What `import-file` was asked to do. */
export interface ImportFileOptions {
    readonly command: "import-file";
    /** `<userPoolId>/<jobId>`, checked. */
    readonly id: string;
    /** The resource's name in the program. */
    readonly name: string;
    /** The source as the program gives it: a path, or `s3://bucket/key`. */
    readonly source: string;
    /** Whether the program has a `UserImport` of this name, whose only job it is. */
    readonly isComponent: boolean;
    /** The resource's argument `aws`, without credentials; `undefined`: it has none. */
    readonly aws: AwsArgument | undefined;
}

/** The options of `import-file`, as they are written. */
interface WrittenOptions {
    readonly name?: string | undefined;
    readonly source?: string | undefined;
    readonly component?: boolean | undefined;
    readonly aws?: string | undefined;
}

/**
 * Reads the arguments after `import-file`.
 *
 * @throws CommandError or UserImportError if they are wrong, with what to write instead
 */
export function readImportFileOptions(ids: readonly string[], written: WrittenOptions): ImportFileOptions {
    const [id, ...others] = ids;
    if (id === undefined || others.length > 0) {
        throw usage(
            "import-file takes one job as <userPoolId>/<jobId>, such as us-east-1_AbCdEfGhI/import-AbCdEfGhIj.",
        );
    }
    parseResourceId(id);
    const { name, source, component: isComponent = false } = written;
    if (name === undefined || name === "") {
        throw usage("--name is missing. Give the name that the resource has in the program.");
    }
    if (source === undefined || source === "") {
        throw usage("--source is missing. Give the CSV that the job imported, written as in the program.");
    }
    if (/^(?!s3:)[\w+.-]{2,}:\/\//i.test(source)) {
        throw usage("--source must be a path or s3://bucket/key.");
    }
    return { command: "import-file", id, name, source, isComponent, aws: readAws(written.aws) };
}

/** What would be in the file in plain text, and in the state after it. */
const credentials = /"(?:accessKey|secretKey|token|webIdentityToken)"|:\/\/[^/"]*@/;

function readAws(written: string | undefined): AwsArgument | undefined {
    if (written === undefined) {
        return undefined;
    }
    const aws = parseObject(written);
    if (aws === undefined) {
        throw usage("--aws must be the argument aws as a JSON object.");
    }
    const refusal = refusalOfAws(aws);
    if (refusal !== undefined) {
        throw usage(refusal.message);
    }
    if (credentials.test(written)) {
        throw usage("--aws must have no credentials, because the file is not encrypted. Name a profile or a role.");
    }
    return aws;
}

function parseObject(text: string): AwsArgument | undefined {
    try {
        const value: unknown = JSON.parse(text);
        return typeof value === "object" && value !== null && !Array.isArray(value) ? value : undefined;
    } catch {
        return undefined;
    }
}

function usage(message: string): CommandError {
    return new CommandError(message, true);
}
