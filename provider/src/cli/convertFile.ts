import { resolve } from "node:path";
import type { ConvertResult } from "../convert/conversionTypes";
import { convertRecords } from "../convert/convertRecords";
import type { Mapping } from "../convert/mapping";
import { openSource } from "../convert/openSource";
import { presets } from "../convert/presets/presets";
import { rejectedForm } from "../convert/rejectedRows";
import type { CsvPoolRules } from "../csv/types";
import { CommandError, type CommandStreams } from "./command";
import type { ConvertOptions } from "./convertOptions";
import { convertSummary } from "./convertSummary";
import { givenPool } from "./givenPool";
import { openInput } from "./openInput";
import { type PersonalFile, withPersonalFiles } from "./personalFile";
import { ProgressLine } from "./progressLine";

/**
 * Writes the CSV for a pool from another system's export. What became of everybody goes to `stderr`.
 *
 * @returns 0: every user was written; 1: some were left out
 * @throws CommandError or UserImportError where the file or the pool cannot be read, or where the one has not what the other needs.
 *   Nothing is written then
 */
export async function convertFile(options: ConvertOptions, streams: CommandStreams): Promise<0 | 1> {
    refuseSamePaths(options);
    const mapping = await mappingOf(options);
    const pool = await givenPool(options.userPoolFile, options.userPoolId ?? "");
    const result = await withPersonalFiles(async (open) => await convertInto(options, mapping, pool, open, streams));
    streams.stderr.write(convertSummary(options, result));
    return result.rejected > 0 && !options.allowRejected ? 1 : 0;
}

async function convertInto(
    options: ConvertOptions,
    mapping: Mapping,
    pool: CsvPoolRules,
    open: (path: string, force: boolean) => PersonalFile,
    streams: CommandStreams,
): Promise<ConvertResult & { readonly bytes: number }> {
    const { file, preset, force, rejectedFile, groupsFile } = options;
    const name = file === "-" ? "<stdin>" : file;
    const users = open(options.out, force);
    const [rejected, groups] = [rejectedFile, groupsFile].map((path) =>
        path === undefined ? undefined : open(path, force),
    );
    const input = openInput(file);
    const progress = new ProgressLine(streams.stderr, name, input.sizeBytes);
    let readBytes = 0;
    try {
        const source = await openSource(
            counted(input.chunks, (bytes) => {
                readBytes += bytes;
            }),
            {
                name,
                encoding: options.encoding,
                separator: options.separator,
                preset: preset === undefined ? undefined : presets[preset],
                records: mapping.records,
            },
        );
        const form = rejectedForm(source.header);
        rejected?.write(form.header);
        const request = {
            source,
            name,
            pool,
            mapping,
            preset,
            algorithm: options.passwordHashingAlgorithm ?? mapping.passwordHash?.algorithm,
            keepsGroups: groups !== undefined,
        };
        const result = await convertRecords(request, {
            users: (lines) => users.write(lines),
            groups: (lines) => groups?.write(lines),
            rejected: (record, reasons) => rejected?.write(form.write(record, reasons)),
            progress: (read) => progress.show(readBytes, read),
        });
        if (result.written > 0) {
            users.finish();
            groups?.finish();
        }
        rejected?.finish();
        return { ...result, bytes: users.bytes };
    } finally {
        progress.clear();
        input.close();
    }
}

async function* counted(chunks: AsyncIterable<Uint8Array>, count: (bytes: number) => void): AsyncGenerator<Uint8Array> {
    for await (const chunk of chunks) {
        count(chunk.byteLength);
        yield chunk;
    }
}

async function mappingOf({ mappingFile, verified, passwordHashingAlgorithm }: ConvertOptions): Promise<Mapping> {
    // YAML and the schema take longer to load than a small file to convert.
    const mapping =
        mappingFile === undefined ? {} : await (await import("../convert/readMapping")).readMapping(mappingFile);
    const algorithm = mapping.passwordHash?.algorithm;
    if (algorithm !== undefined && passwordHashingAlgorithm !== undefined && algorithm !== passwordHashingAlgorithm) {
        throw new CommandError(
            `The mapping says that password hashes are ${algorithm}, and --password-hashing-algorithm says ${passwordHashingAlgorithm}.`,
        );
    }
    const everyone = Object.fromEntries(verified.map((contact) => [contact, "everyone"] as const));
    return { ...mapping, verified: { ...mapping.verified, ...everyone } };
}

/** One of the files would overwrite another. */
function refuseSamePaths({ file, out, rejectedFile, groupsFile }: ConvertOptions): void {
    const paths = [file === "-" ? undefined : file, out, rejectedFile, groupsFile].flatMap((path) =>
        path === undefined ? [] : [resolve(path)],
    );
    const repeated = paths.find((path, index) => paths.indexOf(path) < index);
    if (repeated !== undefined) {
        throw new CommandError(
            "The file to convert, OUT and the files of --rejected and --groups must be different files.",
            true,
        );
    }
}
