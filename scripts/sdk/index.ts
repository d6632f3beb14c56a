import { resolve } from "node:path";
import { generateJavaSdk, generateSdks, languages } from "./generateSdks";

const target = resolve(__dirname, "../../sdk");

/** `npm run sdk`: the SDKs of the native plugin for other languages, into `sdk/`, which git ignores. */
async function main(): Promise<void> {
    await generateSdks(target);
    await generateJavaSdk(target);
    console.log(`Wrote ${[...languages, "java"].map((language) => `sdk/${language}`).join(", ")}.`);
}

main().catch((error: unknown) => {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
});
