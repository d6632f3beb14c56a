import { resolve } from "node:path";
import { generateJavaSdk, generateSdks, languages } from "./generateSdks";

const target = resolve(__dirname, "../../sdk");

/** `npm run sdk`: the SDKs of the native plugin for other languages, into `sdk/`, which git ignores. */
generateSdks(target)
    .then(async () => await generateJavaSdk(target))
    .then(
        () => console.log(`Wrote ${[...languages, "java"].map((language) => `sdk/${language}`).join(", ")}.`),
        (error: unknown) => {
            console.error(error instanceof Error ? error.message : error);
            process.exitCode = 1;
        },
    );
