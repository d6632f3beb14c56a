import { setImmediate } from "node:timers/promises";
import { brotliDecompressSync } from "node:zlib";
import { UserImportError } from "../errors/errors";
import { listProblems } from "../messages";
import type { PackedUsers } from "../users/packUsers";
import type { Source } from "./source";

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
    return new UserImportError(
        "validation-failed",
        `These users cannot be written as a CSV for Cognito:\n${listProblems(problems, moreProblems)}`,
    );
}

/** A text takes a tenth of a millisecond, less than it takes to hand it to a thread. Between two, other work has its turn. */
async function* unpack(csv: readonly string[]): AsyncGenerator<Uint8Array> {
    for (const lines of csv) {
        yield decompressed(lines);
        await setImmediate();
    }
}

function decompressed(lines: string): Uint8Array {
    try {
        return brotliDecompressSync(Buffer.from(lines, "base64"), { chunkSize: batchBytes });
    } catch (cause) {
        throw new UserImportError("source-unreadable", "The users in state cannot be read.", { cause });
    }
}
