import { promisify } from "node:util";
import { brotliDecompress } from "node:zlib";
import { UserImportError } from "../errors/errors";
import { formatCount } from "../formatCount";
import type { PackedUsers } from "../users/packUsers";
import type { Source } from "./source";

const decompress = promisify(brotliDecompress);

/** What most texts become, so that they need one buffer. */
const batchBytes = 1 << 18;

/**
 * Users that the program has packed, as a CSV. Its columns, and so its digest, do not depend on the pool: see
 * `withPoolColumns`.
 *
 * @throws UserImportError `validation-failed` where users cannot be written, naming them by their place and properties,
 *   never a value
 */
export function openUsersSource(packed: PackedUsers): Source {
    const { firstUser, users, columns, sizeBytes, problems, moreProblems } = packed;
    if (problems.length > 0) {
        throw usersRefused(problems, moreProblems);
    }
    return {
        description: "users",
        sizeBytes,
        describeLine: (line) => (line === 1 ? "users" : `users[${firstUser + line - 2}]`),
        encoded: { columns, users, firstUser },
        read: () => unpack(packed.csv),
    };
}

/** What is said of users that cannot be written. */
export function usersRefused(problems: readonly string[], moreProblems: number): UserImportError {
    const more = moreProblems > 0 ? `\n  … and ${formatCount(moreProblems)} more` : "";
    return new UserImportError(
        "validation-failed",
        `These users cannot be written as a CSV for Cognito:\n${problems.map((problem) => `  ${problem}`).join("\n")}${more}`,
    );
}

/** Off the event loop, and one text ahead of the reader. */
async function* unpack(csv: readonly string[]): AsyncGenerator<Uint8Array> {
    let next = csv.length > 0 ? decompressed(csv[0] ?? "") : undefined;
    for (let index = 1; next !== undefined; index++) {
        const lines = await next;
        next = index < csv.length ? decompressed(csv[index] ?? "") : undefined;
        // It is told when its turn comes, if it comes.
        next?.catch(() => undefined);
        yield lines;
    }
}

async function decompressed(lines: string): Promise<Uint8Array> {
    try {
        return await decompress(Buffer.from(lines, "base64"), { chunkSize: batchBytes });
    } catch (cause) {
        throw new UserImportError("source-unreadable", "The users in state cannot be read.", { cause });
    }
}
