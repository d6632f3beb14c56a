import assert from "node:assert/strict";
import type { CsvInspectionOptions, CsvPoolRules } from "../../../provider/src/csv/types";
import type { PasswordHashingAlgorithm } from "../../../provider/src/types";
import { standardColumns } from "../../../provider/src/users/standardColumns";
import { inspect, row } from "./csvFiles";

const columns = [...standardColumns, "password_hash"];
const bcrypt = `$2b$12$${"Ab1./".repeat(11).slice(0, 53)}`;
const argon2id = "$argon2id$v=19$m=19456\\,t=2\\,p=1$c2FsdHNhbHQ$aGFzaGhhc2hoYXNo";

async function findingsOf(
    hashes: readonly string[],
    options: CsvInspectionOptions = {},
): Promise<{ places: string[]; messages: string }> {
    const rows = hashes.map((hash, index) => row({ "cognito:username": `user${index}`, password_hash: hash }, columns));
    const { problems } = await inspect(`${[columns.join(), ...rows].join("\n")}\n`, options);
    return {
        places: problems.map(({ severity, code, line, count }) => `${severity} ${code}@${line} ×${count}`),
        messages: problems.map(({ message }) => message).join("\n"),
    };
}

const good: Readonly<Record<PasswordHashingAlgorithm, readonly string[]>> = {
    BCRYPT: [bcrypt, bcrypt.replace("$2b$12", "$2a$04"), bcrypt.replace("2b", "2x"), bcrypt.replace("2b", "2y"), ""],
    SCRYPT: ["65536$8$1$00ff$c0ffee", "16384$8$1$AAbb$00", ""],
    ARGON2ID: [argon2id, argon2id.replace("19456", "8192").replace("t=2", "t=1"), ""],
    PBKDF2_SHA256: ["$pbkdf2-sha256$600000$c2FsdA$aGFzaA", "$pbkdf2-sha256$1000$c2.dA$aGF+aA==", ""],
};

/** What is wrong of the first value, with a pattern of the cause that is said. */
const bad: readonly (readonly [PasswordHashingAlgorithm, string, string, RegExp])[] = [
    ["BCRYPT", bcrypt.replace("12", "13"), "password-hash-bounds", /cost 13 is above 12/],
    ["BCRYPT", bcrypt.slice(0, -1), "password-hash-form", /not a hash of BCRYPT/],
    ["BCRYPT", bcrypt.replace("2b", "2B"), "password-hash-form", /not a hash of BCRYPT/],
    ["BCRYPT", Buffer.from(bcrypt).toString("hex"), "password-hash-algorithm", /hexadecimal/],
    ["BCRYPT", argon2id, "password-hash-algorithm", /a hash of ARGON2ID/],
    ["BCRYPT", "pbkdf2_sha256$1$c2FsdA$aGFzaA==", "password-hash-algorithm", /a hash of PBKDF2_SHA256/],
    ["PBKDF2_SHA256", "pbkdf2_sha256$1$c2FsdA$aGFzaA==", "password-hash-algorithm", /Django.*Write \$pbkdf2-sha256/],
    ["BCRYPT", `bcrypt_sha256$${bcrypt}`, "password-hash-algorithm", /SHA-256 digest\. Cognito does not accept it/],
    ["BCRYPT", `bcrypt$${bcrypt}`, "password-hash-algorithm", /Remove the name/],
    ["BCRYPT", `{bcrypt}${bcrypt}`, "password-hash-algorithm", /Remove the braces/],
    ["BCRYPT", `{CRYPT}${bcrypt}`, "password-hash-algorithm", /Remove the braces/],
    ["BCRYPT", "$P$B987654321098765432109876543210", "password-hash-algorithm", /phpass/],
    ["BCRYPT", "$6$rounds=5000$salt$hash", "password-hash-algorithm", /crypt/],
    ["BCRYPT", "{SSHA}c2FsdHNhbHRzYWx0", "password-hash-algorithm", /LDAP/],
    ["BCRYPT", "0123456789abcdef0123456789abcdef", "password-hash-algorithm", /plain digest/],
    ["SCRYPT", "131072$8$1$00ff$c0ffee", "password-hash-bounds", /N 131072 is above 65536/],
    ["SCRYPT", "16384$16$2$00ff$c0ffee", "password-hash-bounds", /r 16 is above 8, p 2 is above 1/],
    ["SCRYPT", "16384$8$1$00ff$c0ffe", "password-hash-form", /N\$r\$p\$salt\$hash/],
    ["SCRYPT", "$scrypt$ln=14\\,r=8\\,p=1$c2FsdA$aGFzaA", "password-hash-algorithm", /another format of scrypt/],
    ["ARGON2ID", argon2id.replace("19456", "65536"), "password-hash-bounds", /m 65536 is above 19456/],
    ["ARGON2ID", argon2id.replace("t=2", "t=3"), "password-hash-bounds", /t 3 is above 2/],
    ["ARGON2ID", argon2id.replace("argon2id", "argon2i"), "password-hash-algorithm", /Argon2i/],
    ["PBKDF2_SHA256", "$pbkdf2-sha256$600001$c2FsdA$aGFzaA", "password-hash-bounds", /600001 is above 600000/],
    ["PBKDF2_SHA256", "$pbkdf2-sha512$1000$c2FsdA$aGFzaA", "password-hash-algorithm", /a digest other than SHA-256/],
    ["PBKDF2_SHA256", "$pbkdf2-sha256$i=1000$c2FsdA$aGFzaA", "password-hash-algorithm", /another format of PBKDF2/],
    ["PBKDF2_SHA256", "$pbkdf2-sha256$1000$c2FsdA", "password-hash-form", /not a hash of PBKDF2_SHA256/],
    ["PBKDF2_SHA256", bcrypt, "password-hash-algorithm", /a hash of BCRYPT/],
];

describe("password hashes", () => {
    for (const [algorithm, hashes] of Object.entries(good) as [PasswordHashingAlgorithm, readonly string[]][]) {
        it(`of ${algorithm} are clean in its form, and so is an empty value`, async () => {
            assert.deepEqual((await findingsOf(hashes, { passwordHashingAlgorithm: algorithm })).places, []);
        });
    }

    for (const [algorithm, hash, code, cause] of bad) {
        it(`in a job with ${algorithm} are refused as ${code}: ${cause.source}`, async () => {
            const options = { passwordHashingAlgorithm: algorithm };

            const { places, messages } = await findingsOf([hash, "", ""], options);

            assert.deepEqual(places, [`error ${code}@2 ×1`]);
            assert.match(messages, cause);
        });
    }

    it("that PBKDF2 with SHA-256 made, and lack a part, are not taken for those of another digest", async () => {
        const options = { passwordHashingAlgorithm: "PBKDF2_SHA256" } as const;

        const { places, messages } = await findingsOf(["$pbkdf2-sha256$1000$c2FsdA", "", ""], options);

        assert.deepEqual(places, ["error password-hash-form@2 ×1"]);
        assert.match(messages, /not a hash of PBKDF2_SHA256/);
    });

    it("are never repeated, not in part", async () => {
        for (const [algorithm, hash] of bad) {
            const { messages } = await findingsOf([hash], { passwordHashingAlgorithm: algorithm });

            for (const part of hash.split(/[$,\\={}]/).filter((one) => one.length >= 7)) {
                assert.ok(/^(?:bcrypt|pbkdf2)[-_]sha256$/.test(part) || !messages.includes(part), messages);
            }
        }
    });

    it("of Argon2 whose commas are not escaped are told so, instead of too many values", async () => {
        const { places, messages } = await findingsOf([argon2id.replaceAll("\\,", ","), ""], {
            passwordHashingAlgorithm: "ARGON2ID",
        });

        assert.deepEqual(places, ["error value-count@2 ×1"]);
        assert.match(messages, /commas in an Argon2id hash .* Write each as \\,/);
    });

    it("without an algorithm are said once, with their number", async () => {
        const { places, messages } = await findingsOf(["", bcrypt, argon2id]);

        assert.deepEqual(places, ["warning password-hash-without-algorithm@3 ×2"]);
        assert.match(messages, /2 of 3 rows/);
    });

    it("of another algorithm in most rows are said once", async () => {
        const { places } = await findingsOf([bcrypt, bcrypt, ""], { passwordHashingAlgorithm: "SCRYPT" });

        assert.deepEqual(places, ["warning most-rows-fail@undefined ×1", "error password-hash-algorithm@2 ×2"]);
    });
});

describe("the column of password hashes", () => {
    const file = (names: readonly string[]): string => `${names.join()}\n${row({}, names)}\n`;
    const codes = async (names: readonly string[], options: CsvInspectionOptions): Promise<string[]> =>
        (await inspect(file(names), options)).problems.map(({ code, severity }) => `${severity} ${code}`);
    const listing: CsvPoolRules = { header: columns };
    const older: CsvPoolRules = { header: standardColumns };

    it("is never demanded without an algorithm, of a pool that lists it or does not", async () => {
        for (const pool of [listing, older]) {
            assert.deepEqual(await codes(standardColumns, { pool }), []);
        }
    });

    it("is taken by a pool that lists it, and where nobody could ask", async () => {
        assert.deepEqual(await codes(columns, { pool: listing }), []);
        assert.deepEqual(await codes(columns, { pool: { ...older, isHeaderDerived: true } }), []);
        assert.deepEqual(await codes(columns, {}), []);
        assert.deepEqual(await codes(columns, { pool: older }), ["error header-unknown-column"]);
    });

    it("is demanded with an algorithm, whatever the pool lists", async () => {
        for (const pool of [listing, older]) {
            assert.deepEqual(await codes(standardColumns, { pool, passwordHashingAlgorithm: "BCRYPT" }), [
                "error password-hash-column-missing",
            ]);
        }
        assert.deepEqual(await codes(columns, { pool: older, passwordHashingAlgorithm: "BCRYPT" }), [
            "warning password-hash-not-offered",
        ]);
    });
});

describe("cognito:mfa_enabled", () => {
    it("may be blank, whatever the pool asks for", async () => {
        for (const mfaConfiguration of ["OFF", "ON", "OPTIONAL"] as const) {
            const file = `${standardColumns.join()}\n${row({ "cognito:mfa_enabled": "" })}\n`;

            assert.deepEqual((await inspect(file, { pool: { mfaConfiguration } })).problems, []);
        }
    });
});
