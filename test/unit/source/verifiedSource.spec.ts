import assert from "node:assert/strict";
import { verifiedSource } from "../../../provider/src/source/verifiedSource";
import { digestOf, memorySource, peopleCsv } from "../../support/lifecycle/lifecycleFixture";

async function readAll(content: string, digest: string): Promise<{ text: string; error: unknown }> {
    const chunks: Uint8Array[] = [];
    try {
        for await (const chunk of verifiedSource(memorySource("users.csv", content), digest).read()) {
            chunks.push(chunk);
        }
        return { text: Buffer.concat(chunks).toString(), error: undefined };
    } catch (error) {
        return { text: Buffer.concat(chunks).toString(), error };
    }
}

describe("verifiedSource", () => {
    it("hands over the whole source where it is what was checked, each time it is read", async () => {
        assert.deepEqual(await readAll(peopleCsv, digestOf(peopleCsv)), { text: peopleCsv, error: undefined });

        const crlf = peopleCsv.replaceAll("\n", "\r\n");
        assert.equal((await readAll(crlf, digestOf(peopleCsv))).text, crlf);
    });

    it("never hands over the end of another content, so that no upload of it is complete", async () => {
        for (const content of [peopleCsv.replace("ada@", "eve@"), `${peopleCsv}more`, peopleCsv.slice(0, -9), "x"]) {
            const { text, error } = await readAll(content, digestOf(peopleCsv));

            assert.equal((error as { code?: string }).code, "source-changed");
            assert.ok(text.length < content.length, `${text.length} of ${content.length} bytes`);
        }
    });

    it("keeps size and description", () => {
        const source = memorySource("users.csv", peopleCsv);
        const { description, sizeBytes } = verifiedSource(source, digestOf(peopleCsv));
        assert.deepEqual([description, sizeBytes], ["users.csv", source.sizeBytes]);
    });
});
