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
}

/** The options of `import-file`, as they are written. */
interface WrittenOptions {
    readonly name?: string | undefined;
    readonly source?: string | undefined;
    readonly component?: boolean | undefined;
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
    return { command: "import-file", id, name, source, isComponent };
}

function usage(message: string): CommandError {
    return new CommandError(message, true);
}
