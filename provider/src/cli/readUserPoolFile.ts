import { readFile } from "node:fs/promises";
import { type DescribedUserPool, poolRulesFromUserPool } from "../csv/poolRules";
import type { CsvPoolRules } from "../csv/types";
import { reasonOfErrno } from "../errors/fileError";
import { CommandError } from "./command";

/**
 * The rules of the pool that `aws cognito-idp describe-user-pool` printed into a file.
 *
 * @throws CommandError where it cannot be read or holds something else
 */
export async function readUserPoolFile(path: string): Promise<CsvPoolRules> {
    const pool = userPoolIn(parse(path, await read(path)));
    if (pool === undefined) {
        throw new CommandError(
            `${path} does not describe a user pool. Save the output of aws cognito-idp describe-user-pool in it.`,
        );
    }
    return poolRulesFromUserPool(pool);
}

async function read(path: string): Promise<Buffer> {
    try {
        return await readFile(path);
    } catch (error) {
        throw new CommandError(`${path} cannot be read: ${reasonOfErrno(error)}.`);
    }
}

function parse(path: string, bytes: Buffer): unknown {
    // PowerShell writes UTF-16 with a byte order mark where output goes to a file.
    const isUtf16 = bytes[0] === 0xff && bytes[1] === 0xfe;
    const text = bytes.toString(isUtf16 ? "utf16le" : "utf8");
    try {
        return JSON.parse(text.replace(/^\ufeff/u, ""));
    } catch {
        throw new CommandError(`${path} is not JSON. Use describe-user-pool with --output json.`);
    }
}

/** The pool, in its wrapping or without; only what all user pools have is asked for. */
function userPoolIn(value: unknown): DescribedUserPool | undefined {
    const outer = value as { UserPool?: unknown } | null;
    const pool = (typeof outer === "object" && outer !== null && "UserPool" in outer ? outer.UserPool : outer) as
        | DescribedUserPool
        | null
        | undefined;
    return typeof pool === "object" && pool !== null && Array.isArray(pool.SchemaAttributes) ? pool : undefined;
}
