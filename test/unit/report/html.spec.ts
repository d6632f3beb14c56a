import assert from "node:assert/strict";
import { htmlReport } from "../../../provider/src/report/html";
import { style } from "../../../provider/src/report/style";
import { hostile, refusedByRole, reported } from "./reportFixture";

/** The texts of the cells of the table with this caption, row by row. */
function tableOf(html: string, caption: string): string[][] {
    const [, after = ""] = html.split(`<caption>${caption}</caption>`);
    const rows = (after.split("</table>")[0] ?? "").split("<tr>").slice(1);
    return rows.map((row) =>
        [...row.matchAll(/<t[hd][^>]*>(.*?)<\/t[hd]>/gs)].map(([, cell = ""]) => cell.replace(/<[^>]*>/g, "")),
    );
}

/** The contrast of two colours, as WCAG 2.2 defines it. */
function contrast(one: string, other: string): number {
    const luminance = (colour: string): number => {
        const hex = colour.length === 4 ? [...colour.slice(1)].map((digit) => digit + digit).join("") : colour.slice(1);
        const [red = 0, green = 0, blue = 0] = [0, 2, 4].map((at) => {
            const value = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
            return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
        });
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
    };
    const [light = 0, dark = 0] = [luminance(one), luminance(other)].sort((a, b) => b - a);
    return (light + 0.05) / (dark + 0.05);
}

describe("the report in HTML", () => {
    it("has the counts as a bar and a table, the failures by reason and by line, and what to do next", () => {
        const html = htmlReport([reported()]);

        assert.match(html, /<h2>eu-west-1_AbCdEfGhI\/import-AbCdEfGhIj <span class="status">Succeeded<\/span><\/h2>/);
        assert.match(html, /<div class="bar" role="img" aria-label="Imported 10, Skipped 4, Failed 3">/);
        assert.deepEqual(
            [...html.matchAll(/<span class="(\w+)" style="flex-grow:(\d+)">/g)].map(([, kind, grow]) => [kind, grow]),
            [
                ["imported", "10"],
                ["skipped", "4"],
                ["failed", "3"],
            ],
        );
        assert.deepEqual(tableOf(html, "Users by outcome"), [
            ["Outcome", "Users", "Share", "Meaning"],
            ["Imported", "10", "58.8%", "Cognito made these users"],
            ["Skipped", "4", "23.5%", "They were in the pool already"],
            ["Failed", "3", "17.6%", "Cognito refused these rows"],
        ]);
        assert.deepEqual(tableOf(html, "Failed rows by reason").slice(1), [
            ["The phone number is invalid.", "2", "3, 9"],
            ["The e-mail address is missing.", "1", "7"],
        ]);
        assert.deepEqual(tableOf(html, "Failed rows by line").slice(1), [
            ["3", "The phone number is invalid."],
            ["7", "The e-mail address is missing."],
            ["9", "The phone number is invalid."],
        ]);
        assert.equal(html.split("<li>").length - 1, 3);
        assert.match(html, /check it with <code>cognito-user-import validate<\/code>, and run <code>pulumi up<\/code>/);
    });

    it("says of a job that failed for its role what AWS says and what the role needs", () => {
        const html = htmlReport([refusedByRole]);

        assert.match(html, /<p>AWS says: The role cannot be assumed\.<\/p>/);
        assert.match(html, /<li>Check that arn:aws:iam::123456789012:role\/logs exists, .*sts:AssumeRole/);
        assert.ok(!html.includes("Why rows failed"));
    });

    it("loads nothing and runs nothing, and its tags are closed", () => {
        const html = htmlReport([reported(), refusedByRole]);

        assert.match(
            html,
            /<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">/,
        );
        assert.doesNotMatch(html, /<(?:script|link|img|iframe|object)\b|\bon\w+=|\bsrc=|@import|url\(/i);
        for (const tag of [
            "html",
            "main",
            "section",
            "table",
            "tr",
            "td",
            "th",
            "ul",
            "li",
            "details",
            "div",
            "span",
        ]) {
            const opened = [...html.matchAll(new RegExp(`<${tag}\\b`, "g"))].length;
            assert.equal(html.split(`</${tag}>`).length - 1, opened, tag);
        }
    });

    it("names its language, and heads rows and columns for who does not see it", () => {
        const html = htmlReport([reported()]);

        assert.match(html, /^<!doctype html>\n<html lang="en">/);
        assert.match(html, /<title>User import report<\/title>/);
        assert.deepEqual([...html.matchAll(/<h(\d)/g)].map(([, level]) => level).join(""), "1233");
        assert.equal(html.split("<table>").length, html.split("<caption>").length);
        assert.ok([...html.matchAll(/<th [^>]*>/g)].every(([head]) => /scope="(?:row|col)"/.test(head)));
    });

    it("is readable in light and dark: texts have a contrast of 7:1, the parts of the bar 3:1", () => {
        const [light = "", dark = ""] = style.split("@media (prefers-color-scheme: dark)");
        for (const theme of [light, dark]) {
            const colours = new Map(
                [...theme.matchAll(/--(\w+): (#\w+)/g)].map(([, name = "", value = ""]) => [name, value]),
            );
            const ofGround = (name: string): number => contrast(colours.get(name) ?? "", colours.get("ground") ?? "");
            for (const name of ["text", "link"]) {
                assert.ok(ofGround(name) >= 7, `${name}: ${ofGround(name)}`);
            }
            for (const name of ["imported", "skipped", "failed", "omitted"]) {
                assert.ok(ofGround(name) >= 3, `${name}: ${ofGround(name)}`);
            }
        }
    });

    it("shows hostile texts as they are", () => {
        const html = htmlReport([
            reported(
                {
                    title: hostile,
                    status: hostile,
                    hint: hostile,
                    failures: [{ line: 3, reason: hostile }],
                    reasons: [{ reason: hostile, users: 3 }],
                },
                { completionMessage: hostile },
            ),
        ]);

        assert.doesNotMatch(html, /<script|alert\("|&lt;/);
        const cell = tableOf(html, "Failed rows by line")[1]?.[1] ?? "";
        assert.equal(
            cell.replace(/&#(\d+);/g, (_, code: string) => String.fromCharCode(Number(code))),
            hostile,
        );
    });
});
