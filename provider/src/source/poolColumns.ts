import { LineBlocks } from "../csv/lineBlocks";
import { listedProblems } from "../messages";
import { filledColumns, unknownColumn } from "../users/encodeUsers";
import { encodeBoolean } from "../users/encodeValue";
import { describeUserProblem, propertyOfColumn } from "../users/packUsers";
import { passwordHashColumn } from "../users/standardColumns";
import { ReorderedLines } from "./reorderedLines";
import type { EncodedSource, Source } from "./source";
import { usersRefused } from "./usersSource";

/**
 * The columns that encoded users are uploaded with: the pool's, and that of password hashes where the job imports some, or
 * users have them, whatever GetCSVHeader says of it.
 *
 * @param poolColumns `undefined`: not known yet
 */
export function uploadedColumns(
    columns: readonly string[],
    poolColumns: readonly string[] | undefined,
    importsHashes: boolean,
): readonly string[] {
    const uploaded = poolColumns ?? columns;
    const hasHashes = importsHashes || columns.includes(passwordHashColumn);
    if (hasHashes === uploaded.includes(passwordHashColumn)) {
        return uploaded;
    }
    return hasHashes ? [...uploaded, passwordHashColumn] : uploaded.filter((name) => name !== passwordHashColumn);
}

/**
 * Encoded users with the columns of a pool, in its order: what the pool has more is empty. Each reading costs a pass, and
 * throws what reading the users throws.
 *
 * @throws UserImportError at the end of a reading, `validation-failed` where users have values that the pool has no column
 *   for
 */
export function withPoolColumns(source: Source, poolColumns: readonly string[]): Source {
    const { encoded } = source;
    if (encoded === undefined || encoded.columns.join() === poolColumns.join()) {
        return source;
    }
    const { columns, users } = encoded;
    const headerBytes = (names: readonly string[]): number => Buffer.byteLength(names.join());
    // Lost columns are empty, or there is an error; but some have a value in every row.
    const lostFilled = columns.filter((column) => filledColumns.has(column) && !poolColumns.includes(column));
    const lostBytes = lostFilled.length * encodeBoolean(false).length;
    const { readRange: _, ...whole } = source;
    return {
        ...whole,
        sizeBytes:
            source.sizeBytes +
            headerBytes(poolColumns) -
            headerBytes(columns) +
            users * (poolColumns.length - columns.length - lostBytes),
        read: () => readReordered(source, encoded, poolColumns),
    };
}

async function* readReordered(
    source: Source,
    { columns, firstUser }: EncodedSource,
    poolColumns: readonly string[],
): AsyncGenerator<Uint8Array> {
    const problems: string[] = [];
    let moreProblems = 0;
    const order = new ReorderedLines(columns, poolColumns, (line, column, value) => {
        const name = columns[column] ?? "";
        const property = propertyOfColumn(name);
        if (filledColumns.has(name) && value === encodeBoolean(false)) {
            // So is written what was left out.
            return;
        }
        if (problems.length < listedProblems) {
            problems.push(describeUserProblem(firstUser + line - 2, property, unknownColumn(name)));
        } else {
            moreProblems++;
        }
    });
    const blocks = new LineBlocks(order);
    for await (const chunk of source.read()) {
        blocks.push(Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength));
        const lines = order.take();
        // After a problem nothing more comes, so that no upload of it is complete.
        if (problems.length === 0 && lines.length > 0) {
            yield lines;
        }
    }
    if (problems.length > 0) {
        throw usersRefused(problems, moreProblems);
    }
}
