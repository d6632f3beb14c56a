import { execFileSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { browserPicture } from "./browserPicture";

const launcher = path.resolve(__dirname, "../../provider/cognito-user-import.js");
const sample = path.join(__dirname, "stackOutput.json");
const picture = path.resolve(__dirname, "../../docs/report.png");

/**
 * Draws docs/report.png: the HTML report of the made-up imports in stackOutput.json, by the compiled command. `CHROMIUM` names a browser of
 * the Chromium kind; the npm package @sparticuz/chromium has one for Linux.
 */
async function drawReport(): Promise<void> {
    const { CHROMIUM: browser } = process.env;
    if (browser === undefined) {
        throw new Error("Set CHROMIUM to the path of Chromium, Chrome or Edge, such as CHROMIUM=/usr/bin/chromium.");
    }
    const args = [launcher, "report", "--stack-output", sample, "--format", "html"];
    const html = execFileSync(process.execPath, args, { encoding: "utf8" });
    writeFileSync(picture, await browserPicture(browser, html, "light"));
    console.log(`${picture}: ${readFileSync(picture).length} bytes`);
}

drawReport().catch((error: unknown) => {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
});
