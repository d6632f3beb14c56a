import assert from "node:assert/strict";
import { causeOfBirthdate, causeOfBoolean, causeOfPhone } from "../../../provider/src/csv/values/spreadsheetValues";
import { header, inspect, places, row } from "./csvFiles";

/** The codes that rows with these values have, in the order of the rows. */
async function placesOf(column: string, values: readonly string[]): Promise<string[]> {
    const rows = values.map((value, user) => row({ "cognito:username": `user${user}`, [column]: value }));
    // As many good rows: what few rows have is listed by line.
    const good = values.map((_, user) => row({ "cognito:username": `good${user}` }));
    return places(await inspect([header, ...rows, ...good].join("\n"), { maxProblems: 1000 }));
}

describe("values as spreadsheets and databases write them", () => {
    it("are phone numbers that have become numbers", async () => {
        const rounded = ["4.91555E+12", "4,91555e12".replace(",", "\\,"), "15E10"];

        assert.deepEqual(await placesOf("phone_number", rounded), ["phone-number-rounded@2:phone_number"]);
        assert.deepEqual(await placesOf("phone_number", ["4915550100", "004915550100", "15550100124.0"]), [
            "phone-number-plus@2:phone_number",
            "phone-number-plus@3:phone_number",
            "phone-number-plus@4:phone_number",
        ]);
        assert.equal(causeOfPhone("+49 155 50100"), undefined);
    });

    it("are dates in other forms", () => {
        const codes = (values: readonly string[]): (string | undefined)[] =>
            values.map((value) => causeOfBirthdate(value)?.code);

        for (const value of ["1985-12-10", "1985/12/10", "1985-12-10T00:00:00Z", "1985-12-10 00:00:00", "19851210"]) {
            assert.deepEqual(codes([value]), ["birthdate-year-first"], value);
        }
        for (const value of ["10.12.1985", "1.2.85", "25/12/1985", "25-12-85", "31.12.1985 00:00"]) {
            assert.deepEqual(codes([value]), ["birthdate-day-first"], value);
        }
        for (const value of [
            "12/10/85",
            "1/5/1985",
            "12-10-1985",
            "12/10/1985 0:00",
            "31391",
            "10-Dec-85",
            "10. Dezember 1985",
        ]) {
            assert.deepEqual(codes([value]), ["birthdate-spreadsheet"], value);
        }
        assert.deepEqual(codes(["02/30/2000", "00/10/2000", "unknown", "1985", "99/99/9999"]), [
            undefined,
            undefined,
            undefined,
            undefined,
            undefined,
        ]);
    });

    it("are dates said once for each cause, and nothing of their length", async () => {
        const values = ["1985-12-10", "1990-01-02", "12/10/85", "31391", "25.12.1985"];

        assert.deepEqual(await placesOf("birthdate", values), [
            "birthdate-year-first@2:birthdate",
            "birthdate-spreadsheet@4:birthdate",
            "birthdate-day-first@6:birthdate",
        ]);
    });

    it("are words for true and false", async () => {
        for (const word of [
            "VRAI",
            "faux",
            "WAHR",
            "Falsch",
            "VERDADERO",
            "FALSO",
            "1",
            "0",
            "yes",
            "N",
            "t",
            "F",
            "ЛОЖЬ",
            "sì",
            "HAYIR",
        ]) {
            assert.equal(causeOfBoolean(word)?.code, "boolean-word", word);
        }
        assert.equal(causeOfBoolean("perhaps"), undefined);
        assert.deepEqual(await placesOf("email_verified", ["VRAI", "FAUX", "1", "perhaps"]), [
            "boolean-word@2:email_verified",
            "boolean-value@5:email_verified",
        ]);
    });

    it("may have an apostrophe before them that marks text", async () => {
        assert.deepEqual(await placesOf("phone_number", ["'+15550100124", "' +15550100125"]), [
            "leading-apostrophe@2:phone_number",
        ]);
        assert.deepEqual(await placesOf("phone_number", ["'15550100124"]), [
            "leading-apostrophe@2:phone_number",
            "phone-number-plus@2:phone_number",
        ]);
        assert.deepEqual(await placesOf("birthdate", ["'12/10/1985"]), ["leading-apostrophe@2:birthdate"]);
        assert.deepEqual(await placesOf("cognito:mfa_enabled", ["'FALSE"]), [
            "leading-apostrophe@2:cognito:mfa_enabled",
        ]);
        assert.deepEqual(await placesOf("birthdate", ["'\u00a0"]), [
            "value-unicode-space@2:birthdate",
            "birthdate-form@2:birthdate",
        ]);
        assert.deepEqual(await placesOf("name", ["'s-Gravenhage"]), []);
        assert.deepEqual(await placesOf("email", ["'tis@example.com"]), []);
    });

    it("are said once with the number of rows, however many there are", async () => {
        const rows = Array.from({ length: 1_000 }, (_, user) =>
            row({ "cognito:username": `user${user}`, email_verified: "WAHR", phone_number_verified: "FALSCH" }),
        );

        const inspection = await inspect([header, ...rows].join("\n"));

        assert.deepEqual(places(inspection), ["most-rows-fail", "boolean-word@2:email_verified"]);
        assert.match(inspection.problems[1]?.message ?? "", /\(Found in 1,000 of 1,000 rows\. This is the first\.\)$/);
        assert.deepEqual([inspection.rowErrors, inspection.failingRows, inspection.moreProblems], [2_000, 1_000, 0]);
    });
});
