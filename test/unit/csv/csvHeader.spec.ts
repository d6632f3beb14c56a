import assert from "node:assert/strict";
import type { CsvPoolRules } from "../../../provider/src/csv/types";
import { standardColumns } from "../../../provider/src/users/standardColumns";
import { header, inspect, places, row } from "./csvFiles";

const poolHeader = [...standardColumns, "custom:team"];

async function headerPlaces(names: readonly string[], pool?: CsvPoolRules): Promise<string[]> {
    const inspection = await inspect(`${names.join(",")}\n${row({}, names)}\n`, pool === undefined ? {} : { pool });
    return places(inspection).filter((place) => place.startsWith("header"));
}

describe("checkHeader", () => {
    it("takes the pool's columns in any order", async () => {
        assert.deepEqual(await headerPlaces(poolHeader.toReversed(), { header: poolHeader }), []);
    });

    it("takes custom columns of any name where the pool is not known", async () => {
        assert.deepEqual(await headerPlaces([...standardColumns, "custom:größe", "dev:custom:old"]), []);
    });

    it("names every column that is missing", async () => {
        assert.deepEqual(await headerPlaces(standardColumns.slice(1), { header: poolHeader }), [
            "header-missing-column@1:cognito:username",
            "header-missing-column@1:custom:team",
        ]);
        assert.deepEqual(await headerPlaces(standardColumns.filter((name) => name !== "locale")), [
            "header-missing-column@1:locale",
        ]);
    });

    it("names unknown columns by their place, never by their name", async () => {
        const columns = [...standardColumns, "ada@example.com"];
        const inspection = await inspect(`${columns.join(",")}\n${row({}, columns)}\n`);

        assert.deepEqual(places(inspection), ["header-unknown-column@1"]);
        assert.match(inspection.problems[0]?.message ?? "", /Column 22 /);
        assert.deepEqual(inspection.columns, [...standardColumns, ""]);
        assert.ok(!JSON.stringify(inspection).includes("ada@example.com"));
    });

    it("takes a custom column that the pool lacks for unknown", async () => {
        assert.deepEqual(await headerPlaces([...standardColumns, "custom:no"], { header: standardColumns }), [
            "header-unknown-column@1",
        ]);
    });

    it("says how a name is to be written", async () => {
        const spoilt = header.replace("given_name", "Given_Name").replace("zoneinfo", " zoneinfo");

        assert.deepEqual(await headerPlaces([...spoilt.split(","), "", "email"]), [
            "header-column-case@1:given_name",
            "header-column-spaces@1:zoneinfo",
            "header-empty-column@1",
            "header-repeated-column@1:email",
        ]);
    });

    it("recognises names in quotation marks", async () => {
        assert.deepEqual(await headerPlaces(standardColumns.map((name) => `"${name}"`)), ["header-quoted@1"]);
    });

    it("recognises that there is no header at all", async () => {
        const inspection = await inspect(`${row()}\n${row()}\n`);

        assert.deepEqual(places(inspection), ["header-missing@1"]);
        assert.deepEqual(inspection.columns, []);
        assert.deepEqual(places(await inspect(`\n${header}\n`)), ["header-missing@1"]);
    });
});
