import assert from "node:assert/strict";
import { contentDigestOf, Ledger } from "../../../provider/src/groups/ledger";

describe("Ledger", () => {
    it("knows after reading what was added, and nothing else", () => {
        const ledger = Ledger.empty();
        for (let index = 0; index < 20_000; index++) {
            ledger.add("staff", `user${index}`);
        }
        const read = Ledger.parse(ledger.text());

        assert.equal(read.size, 20_000);
        for (let index = 0; index < 20_000; index++) {
            assert.ok(read.has("staff", `user${index}`));
            assert.equal(read.has("buyers", `user${index}`), false);
        }
        assert.equal(Ledger.parse(Ledger.empty().text()).size, 0);
    });

    it("takes about 7 characters a membership in the state, and has a key of its own", () => {
        const texts = [Ledger.empty(), Ledger.empty()].map((ledger) => {
            for (let index = 0; index < 5000; index++) {
                ledger.add("staff", `user${index}`);
            }
            return ledger.text();
        });

        assert.ok(
            texts.every(({ length }) => length < 7 * 5000),
            `${texts[0]?.length} characters`,
        );
        assert.notEqual(texts[0]?.slice(30), texts[1]?.slice(30));
    });

    it("has a digest of content that order and repetition do not change", () => {
        const one = contentDigestOf([
            ["a", "x"],
            ["b", "y"],
        ]);

        assert.equal(
            contentDigestOf([
                ["b", "y"],
                ["a", "x"],
                ["b", "y"],
            ]),
            one,
        );
        assert.notEqual(
            contentDigestOf([
                ["a", "y"],
                ["b", "x"],
            ]),
            one,
        );
        assert.match(one, /^sha256:[0-9a-f]{64}$/);
    });
});
