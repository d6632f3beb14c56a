import assert from "node:assert/strict";
import { inspectCsv } from "../../../provider/src/csv/inspectCsv";
import type { CsvInspection, CsvPoolRules } from "../../../provider/src/csv/types";
import { chunksOf, header, inspect, places, row } from "./csvFiles";

type Values = Readonly<Record<string, string>>;

const emailAlias: CsvPoolRules = { aliasAttributes: ["email"], caseSensitiveUsernames: false };
const bothAliases: CsvPoolRules = { aliasAttributes: ["email", "phone_number"] };
const emailNames: CsvPoolRules = { usernameAttributes: ["email"] };

function file(...rows: readonly Values[]): string {
    return `${[header, ...rows.map((values) => row(values))].join("\n")}\n`;
}

function user(name: string, values: Values = {}): Values {
    return { "cognito:username": name, email: `${name}@mail.example`, ...values };
}

/** Users in whom nothing is wrong, so that what is wrong with some others is not said of most. */
function others(count: number): Values[] {
    return Array.from({ length: count }, (_, index) => user(`other${index}`));
}

/** What is said of a file, which does not depend on how it is read. */
async function inspectEachWay(rows: readonly Values[], pool: CsvPoolRules): Promise<CsvInspection> {
    const bytes = Buffer.from(file(...rows));
    const inspection = await inspectCsv(chunksOf(bytes, 61), { pool });
    return inspection;
}

describe("Whose user a row is", () => {
    describe("in a pool with aliases", () => {
        it("is not said by a username that is an address or a number where that is an alias", async () => {
            const named = ["linus@mail.example", "+4915550100777", "li-nus"];
            const rows = [...others(4), ...named.map((name, at) => user(name, { email: `u${at}@mail.example` }))];

            const email = await inspectEachWay(rows, emailAlias);
            const both = await inspectEachWay(rows, bothAliases);
            const none = await inspectEachWay(rows, { aliasAttributes: [] });

            assert.deepEqual(places(email), ["username-alias-form@6:cognito:username"]);
            assert.deepEqual(places(both), [
                "username-alias-form@6:cognito:username",
                "username-alias-form@7:cognito:username",
            ]);
            assert.match(both.problems[0]?.message ?? "", /has the e-mail address as an alias/);
            assert.match(both.problems[1]?.message ?? "", /has the phone number as an alias/);
            assert.deepEqual([both.rowErrors, both.failingRows, none.rowErrors], [2, 2, 0]);
        });

        it("is said once where most usernames are addresses", async () => {
            const rows = ["linus", "barbara", "edsger"].map((name) =>
                user(name, { "cognito:username": `${name}@b.example` }),
            );

            const { problems, failingRows } = await inspectEachWay(rows, emailAlias);

            assert.deepEqual(
                problems.map(({ code, line, count }) => [code, line, count]),
                [
                    ["most-rows-fail", undefined, 1],
                    ["username-alias-form", 2, 3],
                ],
            );
            assert.equal(failingRows, 3);
            assert.match(
                problems[1]?.message ?? "",
                /such as a UUID or a name\. \(Found in 3 of 3 rows\. This is the first\.\)$/,
            );
        });

        it("is two people's where a verified address comes again, in any case", async () => {
            const rows = [
                ...others(5),
                user("barbara"),
                user("liskov", { email: "BARBARA@mail.example" }),
                user("unverified", {
                    email: "barbara@mail.example",
                    email_verified: "FALSE",
                    phone_number: "+15550100999",
                    phone_number_verified: "TRUE",
                }),
            ];

            const { problems, rowErrors } = await inspectEachWay(rows, emailAlias);

            assert.deepEqual(
                problems.map(({ code, line, column }) => [code, line, column]),
                [["alias-repeated", 8, "email"]],
            );
            assert.match(problems[0]?.message ?? "", /is the same as on line 7\. /);
            assert.equal(rowErrors, 0);
        });

        it("is two people's where a verified number comes again, and only in a pool with that alias", async () => {
            const number = { phone_number: "+4915550100888", phone_number_verified: "true" };
            const rows = [...others(3), user("tim", number), user("vint", { ...number, name: '"Vint"' })];

            assert.deepEqual(places(await inspectEachWay(rows, emailAlias)), ["quoted-value@6:name"]);
            assert.deepEqual(places(await inspectEachWay(rows, bothAliases)), [
                "quoted-value@6:name",
                "alias-repeated@6:phone_number",
            ]);
        });

        it("is not asked of a row whose username is repeated, which Cognito skips", async () => {
            const inspection = await inspectEachWay([...others(2), user("tim"), user("Tim")], emailAlias);

            assert.deepEqual(places(inspection), ["username-repeated@5:cognito:username"]);
            assert.match(inspection.problems[0]?.message ?? "", /imports that row and skips this one/);
            assert.deepEqual([inspection.rowErrors, inspection.failingRows], [1, 1]);
        });
    });

    describe("in a pool whose usernames are addresses", () => {
        it("is not said by the UUID that such a pool makes", async () => {
            const rows = [
                { "cognito:username": "ada@example.com" },
                { "cognito:username": "C3D1F0AA-9b1e-4c77-8c6d-00ff11ee22dd" },
                { "cognito:username": "c3d1f0aa-9b1e-4c77-8c6d" },
                user("linus@mail.example", { email: "linus@mail.example" }),
            ];

            const email = await inspectEachWay(rows, emailNames);
            const either = await inspectEachWay(rows, { usernameAttributes: ["phone_number", "email"] });

            const expected = ["username-uuid@3:cognito:username", "username-form@4:cognito:username"];
            assert.deepEqual([places(email), places(either)], [expected, expected]);
            assert.match(
                email.problems[0]?.message ?? "",
                /its usernames are e-mail addresses\. Write the user's own\.$/,
            );
            assert.match(either.problems[0]?.message ?? "", /its usernames are phone numbers or e-mail addresses\. /);
        });

        it("is doubtful where the column of that kind has another one", async () => {
            const rows = [
                ...["linus", "tim", "vint"].map((name) =>
                    user(`${name}@mail.example`, { email: `${name}@mail.example` }),
                ),
                user("Barbara@mail.example", { email: "barbara@mail.example" }),
                user("edsger@mail.example", { email: "ada@mail.example" }),
                user("+4915550100666", { phone_number: "+4915550100665" }),
            ];

            const { problems } = await inspectEachWay(rows, { usernameAttributes: ["email", "phone_number"] });

            assert.deepEqual(
                problems.map(({ code, severity, line, column }) => [code, severity, line, column]),
                [
                    ["username-other-address", "warning", 6, "email"],
                    ["username-other-address", "warning", 7, "phone_number"],
                ],
            );
        });

        it("is not said by the username of a federated user, which is no address: with that cause", async () => {
            const { problems } = await inspectEachWay(
                [user("Facebook_100200300400"), user("linus@mail.example", { email: "linus@mail.example" })],
                emailNames,
            );

            assert.deepEqual(
                problems.map(({ code }) => code),
                ["username-form"],
            );
            assert.match(problems[0]?.message ?? "", /looks like a federated user's\. Remove the row/);
        });
    });

    it("is a native user's where the username is of the form that federated users have", async () => {
        const federated = ["google_1", "FACEBOOK_2", "SignInWithApple_000111.0a", "loginwithamazon_amzn1.account.X"];
        const native = ["google", "google_", "googler_1", "face_book", "my_google_1", "google_1@mail.example"];
        const rows = [...native, ...federated].map((name, index) => user(name, { email: `u${index}@mail.example` }));

        const { problems, rowErrors } = await inspectEachWay(rows, {});

        assert.deepEqual(
            problems.map(({ code, severity, line }) => [code, severity, line]),
            federated.map((_, index) => ["username-federated", "warning", native.length + 2 + index]),
        );
        assert.equal(rowErrors, 0);
    });

    describe("who has nothing to get a code with", () => {
        const sms: CsvPoolRules = { mfaConfiguration: "ON", mfaContacts: ["phone_number"] };
        const either: CsvPoolRules = { mfaConfiguration: "ON", mfaContacts: ["phone_number", "email"] };
        const mfa = { "cognito:mfa_enabled": "TRUE" };
        const number = { phone_number: "+15550100555" };
        const byPhone = { phone_number_verified: "TRUE", email_verified: "FALSE" };

        it("cannot sign in, which is said", async () => {
            const rows = [user("tim", { ...mfa, ...number }), user("vint", mfa), user("linus", { ...mfa, ...number })];

            const { problems, rowErrors } = await inspectEachWay(rows, sms);

            assert.deepEqual(
                problems.map(({ code, line, column }) => [code, line, column]),
                [["mfa-no-factor", 3, "phone_number"]],
            );
            assert.match(
                problems[0]?.message ?? "",
                /by text message, but phone_number is empty\. .* cannot sign in until/,
            );
            assert.equal(rowErrors, 0);
        });

        it("is one who has neither where the pool has two ways", async () => {
            const rows = [user("tim", mfa), user("vint", { ...mfa, ...number, ...byPhone, email: "" })];
            const nobody = user("linus", { ...mfa, email: "", email_verified: "FALSE" });

            assert.deepEqual(places(await inspectEachWay(rows, either)), []);
            assert.deepEqual(places(await inspectEachWay([...rows, nobody], either)), [
                "not-verified@4",
                "mfa-no-factor@4",
            ]);
        });

        it("is not said where it is a consequence, or the column is not there", async () => {
            const missing = user("linus", { ...mfa, ...byPhone });
            const required = new Map([["phone_number", { dataType: "String", required: true }]] as const);
            const columns = header.split(",").filter((name) => name !== "phone_number");
            const short = `${columns.join(",")}\n${row(mfa, columns)}\n`;

            assert.deepEqual(places(await inspectEachWay([missing], sms)), [
                "most-rows-fail",
                "phone-number-missing@2:phone_number",
            ]);
            assert.deepEqual(places(await inspectEachWay([user("tim", mfa)], { ...sms, attributes: required })), [
                "most-rows-fail",
                "attribute-missing@2:phone_number",
            ]);
            assert.deepEqual(places(await inspect(short, { pool: sms })), ["header-missing-column@1:phone_number"]);
        });
    });
});
