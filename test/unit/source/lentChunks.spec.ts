import assert from "node:assert/strict";
import { systemClock } from "../../../provider/src/clock";
import { inspectCsv } from "../../../provider/src/csv/inspectCsv";
import { scanCsv } from "../../../provider/src/csv/scanCsv";
import { LineSet } from "../../../provider/src/existing/lineSet";
import { LineLengths, withoutLines } from "../../../provider/src/existing/withoutLines";
import { putStream } from "../../../provider/src/job/putStream";
import { digestSource } from "../../../provider/src/resource/inspectSource";
import type { Source } from "../../../provider/src/source/source";
import { verifiedSource } from "../../../provider/src/source/verifiedSource";
import { formatPartReference } from "../../../provider/src/split/partReference";
import { withParts } from "../../../provider/src/split/partSource";
import { digestOf } from "../../support/lifecycle/lifecycleFixture";
import { startUploadServer } from "../../support/web/uploadServer";

const header = "cognito:username,email,email_verified,phone_number_verified,cognito:mfa_enabled\n";
const rows = Array.from(
    { length: 400 },
    (_, index) => `made-up-${index},made-up-${index}@example.com,TRUE,FALSE,FALSE\n`,
);
const text = header + rows.join("");

/** Lends one and the same buffer with every chunk, and spoils it as soon as the next one is asked for. */
function lendingSource(content: string, chunkBytes: number): Source {
    const bytes = Buffer.from(content);
    return {
        description: "users.csv",
        sizeBytes: bytes.length,
        read: async function* () {
            const lent = Buffer.alloc(chunkBytes);
            for (let start = 0; start < bytes.length; start += chunkBytes) {
                const length = bytes.copy(lent, 0, start, start + chunkBytes);
                yield lent.subarray(0, length);
                lent.fill("#");
            }
        },
    };
}

async function uploaded(source: Source): Promise<string | undefined> {
    const server = await startUploadServer();
    try {
        const url = new URL(`${server.origin}/key`);
        const answer = await putStream({
            url,
            headers: {},
            body: source.read(),
            bodyBytes: source.sizeBytes,
            clock: systemClock,
        });
        assert.deepEqual(answer, { status: 200, errorCode: "", errorMessage: "" });
        return server.puts[0]?.body;
    } finally {
        await server.close();
    }
}

describe("chunks that are only lent", () => {
    for (const chunkBytes of [1, 7, 1000, 1 << 16]) {
        const whole = lendingSource(text, chunkBytes);

        it(`of ${chunkBytes} bytes are uploaded as they were, whole, in parts and without lines`, async () => {
            assert.equal(await uploaded(verifiedSource(whole, digestOf(text))), text);

            const limits = { maxRows: 150, maxBytes: 100_000 };
            const parts = [1, 2, 3].map((part) => ({ source: "users.csv", part, isLast: part === 3, limits }));
            const texts: string[] = [];
            const open = withParts(async () => whole);
            for (const reference of parts) {
                const part = await open(formatPartReference(reference));
                texts.push((await uploaded(verifiedSource(part, await digestSource(part, {})))) ?? "");
            }
            assert.equal(header + texts.map((part) => part.slice(header.length)).join(""), text);

            const lines = new LineSet();
            const lengths = new LineLengths();
            lengths.push(Buffer.from(text));
            for (let line = 2; line <= 401; line += 3) {
                lines.add(line);
            }
            const others = withoutLines(verifiedSource(whole, digestOf(text)), lines, lengths.sum(lines));
            assert.equal(await uploaded(others), header + rows.filter((_, index) => index % 3 !== 0).join(""));
        });

        it(`of ${chunkBytes} bytes are read as they were`, async () => {
            const found: string[] = [];
            for await (const row of scanCsv(whole.read())) {
                found.push(`${row.text}\n`);
            }
            assert.equal(found.join(""), text);
            assert.deepEqual(
                await inspectCsv(whole.read(), {}),
                await inspectCsv(lendingSource(text, 1 << 20).read(), {}),
            );
        });
    }
});
