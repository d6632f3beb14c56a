import { readFileSync } from "node:fs";
import { join } from "node:path";

const readme = readFileSync(join(__dirname, "../../../emulator/README.md"), "utf8");

/** The example that the README has under a name: the block after `<!-- example: NAME -->`. */
export function exampleOf(name: string): string {
    const [, example] = new RegExp(`<!-- example: ${name} -->\n\`\`\`\\w+\n([\\s\\S]*?)\n\`\`\`\n`).exec(readme) ?? [];
    if (example === undefined) {
        throw new Error(`the README has no example ${name}`);
    }
    return `${example}\n`;
}

/** The names of all examples. */
export const exampleNames: readonly string[] = [...readme.matchAll(/<!-- example: ([\w-]+) -->/g)].map(
    ([, name = ""]) => name,
);
