import { ContentDigest } from "../csv/contentDigest";
import { splitLine } from "../csv/dialect";
import type { Source } from "../source/source";
import { encodeBoolean } from "../users/encodeValue";
import { columnOfProperty } from "../users/userRecord";

/**
 * The digest that the same users had when a user who says nothing of MFA was still written with FALSE. A state that has it
 * has these users, who must not be imported once more for that.
 *
 * @param columns of the source, typed users as the program packed them
 * @throws what reading the users throws
 */
export async function earlierDigestOf(source: Pick<Source, "read">, columns: readonly string[]): Promise<string> {
    const column = columns.indexOf(columnOfProperty.mfaEnabled);
    const digest = new ContentDigest();
    const decoder = new TextDecoder();
    let begun = "";
    for await (const chunk of source.read()) {
        const lines = (begun + decoder.decode(chunk, { stream: true })).split("\n");
        begun = lines.pop() ?? "";
        digest.update(Buffer.from(lines.map((line) => `${withMfa(line, column)}\n`).join("")));
    }
    return digest.finish();
}

function withMfa(line: string, column: number): string {
    const values = splitLine(line);
    return values[column] === "" ? values.with(column, encodeBoolean(false)).join() : line;
}
