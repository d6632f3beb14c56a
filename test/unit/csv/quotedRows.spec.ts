import assert from "node:assert/strict";
import { standardColumns } from "../../../provider/src/users/standardColumns";
import { header, inspect, places, row } from "./csvFiles";

/** The codes of a file of rows, each with a username of its own, unless they give it, and of as many good rows. */
async function look(rows: readonly Readonly<Record<string, string>>[], before = ""): Promise<string[]> {
    const lines = rows.map((values, index) => row({ "cognito:username": `user${index}`, ...values }));
    const good = [...rows, ...rows].map((_, index) => row({ "cognito:username": `good${index}` }));
    return places(await inspect([header, ...lines.join(`${before}\n`).split("\n"), ...good, ""].join("\n")));
}

describe("neighbouring rows with a quotation mark each", () => {
    it("are two rows, where both are whole", async () => {
        assert.deepEqual(await look([{ nickname: '"Shorty' }, { nickname: "Big 6'2\"" }]), []);
        assert.deepEqual(await look([{ address: '"' }, { address: '"' }]), []);
    });

    it("keep their faults and their usernames", async () => {
        const rows = [{ address: '"' }, { address: '"', email: "", "cognito:username": "user0" }];

        assert.deepEqual(await look(rows), ["email-missing@3:email", "username-repeated@3:cognito:username"]);
    });

    it("are two rows with a blank line between them", async () => {
        assert.deepEqual(await look([{ nickname: '"Shorty' }, { nickname: "Big 6'2\"" }], "\n"), ["blank-line@3"]);
    });

    it("are two rows where the mark is in the last column or in the first", async () => {
        const last = header.split(",").at(-1) ?? "";

        const inLast = await look([{ [last]: '"x' }, { [last]: 'x"' }]);
        assert.ok(!inLast.some((place) => place.startsWith("quoted")), inLast.join());
        assert.deepEqual(await look([{ "cognito:username": '"ann' }, { "cognito:username": 'bob"' }]), []);
    });
});

describe("a value in quotation marks that ends with an escaped one", () => {
    it("ends there", async () => {
        assert.deepEqual(await look([{ address: '"\\"The Mill\\""' }]), ["quoted-value@2:address"]);
        assert.deepEqual(await look([{ name: '"Dwayne \\"Rock\\""' }]), ["quoted-value@2:name"]);
        assert.deepEqual(await look([{ name: '"\\"Mill, The\\"" ' }]), ["quoted-row@2:name"]);
    });

    it("goes on where the quotation mark after the backslash is doubled", async () => {
        assert.deepEqual(await look([{ name: '"C:\\"""' }, { name: '"a\\""b, c"' }]), [
            "quoted-value@2:name",
            "quoted-row@3:name",
        ]);
    });
});

describe("values in single quotation marks", () => {
    it("are said once for each row, and read without", async () => {
        assert.deepEqual(await look([{ email_verified: "'TRUE'" }]), ["quoted-row@2:email_verified"]);
        assert.deepEqual(await look([{ email: "'ada@example.com'", phone_number: " '+15550100124' " }]), [
            "quoted-row@2:email",
        ]);
        assert.deepEqual(await look([{ email_verified: "'perhaps'", birthdate: "'1985-12-10'" }]), [
            "quoted-row@2:email_verified",
            "boolean-value@2:email_verified",
            "birthdate-year-first@2:birthdate",
        ]);
    });

    it("are data where text is", async () => {
        assert.deepEqual(await look([{ name: "'s-Gravenhage'", "cognito:username": "'ann'" }]), []);
        assert.deepEqual(await look([{ email_verified: "'TRUE" }]), ["leading-apostrophe@2:email_verified"]);
        assert.deepEqual(await look([{ email: "'tis@example.com" }]), []);
    });

    it("are recognised in the header, and counted there", async () => {
        const names = standardColumns.map((name) => `'${name}'`);

        const inspection = await inspect([names.join(","), row({ email_verified: "'TRUE'" }), ""].join("\n"));

        assert.deepEqual(places(inspection), ["header-quoted@1"]);
        assert.equal(inspection.failingRows, 1);
    });
});
