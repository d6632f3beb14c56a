/** `npm run bench -- <name>` runs bench/<name>.ts. */
import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";

async function main(name: string | undefined): Promise<void> {
    const isKnown = name !== undefined && /^[a-z]\w*$/i.test(name) && existsSync(join(__dirname, `${name}.ts`));
    if (!isKnown || name === "index") {
        const names = readdirSync(__dirname).flatMap((file) => /^(?!index)([a-z]+)\.ts$/.exec(file)?.[1] ?? []);
        process.stderr.write(`Usage: npm run bench -- NAME, where NAME is one of: ${names.join(", ")}\n`);
        process.exitCode = 2;
        return;
    }
    const { bench } = (await import(`./${name}`)) as { bench: () => Promise<void> };
    await bench();
}

void main(process.argv[2]);
