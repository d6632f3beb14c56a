import { basename, resolve } from "node:path";
import { writeTarballs } from "./writeTarballs";

const target = resolve(__dirname, "../../sdk/plugin");

/** `npm run plugin:tarballs`: the files of a release on GitHub, into `sdk/plugin/`, which git ignores. */
writeTarballs(target).then(
    (files) => {
        console.log(files.map((file) => `Wrote sdk/plugin/${basename(file)}.`).join("\n"));
    },
    (error: unknown) => {
        console.error(error instanceof Error ? error.message : error);
        process.exitCode = 1;
    },
);
