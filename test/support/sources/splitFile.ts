import { writeFile } from "node:fs/promises";
import path from "node:path";
import { openFileSource } from "../../../provider/src/source/fileSource";
import type { OpenSource } from "../../../provider/src/source/openSource";
import type { Source } from "../../../provider/src/source/source";
import { formatPartReference } from "../../../provider/src/split/part";
import { withParts } from "../../../provider/src/split/partSource";
import { withTemporaryFolder } from "../pulumi/fakePrograms";

/** A header of few columns. */
export const header = "cognito:username,email\n";
/** Three parts of 25 rows. */
export const limits = { maxRows: 10, maxBytes: 10_000 };

/** What is said of reading a source, as far as it matters here. */
export const how = { maxBytes: Number.POSITIVE_INFINITY };

/** A CSV of so many rows. */
export function csv(count: number): string {
    return header + Array.from({ length: count }, (_, index) => `user${index},user${index}@example.com\n`).join("");
}

/** Opens a file by its path. */
export const openFile: OpenSource = async (source) => await openFileSource(String(source));

/** Writes 25 rows, which are cut into three parts, and hands over what opens part `n`. */
export async function withFile(
    test: (openPart: (part: number, isLast: boolean) => Promise<Source>, file: string) => Promise<void>,
    open: OpenSource = openFile,
): Promise<void> {
    await withTemporaryFolder(async (folder) => {
        const file = path.join(folder, "users.csv");
        await writeFile(file, csv(25));
        const openParts = withParts(open);
        const openPart = async (part: number, isLast: boolean): Promise<Source> =>
            await openParts(formatPartReference({ source: file, part, isLast, limits }), undefined, how);
        await test(openPart, file);
    });
}
